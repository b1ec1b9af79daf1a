#include "data_support.h"

static void same(test_ctx *t, const char *text) {
    pc_value v;
    assert_true(read_json(t, pc_strz(text), &v));
    assert_str(as_json(t, &v, 0), text);
}

static void bad(test_ctx *t, pc_str text, const char *message) {
    pc_value v;
    t->diags.n = 0;
    assert_false(read_json(t, text, &v));
    assert_int_equal(v.kind, PC_NULL);
    assert_int_equal(t->diags.n, 1);
    pc_diag_item *d = &t->diags.v[0];
    pc_place at = pc_source_place(&t->sources, d->pos);
    assert_str(pc_str_fmt(&t->arena, "%zu:%zu: %.*s", at.line, at.column, PC_F(d->message)),
               message);
}

TEST(writes_numbers_and_structure_as_read) {
    same(t, "null");
    same(t, "[]");
    same(t, "{}");
    same(t, "[[],{},[[]],{\"\":{}}]");
    same(t, "[0,-0,1.0,1.10,1e5,1E+5,-1.5e-3,123456789012345678901234567890,true,false,null]");
    same(t, "{\"b\":1,\"a\":[1,2,{\"c\":\"x\"}],\"B\":null}");
}

TEST(numbers_beyond_64_bits_are_floats_with_their_text) {
    pc_value v;
    assert_true(read_json(t, PC_S("[9223372036854775807, 9223372036854775808, 1e999]"), &v));
    assert_int_equal(v.u.list[0].kind, PC_INT);
    assert_int_equal(v.u.list[1].kind, PC_FLOAT);
    assert_str(v.u.list[1].as.text, "9223372036854775808");
    assert_str(v.u.list[2].as.text, "1e999");
}

TEST(unescapes_strings) {
    pc_value v;
    assert_true(
        read_json(t, PC_S("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\ude00z\""), &v));
    assert_str(v.as.text, "a\"\\/\b\f\n\r\t\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z");
    assert_true(read_json(t, PC_S("\"\\u0000x\""), &v));
    assert_int_equal(v.as.text.n, 2);
    assert_int_equal(v.as.text.p[0], 0);
    assert_str(as_json(t, &v, 0), "\"\\u0000x\"");
}

TEST(half_a_surrogate_pair_is_a_replacement_character) {
    static const char *const halves[] = {"\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\"",
                                         "\"\\ud83d\\u0041\"", "\"\\ud83d\\ud83d\\ude00\""};
    static const char *const expected[] = {"\xef\xbf\xbd", "\xef\xbf\xbd", "\xef\xbf\xbdx",
                                           "\xef\xbf\xbd\x41", "\xef\xbf\xbd\xf0\x9f\x98\x80"};
    for (size_t i = 0; i < PC_COUNT(halves); i++) {
        pc_value v;
        assert_true(read_json(t, pc_strz(halves[i]), &v));
        assert_str(v.as.text, expected[i]);
    }
}

TEST(strings_without_escapes_are_slices_of_the_source) {
    pc_source *s = test_source(t, "{\"key\": \"value\"}");
    pc_value v;
    assert_true(pc_json_read(&t->arena, s, &t->diags, &v));
    assert_ptr_equal(v.u.pairs[0].value.as.text.p, s->text.p + 9);
    assert_ptr_equal(v.u.pairs[0].key.p, s->text.p + 2);
    assert_int_equal(v.u.pairs[0].key_pos, pc_source_pos(s, 1));
    assert_int_equal(v.u.pairs[0].value.pos, pc_source_pos(s, 8));
    assert_int_equal(v.pos, pc_source_pos(s, 0));
}

TEST(says_where_and_what_was_expected) {
    bad(t, PC_S(""), "1:1: expected a value, but the text ends here");
    bad(t, PC_S("[1 2]"), "1:4: expected ',' or ']', found '2'");
    bad(t, PC_S("{\"a\": 1\n \"b\": 2}"), "2:2: expected ',' or '}', found '\"'");
    bad(t, PC_S("{\"a\" 1}"), "1:6: expected ':', found '1'");
    bad(t, PC_S("{a: 1}"), "1:2: expected a key in double quotes, found 'a'");
    bad(t, PC_S("{\"a\": 1,}"), "1:9: expected a key in double quotes, found '}'");
    bad(t, PC_S("[1,]"), "1:4: expected a value, found ']'");
    bad(t, PC_S("[1"), "1:3: expected ',' or ']', but the text ends here");
    bad(t, PC_S("[1] x"), "1:5: expected the end of the text, found 'x'");
    bad(t, PC_S("nul"), "1:1: expected a value, found 'n'");
    bad(t, PC_S("True"), "1:1: expected a value, found 'T'");
    bad(t, PC_S("'a'"), "1:1: expected a value, found '''");
    bad(t, PC_S("\"abc"), "1:1: this string does not end");
    bad(t, PC_S("\"a\nb\""), "1:1: this string does not end on its line");
    bad(t, PC_S("\"a\tb\""), "1:3: control characters in strings are written as \\u escapes");
    bad(t, PC_S("\"\\x\""), "1:2: unknown escape in a string");
    bad(t, PC_S("\"\\u12g4\""), "1:2: expected four hexadecimal digits after \\u");
    bad(t, PC_S("\"\\u12"), "1:2: expected four hexadecimal digits after \\u");
    bad(t, PC_S("\"\\"), "1:2: the text ends within a string");
    bad(t, PC_S("[01]"), "1:3: bad number");
    bad(t, PC_S("[1.]"), "1:2: expected a number");
    bad(t, PC_S("[.5]"), "1:2: expected a value, found '.'");
    bad(t, PC_S("[+1]"), "1:2: expected a value, found '+'");
    bad(t, PC_S("[-]"), "1:2: expected a number");
    bad(t, PC_S("[1e]"), "1:2: expected a number");
    bad(t, PC_S("[1\0]"), "1:3: expected ',' or ']'");
}

TEST(nesting_is_bounded) {
    pc_value v;
    pc_str ok = join(t, repeat(t, "[", 512), PC_S("1"), repeat(t, "]", 512));
    assert_true(read_json(t, ok, &v));
    assert_str(as_json(t, &v, 0), pc_str_dupz(&t->arena, ok));
    bad(t, repeat(t, "[", 513), "1:513: nested deeper than 512 levels");
    bad(t, repeat(t, "{\"a\":", 5000000), "1:2561: nested deeper than 512 levels");
}

TEST(every_truncation_is_an_error_and_no_crash) {
    static const char text[] =
        "{\"a\":[1,2.5e-3,\"x\\u00e9\\ud83d\\ude00\",{\"b\":null,\"c\":[true,false]}]}";
    for (size_t n = 0; n + 1 < sizeof text; n++) {
        pc_value v;
        /* A block of its own size, so that the sanitizer sees each byte read beyond it. */
        char *p = malloc(n ? n : 1);
        memcpy(p, text, n);
        assert_false(read_json(t, (pc_str){p, n}, &v));
        free(p);
    }
}

TEST(indents_on_request) {
    pc_value v;
    assert_true(read_json(t, PC_S("{\"a\":[1,[],{}],\"b\":{\"c\":\"d\"}}"), &v));
    assert_str(as_json(t, &v, 2), "{\n  \"a\": [\n    1,\n    [],\n    {}\n  ],\n  \"b\": {\n"
                                  "    \"c\": \"d\"\n  }\n}");
}

TEST(yaml_numbers_become_json_numbers) {
    pc_value v;
    assert_true(read_yaml(t, PC_S("[0x1F, 1_000, 010, .5, 1., +7, .inf, 1.10, 2024-01-01]"), &v));
    assert_str(as_json(t, &v, 0), "[31,1000,8,0.5,1.0,7,\".inf\",1.10,\"2024-01-01\"]");
}

TEST(strings_for_script_elements_hold_no_tag) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    pc_json_put_str(&b, PC_S("</script>\x1f\x7f"), true);
    assert_str(pc_buf_str(&b), "\"\\u003c/script>\\u001f\x7f\"");
    pc_buf_fini(&b);
}

static void alloc_body(void *arg) {
    test_ctx *t = arg;
    pc_arena_init(&t->arena, &t->mem);
    pc_sources_init(&t->sources, &t->arena);
    pc_diags_init(&t->diags, &t->arena, &t->sources);
    pc_value v;
    assert_true(read_json(t, PC_S("{\"a\":[1,2,[3,\"\\n\"]],\"b\":{\"c\":0}}"), &v));
    assert_false(read_json(t, PC_S("{\"a\":[1,2,[3,\"\\n\"]],\"b\":{\"c\":0"), &v));
}

static void survives_failing_allocations(void **state) {
    (void)state;
    survive(alloc_body);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(writes_numbers_and_structure_as_read),
        TEST_ROW(numbers_beyond_64_bits_are_floats_with_their_text),
        TEST_ROW(unescapes_strings),
        TEST_ROW(half_a_surrogate_pair_is_a_replacement_character),
        TEST_ROW(strings_without_escapes_are_slices_of_the_source),
        TEST_ROW(says_where_and_what_was_expected),
        TEST_ROW(nesting_is_bounded),
        TEST_ROW(every_truncation_is_an_error_and_no_crash),
        TEST_ROW(indents_on_request),
        TEST_ROW(yaml_numbers_become_json_numbers),
        TEST_ROW(strings_for_script_elements_hold_no_tag),
        cmocka_unit_test(survives_failing_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
