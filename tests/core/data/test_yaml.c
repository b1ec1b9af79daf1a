#include "data_support.h"

static void reads(test_ctx *t, const char *yaml, const char *json) {
    pc_value v;
    if (!read_yaml(t, pc_strz(yaml), &v)) print_error("%.*s", PC_F(test_diags(t)));
    assert_str(as_json(t, &v, 0), json);
}

TEST(reads_collections_and_scalars) {
    reads(t, "", "null");
    reads(t, "# only a comment\n", "null");
    reads(t, "a: 1\nb:\n- x\n- 'y': z\n  w: [1, {q: \"r\"}]\nc:\n",
          "{\"a\":1,\"b\":[\"x\",{\"y\":\"z\",\"w\":[1,{\"q\":\"r\"}]}],\"c\":null}");
    reads(t, "a: |\n  one\n  two\nb: >-\n  one\n  two\n",
          "{\"a\":\"one\\ntwo\\n\",\"b\":\"one two\"}");
    reads(t, "a: \"x\\ty\\u00e9\"\nb: 'it''s'\n", "{\"a\":\"x\\ty\xc3\xa9\",\"b\":\"it's\"}");
    reads(t, "--- a\n--- b\n", "\"a\"");
    reads(t, "a: 1\r\nb: x\r\n", "{\"a\":1,\"b\":\"x\"}");
    reads(t,
          "\xef\xbb\xbf"
          "a: 1\n",
          "{\"a\":1}");
}

TEST(scalars_keep_the_text_as_written) {
    pc_value v;
    assert_true(read_yaml(t,
                          PC_S("doi: 10.1000\narxiv: 2401.10000\nversion: 1.10\nzip: 00420\n"
                               "ok: Yes\nwhen: 2024-1-5\nnone: ~\n"),
                          &v));
    assert_str(pc_value_get_text(&v, "doi"), "10.1000");
    assert_str(pc_value_get_text(&v, "arxiv"), "2401.10000");
    assert_str(pc_value_get_text(&v, "version"), "1.10");
    assert_str(pc_value_get_text(&v, "zip"), "00420");
    assert_str(pc_value_get_text(&v, "ok"), "Yes");
    assert_str(pc_value_get_text(&v, "when"), "2024-1-5");
    assert_str(pc_value_get_text(&v, "none"), "");
}

/* Each as Psych.safe_load(…, aliases: true) has it. */
TEST(quotes_and_tags_decide_as_in_psych) {
    reads(t, "['1', \"true\", '~', '2024-01-01']", "[\"1\",\"true\",\"~\",\"2024-01-01\"]");
    reads(t, "- |\n  5\n- >-\n  6\n", "[\"5\\n\",\"6\"]");
    reads(t, "[!!str 1, !str 2, !!str true, !!str , ! 3]", "[\"1\",\"2\",\"true\",\"\",3]");
    reads(t, "[!!int 5, !!int '5', !!float 5, !foo 5, !foo x, !foo [1], !!set {a}]",
          "[5,5,5,5,\"x\",[1],{\"a\":null}]");
    reads(t, "- :a\n- :b c\n- a:b\n- ::x\n", "[\":a\",\":b c\",\"a:b\",\"::x\"]");
}

TEST(keys_are_text) {
    reads(t, "1: a\ntrue: b\n~: c\n1.10: d\n2024-01-01: f\n",
          "{\"1\":\"a\",\"true\":\"b\",\"~\":\"c\",\"1.10\":\"d\",\"2024-01-01\":\"f\"}");
    reads(t, "? [a, b]\n: c\n? {x: y}\n: d\n? - p\n  - q\n: e\n",
          "{\"[a, b]\":\"c\",\"{x: y}\":\"d\",\"- p\\n  - q\":\"e\"}");
    reads(t, "a: &k key\n*k : v\n", "{\"a\":\"key\",\"key\":\"v\"}");
}

TEST(aliases_share_and_merge_keys_join) {
    reads(t, "a: &x {p: 1, q: [2]}\nb: *x\nc: [*x, *x]\n",
          "{\"a\":{\"p\":1,\"q\":[2]},\"b\":{\"p\":1,\"q\":[2]},\"c\":[{\"p\":1,\"q\":[2]},{\"p\":"
          "1,\"q\":[2]}]}");
    reads(t, "a: &x 1\nb: &x 2\nc: *x\n", "{\"a\":1,\"b\":2,\"c\":2}");
    reads(t, "b: &b {p: 1, q: 2}\nx: {p: 0, <<: *b, q: 3, r: 4}\n",
          "{\"b\":{\"p\":1,\"q\":2},\"x\":{\"p\":1,\"q\":3,\"r\":4}}");
    reads(t, "x: {<<: [{p: 1, q: 1}, {q: 2, r: 2}], s: 1}\n",
          "{\"x\":{\"q\":1,\"r\":2,\"p\":1,\"s\":1}}");
    reads(t,
          "l: &l [{p: 1}]\nx: {<<: *l}\ny: {<<: 1}\nz: {<<: [1]}\nw: {!!str <<: {a: 1}}\nv: {'<<': "
          "{a: 1}}\n",
          "{\"l\":[{\"p\":1}],\"x\":{\"<<\":[{\"p\":1}]},\"y\":{\"<<\":1},\"z\":{\"<<\":[1]},\"w\":"
          "{\"<<\":{\"a\":1}},\"v\":{\"a\":1}}");
    assert_int_equal(t->diags.n, 0);
}

TEST(a_key_written_twice_is_said_and_the_last_one_wins) {
    reads(t, "title: a\nx: 1\ntitle: b\n", "{\"title\":\"b\",\"x\":1}");
    assert_str(test_diags(t), "test.yml:3:1: warning: the key \"title\" stands here a second time\n"
                              "    3 | title: b\n"
                              "      | ^~~~~\n"
                              "help: the last one counts, as in Jekyll\n"
                              "test.yml:1:1: note: it stood here first\n"
                              "    1 | title: a\n"
                              "      | ^\n");
}

static void at(test_ctx *t, const pc_source *s, pc_pos pos, const char *text) {
    size_t offset = pos - s->base;
    (void)t;
    assert_str(pc_str_sub(s->text, offset, offset + strlen(text)), text);
}

TEST(positions_are_bytes_also_after_many_byte_text) {
    static const char text[] =
        "\xef\xbb\xbf# \xe6\x97\xa5\xe6\x9c\xac\n\xc3\xa9t\xc3\xa9: \xf0\x9f\x98\x80 smile\r\n"
        "liste:\n  - \"\xc3\xbc\xe2\x80\xa8\"\n  - [eins, zwei]\nn: 1\nm: &a {k: v}\nl: *a\n";
    pc_source *s = test_source(t, text);
    pc_value v;
    assert_true(pc_yaml_read(&t->arena, s, 0, s->text.n, &t->diags, &v));
    at(t, s, v.u.pairs[0].key_pos, "\xc3\xa9t\xc3\xa9");
    at(t, s, v.u.pairs[0].value.pos, "\xf0\x9f\x98\x80 smile");
    at(t, s, v.u.pairs[1].key_pos, "liste");
    const pc_value *list = &v.u.pairs[1].value;
    at(t, s, list->pos, "- \"");
    at(t, s, list->u.list[0].pos, "\"\xc3\xbc");
    at(t, s, list->u.list[1].pos, "[eins");
    at(t, s, list->u.list[1].u.list[1].pos, "zwei");
    at(t, s, v.u.pairs[2].key_pos, "n: 1");
    at(t, s, v.u.pairs[2].value.pos, "1\n");
    at(t, s, v.u.pairs[3].value.u.pairs[0].key_pos, "k: v");
}

TEST(reads_a_slice_of_a_page) {
    pc_source *s = test_source(t, "---\n\xc3\xa9: 1\nb: [\n---\nbody: no\n");
    pc_value v;
    assert_true(pc_yaml_read(&t->arena, s, 4, 10, &t->diags, &v));
    assert_str(as_json(t, &v, 0), "{\"\xc3\xa9\":1}");
    at(t, s, v.u.pairs[0].value.pos, "1\n");
    assert_false(pc_yaml_read(&t->arena, s, 4, 16, &t->diags, &v));
    assert_int_equal(pc_source_place(&t->sources, t->diags.v[0].pos).line, 4);
}

static void bad(test_ctx *t, pc_str yaml, const char *message) {
    pc_value v;
    t->diags.n = 0;
    assert_false(read_yaml(t, yaml, &v));
    assert_int_equal(v.kind, PC_NULL);
    assert_true(t->diags.n >= 1);
    pc_diag_item *d = &t->diags.v[0];
    pc_place p = pc_source_place(&t->sources, d->pos);
    pc_str got = pc_str_fmt(&t->arena, "%zu:%zu: %.*s", p.line, p.column, PC_F(d->message));
    if (d->help.n) got = pc_str_fmt(&t->arena, "%.*s\n%.*s", PC_F(got), PC_F(d->help));
    assert_str(got, message);
}

TEST(complaints_have_a_place_and_say_what_to_do) {
    bad(t, PC_S("x: 1\ntitle: Foo: bar\n"),
        "2:11: mapping values are not allowed in this context\nput the value in quotes: title: "
        "\"Foo: bar\"");
    bad(t, PC_S("- t: \"A\" b: c\n"),
        "1:10: did not find expected key\nwhat follows the closing quote belongs within it (write "
        "\\\" or '' for a quote)");
    bad(t, PC_S("a: 1\n b: 2\n"),
        "2:3: mapping values are not allowed in this context\nindent it like its neighbours, and "
        "see that the line before is complete");
    bad(t, PC_S("a:\n\tb: 1\n"),
        "2:1: found character that cannot start any token\nYAML is not indented with tabs: use "
        "spaces");
    bad(t, PC_S("a: 1\n\tb: 2\n"),
        "2:1: found a tab character that violates indentation\nYAML is not indented with tabs: use "
        "spaces");
    bad(t, PC_S("title: @foo\n"),
        "1:8: found character that cannot start any token\nput the value in quotes: title: "
        "\"@foo\"");
    bad(t, PC_S("title: {{ page.x }}s\n"),
        "1:20: did not find expected key\nput the value in quotes: title: \"{{ page.x }}s\"");
    bad(t, PC_S("title: {% include x %}\n"),
        "1:9: found character that cannot start any token\nput the value in quotes: title: \"{% "
        "include x %}\"");
    bad(t, PC_S("title: *foo* bar\n"),
        "1:12: did not find expected alphabetic or numeric character\nput the value in quotes: "
        "title: \"*foo* bar\"");
    bad(t, PC_S("title: 'foo\nb: c\n"), "1:8: found unexpected end of stream\nclose the quote");
    bad(t, PC_S("title: \"a\\d\"\n"),
        "1:10: found unknown escape character\nwrite \\\\ for a backslash, or use single quotes");
    bad(t, PC_S("a: *b\n"),
        "1:4: the alias *b has no anchor &b before it\nif no alias is meant, put the value in "
        "quotes");
    bad(t, PC_S("a: &a [*a]\n"), "1:8: this alias stands within what it names");
    bad(t, PC_S("a: 1\nfoo\nb: 2\n"),
        "2:1: could not find expected ':'\nwrite `key: value`, with a space after the colon");
    bad(t, PC_S("a: x\x01y\n"), "1:5: control characters are not allowed\ntake the character out");
    bad(t, PC_S("\xc3\xa9: x\0y\n"),
        "1:5: control characters are not allowed\ntake the character out");
    bad(t, PC_S("a: !b!c d\n"),
        "1:4: found undefined tag handle\nput the value in quotes: a: \"!b!c d\"");
    bad(t, PC_S("a: [1, 2\nb: 3\n"),
        "2:2: did not find expected ',' or ']'\nclose the bracket, or put the value in quotes");
    bad(t, PC_S("a: - b\n"),
        "1:4: block sequence entries are not allowed in this context\nbegin the list on a line of "
        "its own");
    bad(t, PC_S("a:\n  - b\n c: d\n"),
        "3:2: did not find expected key\nindent it like its neighbours, or put the value in "
        "quotes");
    bad(t, PC_S("- a\n b\n- c: d\n e\n"),
        "4:2: did not find expected '-' indicator\nindent it like the items above");
    bad(t, PC_S("%YAML 3.0\n---\na\n"), "1:1: found incompatible YAML document");
    bad(t, PC_S("\xc3\xa9\xc3\xa9: \xc3\xa9: \"x\"\n"),
        "1:6: mapping values are not allowed in this context\nput the value in quotes: "
        "\xc3\xa9\xc3\xa9: '\xc3\xa9: \"x\"'");
}

TEST(unfolding_aliases_is_bounded) {
    pc_str laughs = PC_S("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'k'; c++)
        laughs = pc_str_cat(
            &t->arena, laughs,
            pc_str_fmt(&t->arena, "%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c,
                       c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1));
    bad(t, laughs, "6:29: aliases unfold to more than 1000000 nodes");
    pc_str tower = PC_S("a0: &a0 []\n");
    for (int i = 1; i < 600; i++)
        tower =
            pc_str_cat(&t->arena, tower, pc_str_fmt(&t->arena, "a%d: &a%d [*a%d]\n", i, i, i - 1));
    bad(t, tower, "512:14: nested deeper than 512 levels");
}

TEST(nesting_is_bounded) {
    pc_value v;
    assert_true(read_yaml(t, join(t, repeat(t, "[", 512), PC_S("1"), repeat(t, "]", 512)), &v));
    bad(t, repeat(t, "[", 5000000), "1:513: nested deeper than 512 levels");
    bad(t, repeat(t, "- ", 5000000), "1:1025: nested deeper than 512 levels");
    bad(t, repeat(t, "{a: ", 5000000), "1:2049: nested deeper than 512 levels");
}

/* Many small values within deep nesting, many keys, many anchors: all of it in linear time. */
TEST(large_input_is_linear) {
    pc_value v;
    assert_true(read_yaml(
        t, join(t, repeat(t, "[", 511), repeat(t, "[],", 200000), repeat(t, "]", 511)), &v));
    assert_true(read_yaml(t, repeat(t, "- {a: \xc3\xa9, b: [1, 2.50]}\n", 50000), &v));
    assert_int_equal(pc_value_len(&v), 50000);
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    for (int i = 0; i < 100000; i++) pc_buf_putf(&b, "k%d: &a%d x\n", i, i);
    assert_true(read_yaml(t, pc_buf_take(&b, &t->arena), &v));
    pc_buf_fini(&b);
    assert_int_equal(pc_value_len(&v), 100000);
    assert_str(pc_value_get_text(&v, "k99999"), "x");
}

TEST(every_truncation_ends_well) {
    static const char text[] =
        "a: &x [1, 'two', \"\\u00e9\"]\nb: {<<: {q: *x}, c: |\n  text\n  }\n? !!str k\n: - *x\n";
    for (size_t n = 0; n < sizeof text; n++) {
        pc_value v;
        char *p = malloc(n ? n : 1);
        memcpy(p, text, n);
        read_yaml(t, (pc_str){p, n}, &v);
        pc_sources_init(&t->sources, &t->arena);
        free(p);
    }
}

static void alloc_body(void *arg) {
    test_ctx *t = arg;
    pc_arena_init(&t->arena, &t->mem);
    pc_sources_init(&t->sources, &t->arena);
    pc_diags_init(&t->diags, &t->arena, &t->sources);
    pc_value v;
    assert_true(read_yaml(t, PC_S("a: &x [1, 'it''s', \"\\u00e9\"]\nb: {q: *x}\nb: 2\n"), &v));
    assert_false(read_yaml(t, PC_S("a: &x [1, 'two']\nb: {q: *x, c: [\n"), &v));
}

static void survives_failing_allocations(void **state) {
    (void)state;
    survive(alloc_body);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(reads_collections_and_scalars),
        TEST_ROW(scalars_keep_the_text_as_written),
        TEST_ROW(quotes_and_tags_decide_as_in_psych),
        TEST_ROW(keys_are_text),
        TEST_ROW(aliases_share_and_merge_keys_join),
        TEST_ROW(a_key_written_twice_is_said_and_the_last_one_wins),
        TEST_ROW(positions_are_bytes_also_after_many_byte_text),
        TEST_ROW(reads_a_slice_of_a_page),
        TEST_ROW(complaints_have_a_place_and_say_what_to_do),
        TEST_ROW(unfolding_aliases_is_bounded),
        TEST_ROW(nesting_is_bounded),
        TEST_ROW(large_input_is_linear),
        TEST_ROW(every_truncation_ends_well),
        cmocka_unit_test(survives_failing_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
