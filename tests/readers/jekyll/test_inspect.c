/* Which addresses of a site lead somewhere, and what there is to look over. */
#include "support.h"

#include "ast/meta.h"
#include "base/str.h"
#include "readers/jekyll/inspect.h"
#include "registry/registry.h"

static const char folder[] = PUBCONV_SOURCE "/tests/command/check/site";

static jek_inspection *site(test_ctx *t) {
    const pc_reader *r;
    pc_format f;
    assert_true(pc_format_reader(&t->cx, PC_S("jekyll"), &r, &f));
    t->cx.exts = f.exts;
    jek_inspection *x = jek_inspect_folder(&t->cx, pc_strz(folder));
    assert_non_null(x);
    return x;
}

/* The document of the page with this title. */
static size_t page(test_ctx *t, jek_inspection *x, const char *title) {
    jek_inspected one;
    for (size_t i = 0; i < jek_inspect_count(x); i++) {
        assert_int_equal(jek_inspect_read(x, i, &one), PC_OK);
        const pc_meta *m = pc_meta_getz(one.doc.meta, "title");
        if (!one.made && m && pc_str_eqz(pc_meta_text(&t->arena, m), title)) return i;
    }
    fail_msg("no page %s", title);
    return 0;
}

TEST(knows_where_addresses_lead) {
    static const struct {
        const char *url;
        bool leads;
    } rows[] = {
        {"/talks.html", true},
        {"/talks", true}, /* servers add .html */
        {"../talks.html?x=1#then", true},
        {"talks.html", false}, /* the page is /publications/ */
        {"#here", true},
        {"/files/slides.pdf", true},
        {"../files/slides%2Epdf", true},
        {"/files/", true},
        {"/publications/", true},
        {"/publications/index.html", true},
        {"/publications/sheep.html", true},
        {"/feed.xml", true},
        {"/files/../././talks.html", true},
        {"/../../files//slides.pdf", true},
        {"/files/film.mp4", false},
        {"slides.pdf", false},
        {"/nosuch.html", false},
        {"/other-project/", true}, /* another site at the same host */
        {"/files/nosuch", false},  /* not another one: the folder is here */
    };
    jek_inspection *x = site(t);
    assert_true(jek_inspect_sited(x));
    size_t i = page(t, x, "Publications");
    for (size_t k = 0; k < PC_COUNT(rows); k++)
        if (jek_inspect_leads(x, i, pc_strz(rows[k].url)) != rows[k].leads)
            fail_msg("%s %s", rows[k].url, rows[k].leads ? "leads nowhere" : "leads somewhere");
}

/* Each of its parts is copied once. */
TEST(looks_at_long_addresses) {
    enum { PARTS = 100000 };
    jek_inspection *x = site(t);
    static char url[2 * PARTS + 5];
    for (size_t i = 0; i < PARTS; i++) memcpy(url + 2 * i, "a/", 2);
    memcpy(url + 2 * PARTS, "a.md", 5);
    assert_false(jek_inspect_leads(x, page(t, x, "Publications"), pc_strz(url)));
}

static void count(void *user, const pc_value *v) {
    (void)v;
    ++*(size_t *)user;
}

TEST(lists_collections_pages_and_data) {
    jek_inspection *x = site(t);
    jek_inspected one;
    size_t values = 0;
    assert_int_equal(jek_inspect_count(x), 5); /* works, two pages, two documents */
    assert_int_equal(jek_inspect_read(x, 0, &one), PC_OK);
    assert_true(one.made);
    jek_inspect_data(x, count, &values);
    assert_int_equal(values, 5); /* front matter of two works and two pages, a file of data */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(knows_where_addresses_lead),
        TEST_ROW(looks_at_long_addresses),
        TEST_ROW(lists_collections_pages_and_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
