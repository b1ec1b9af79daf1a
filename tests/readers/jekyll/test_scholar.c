/* Groups of a bibliography, as many as there are values. */
#include "support.h"

#include "base/str.h"
#include "readers/jekyll/scholar.h"
#include "registry/registry.h"

enum { ENTRIES = 1500 };

/* Entries of the years 3000, 2999 … */
static jek_rows entries(test_ctx *t) {
    jek_rows rows = {0};
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    for (int i = 0; i < ENTRIES; i++)
        pc_buf_putf(&b, "@misc{k%d, title={T}, year={%d}}\n", i, 3000 - i);
    pc_doc doc = {0};
    const pc_source *src = test_source(t, pc_str_dupz(&t->arena, pc_buf_str(&b)));
    assert_int_equal(pc_read_as(&t->cx, PC_S("bibtex"), src, &doc), PC_OK);
    pc_buf_fini(&b);
    for (size_t i = 0; i < doc.blocks.n; i++) {
        jek_entry_row *x = PC_NEW(&t->arena, jek_entry_row);
        x->block = &doc.blocks.v[i];
        assert_true(bib_from_div(&t->arena, &t->arena, x->block, &x->record));
        pc_vec_push(&t->arena, &rows, x);
    }
    assert_int_equal(rows.n, ENTRIES);
    return rows;
}

/* The texts of all headings, each in its line. */
static pc_str heads(test_ctx *t, pc_str html) {
    static const char open[] = "<h2 class=\"bibliography\">";
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    for (size_t i = 0; (i = pc_str_find(html, pc_strz(open), i)) != PC_NPOS; i++) {
        pc_str rest = pc_str_from(html, i + strlen(open));
        pc_buf_put(&b, pc_str_sub(rest, 0, pc_str_chr(rest, '<', 0)));
        pc_buf_putc(&b, '\n');
    }
    pc_str all = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return all;
}

static pc_str grouped(test_ctx *t, const char *keys, const char *order) {
    jek_rows rows = entries(t);
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    jek_tag tag = {.s = jek_site_open(&t->cx, PC_S("")), .a = &t->arena, .out = &b};
    tag.group_order = pc_strz(order);
    jek_put_groups(&tag, &rows, pc_strz(keys));
    pc_str html = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return heads(t, html);
}

static const char *years(test_ctx *t, int from, int step) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    for (int i = 0; i < ENTRIES; i++) pc_buf_putf(&b, "%d\n", from + i * step);
    const char *all = pc_str_dupz(&t->arena, pc_buf_str(&b));
    pc_buf_fini(&b);
    return all;
}

TEST(any_number_of_groups_is_sorted) {
    assert_str(grouped(t, "year", "ascending"), years(t, 3000 - ENTRIES + 1, 1));
    assert_str(grouped(t, "year", "descending"), years(t, 3000, -1));
    assert_str(grouped(t, "type", ""), "Miscellaneous\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(any_number_of_groups_is_sorted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
