/* The source map of rendered text: each part leads back to the file and line that it came from. */
#include "run.h"

#include "base/str.h"

/* What a site brings: Markdown, and an excerpt that is rendered when it is asked for. */
static pc_str markdown(void *user, liq_run *r, pc_str text) {
    (void)user;
    return pc_str_fmt(liq_arena(r), "<p>%.*s</p>\n", PC_F(text));
}

static bool excerpt(void *user, liq_run *r, pc_str name, liq_value *out) {
    liq_case *c = user;
    if (!pc_str_eqz(name, "excerpt")) return case_global(user, r, name, out);
    liq_host host = {.user = c, .global = case_global};
    pc_source *src = pc_source_add(&c->t->sources, PC_S("post"), PC_S("\n\nshort {{ 'words' }}\n"));
    const liq_program *p =
        liq_parse(&c->t->arena, &c->t->scratch, c->dialect, src, 0, src->text.n, &c->t->diags);
    *out = liq_str(liq_render_in(r, liq_arena(r), c->dialect, &host, &c->t->diags, p).text);
    return true;
}

/* The place, as "file:line:column", of where [needle] stands in what the template gives. */
static pc_str place_in(test_ctx *t, const liq_dialect *dialect, const char *templates,
                       const char *text, const char *needle) {
    pc_value partials;
    pc_source *src = pc_source_add(&t->sources, PC_S("partials"), pc_strz(templates));
    assert_true(pc_json_read(&t->arena, src, &t->diags, &partials));
    liq_case c = {.t = t, .dialect = dialect, .templates = &partials};
    liq_host host = {.user = &c, .global = excerpt, .partial = case_partial, .markdown = markdown};
    src = pc_source_add(&t->sources, PC_S("page"), pc_strz(text));
    const liq_program *p =
        liq_parse(&t->arena, &t->scratch, c.dialect, src, 0, src->text.n, &t->diags);
    liq_result out = liq_render(&t->arena, c.dialect, &host, &t->diags, p);
    size_t at = pc_str_find(out.text, pc_strz(needle), 0);
    assert_true(at != PC_NPOS);
    pc_source *made =
        pc_source_add_made(&t->sources, PC_S("made"), out.text, out.spans, out.nspans);
    pc_place x = pc_source_place(&t->sources, pc_source_pos(made, at));
    return pc_str_fmt(&t->arena, "%.*s:%zu:%zu", PC_F(x.file), x.line, x.column);
}

static pc_str place(test_ctx *t, const char *templates, const char *text, const char *needle) {
    return place_in(t, &liq_standard, templates, text, needle);
}

#define PARTIALS                                                           \
    "{\"a\": \"from a\\nsecond {{ 'printed' }}\\n{% include 'b' %}end\", " \
    "\"b\": \"b has\\n\\n  words\"}"

TEST(text_of_the_page) {
    assert_str(place(t, PARTIALS, "one\n{% if true %}two\nthree{% endif %}", "three"), "page:3:1");
    assert_str(place(t, PARTIALS, "one\n{% assign x = 1 %} two", "wo"), "page:2:21");
    assert_str(place(t, PARTIALS, "a {%- if true -%}\n\n b{% endif %}", "b"), "page:3:2");
}

TEST(text_of_partials) {
    assert_str(place(t, PARTIALS, "x {% include 'a' %} y", "second"), "a:2:1");
    assert_str(place(t, PARTIALS, "x {% include 'a' %} y", "printed"), "a:2:8");
    assert_str(place(t, PARTIALS, "x {% include 'a' %} y", "words"), "b:3:3");
    assert_str(place(t, PARTIALS, "x {% include 'a' %} y", "end"), "a:3:18");
    assert_str(place(t, PARTIALS, "x {% include 'a' %} y", "y"), "page:1:21");
}

TEST(text_that_was_kept_comes_from_the_tag_that_prints_it) {
    assert_str(place(t, PARTIALS, "{% capture k %}kept{% endcapture %}\n- {{ k }}", "kept"),
               "page:2:3");
    assert_str(place(t, PARTIALS, "{% assign k = 'kept' %}\n\n{{ k | upcase }}", "KEPT"),
               "page:3:1");
}

TEST(rounds_of_a_loop_come_from_the_same_text) {
    assert_str(place(t, PARTIALS, "{% for i in (1..3) %}\n{{ i }} row{% endfor %}", "3 row"),
               "page:2:1");
    assert_str(place(t, PARTIALS, "{% for i in (1..3) %}\n{{ i }} row{% endfor %}.", "."),
               "page:2:24");
}

TEST(markdown_and_excerpts_come_from_the_tag_that_prints_them) {
    const liq_dialect *d = &liq_jekyll;
    const char *page =
        "one\n{{ 'made *here*' | markdownify }}\n{{ excerpt }}|{{ excerpt | strip }}";
    assert_str(place_in(t, d, "{}", page, "made"), "page:2:1");
    assert_str(place_in(t, d, "{}", page, "</p>"), "page:2:1");
    assert_str(place_in(t, d, "{}", page, "words\n|"), "page:3:1");
    assert_str(place_in(t, d, "{}", page, "|short"), "page:3:14");
    assert_str(place_in(t, d, "{}", "{{ excerpt | markdownify }}\nend", "words"), "page:1:1");
    assert_str(place_in(t, d, "{}", "{{ excerpt | markdownify }}\nend", "end"), "page:2:1");
    assert_str(
        place_in(t, d, "{\"a\": \"x\\n {{ excerpt | markdownify }}\"}", "{% include a %}", "words"),
        "a:2:2");
}

TEST(files_beside_the_page) {
    const liq_dialect *d = &liq_jekyll;
    const char *files = "{\"b\": \"in b\\n  {{ include.x }} words\", \"a\": \"{% include_relative "
                        "b x='deep' %}|\"}";
    assert_str(place_in(t, d, files, "x\n{% include_relative a %} y", "words"), "b:2:19");
    assert_str(place_in(t, d, files, "x\n{% include_relative a %} y", "deep"), "b:2:3");
    assert_str(place_in(t, d, files, "x\n{% include_relative a %} y", "|"), "a:1:34");
    assert_str(place_in(t, d, files, "x\n{% include_relative a %} y", "y"), "page:2:26");
    assert_str(place_in(t, d, files,
                        "{% capture c %}{% include_relative a %}{% endcapture %}\n.{{ c }}",
                        "words"),
               "page:2:2");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(text_of_the_page),
        TEST_ROW(text_of_partials),
        TEST_ROW(text_that_was_kept_comes_from_the_tag_that_prints_it),
        TEST_ROW(rounds_of_a_loop_come_from_the_same_text),
        TEST_ROW(markdown_and_excerpts_come_from_the_tag_that_prints_them),
        TEST_ROW(files_beside_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
