/* The functions that plugins are given: what one built the other sees, every misuse is an error,
 * and memory may run out at any call without a jump over the plugin's frame. */
#include "support.h"

#include "ast/check.h"
#include "base/str.h"
#include "registry/call.h"
#include "registry/host.h"

#include <stdlib.h>

#define N(...) ((pc_node[]){__VA_ARGS__})
#define LIST(type, ...) h->list(cx, type, N(__VA_ARGS__), PC_COUNT(N(__VA_ARGS__)))

static pc_node every_inline(const pc_host *h, pc_ctx *cx) {
    static const char *const styles[] = {"Emph",        "Underline", "Strong",   "Strikeout",
                                         "Superscript", "Subscript", "SmallCaps"};
    pc_node x = h->str(cx, PC_S("x")), v[24];
    size_t n = 0;
    for (size_t i = 0; i < PC_COUNT(styles); i++) v[n++] = h->styled(cx, styles[i], x);
    pc_node attr = h->attr(cx, PC_S("id"), (pc_str[]){PC_S("a"), PC_S("b")}, 2,
                           (pc_named_text[]){{PC_S("k"), PC_S("v")}}, 1);
    pc_node citation = h->citation(cx, PC_S("li2025"), "AuthorInText", x, pc_none, 1, 0);
    v[n++] = x;
    v[n++] = h->space(cx);
    v[n++] = h->soft_break(cx);
    v[n++] = h->line_break(cx);
    v[n++] = h->quoted(cx, "DoubleQuote", x);
    v[n++] = h->code(cx, attr, PC_S("f()"));
    v[n++] = h->math(cx, "InlineMath", PC_S("x^2"));
    v[n++] = h->raw_inline(cx, PC_S("html"), PC_S("<wbr>"));
    v[n++] = h->link(cx, attr, x, PC_S("https://example.org"), PC_S("title"));
    v[n++] = h->image(cx, pc_none, x, PC_S("a.png"), PC_S(""));
    v[n++] = h->note(cx, h->para(cx, x));
    v[n++] = h->span(cx, attr, x);
    v[n++] = h->cite(cx, citation, x);
    return h->list(cx, "Inlines", v, n);
}

static pc_node a_table(const pc_host *h, pc_ctx *cx) {
    pc_node x = h->plain(cx, h->str(cx, PC_S("cell")));
    pc_node cell = h->cell(cx, pc_none, "AlignRight", 1, 2, x);
    pc_node row = h->row(cx, pc_none, cell);
    pc_node caption = h->caption(cx, h->str(cx, PC_S("short")), x);
    return h->table(cx, pc_none, caption, 2, (const char *[]){"AlignLeft", "AlignRight"},
                    (double[]){0.25, 0}, h->table_head(cx, pc_none, row),
                    h->table_body(cx, pc_none, 1, pc_none, row), h->table_foot(cx, pc_none, row));
}

static pc_node every_block(const pc_host *h, pc_ctx *cx) {
    pc_node x = h->str(cx, PC_S("x")), plain = h->plain(cx, x), item = LIST("Items", plain, plain);
    pc_node v[] = {
        plain,
        h->para(cx, every_inline(h, cx)),
        h->line_block(cx, LIST("Lines", x, LIST("Inlines", x, x))),
        h->code_block(cx, pc_none, PC_S("code\n")),
        h->raw_block(cx, PC_S("latex"), PC_S("\\x")),
        h->block_quote(cx, plain),
        h->bullet_list(cx, item),
        h->ordered_list(cx, 3, "UpperRoman", "TwoParens", item),
        h->definition_list(cx, h->definition(cx, x, item)),
        h->header(cx, 2, pc_none, x),
        h->horizontal_rule(cx),
        h->div(cx, pc_none, plain),
        h->figure(cx, pc_none, h->caption(cx, pc_none, plain), plain),
        a_table(h, cx),
    };
    return h->list(cx, "Blocks", v, PC_COUNT(v));
}

static void fill(const pc_host *h, pc_ctx *cx, pc_doc *doc) {
    h->doc_set_blocks(cx, doc, every_block(h, cx));
    pc_named_node entries[] = {{PC_S("z"), h->meta_bool(cx, true)},
                               {PC_S("a"), h->meta_string(cx, PC_S("text"))}};
    h->doc_set_meta(cx, doc, PC_S("map"), h->meta_map(cx, entries, 2));
    h->doc_set_meta(cx, doc, PC_S("list"), LIST("MetaList", h->str(cx, PC_S("one"))));
    h->doc_set_meta(cx, doc, PC_S("title"), h->words(cx, PC_S("The title"), 0));
}

/* How many nodes there are, by way of the accessors alone. */
static size_t visit_all(const pc_host *h, pc_node x) {
    size_t n = 1;
    for (size_t i = 0; i < h->count(x); i++) n += visit_all(h, h->child(x, i));
    return n;
}

TEST(every_constructor_builds_a_sound_document) {
    pc_doc doc = {0};
    fill(t->cx.host, &t->cx, &doc);
    const char *broken = pc_doc_check(&t->scratch, &doc, true);
    if (broken) print_error("%s\n", broken);
    assert_null(broken);
    assert_int_equal(doc.blocks.n, 14);
    assert_int_equal(t->diags.n, 0);
    assert_true(visit_all(t->cx.host, t->cx.host->doc_blocks(&doc)) > 60);
}

TEST(what_was_built_is_what_is_seen) {
    const pc_host *h = t->cx.host;
    pc_ctx *cx = &t->cx;
    pc_node xs = every_inline(h, cx), link = h->child(xs, 15), cite = h->child(xs, 19);
    assert_string_equal(h->type(link), "Link");
    assert_str(h->field(link, "target"), "https://example.org");
    assert_str(h->field(link, "title"), "title");
    assert_str(h->attr_id(link), "id");
    assert_true(h->attr_has_class(link, "b"));
    assert_str(h->attr_pair(link, 0).key, "k");
    assert_str(h->attr_get(link, "k"), "v");
    assert_null(h->attr_get(link, "nosuch").p);
    assert_str(h->field(h->child(h->part(cite, "citations"), 0), "mode"), "AuthorInText");
    assert_str(h->text(h->child(xs, 12)), "f()");
    assert_str(h->field(h->child(xs, 13), "mathtype"), "InlineMath");
    pc_node table = a_table(h, cx);
    double width;
    assert_str(h->column(table, 0, &width), "AlignLeft");
    assert_true(width > 0.2 && width < 0.3);
    assert_int_equal(h->number(table, "columns"), 2);
    pc_node cell = h->child(h->child(h->part(table, "head"), 0), 0);
    assert_int_equal(h->number(cell, "col_span"), 2);
    assert_str(h->field(cell, "alignment"), "AlignRight");
    assert_str(h->stringify(cx, h->part(h->part(table, "caption"), "short")), "short");
    pc_node list = h->ordered_list(cx, 3, "UpperRoman", "TwoParens", pc_none);
    assert_int_equal(h->number(list, "start"), 3);
    assert_str(h->field(list, "style"), "UpperRoman");
    assert_str(h->field(list, "delimiter"), "TwoParens");
}

TEST(nothing_is_an_answer_everywhere) {
    const pc_host *h = t->cx.host;
    pc_node strange = {&strange, 7, 99};
    for (int i = 0; i < 2; i++) {
        pc_node x = i ? strange : pc_none;
        assert_string_equal(h->type(x), "");
        assert_int_equal(h->count(x), 0);
        assert_int_equal(h->child(x, 0).kind, 0);
        assert_int_equal(h->part(x, "content").kind, 0);
        assert_int_equal(h->text(x).n, 0);
        assert_int_equal(h->attr_id(x).n, 0);
        assert_int_equal(h->number(x, "level"), 0);
        assert_int_equal(h->where(x), 0);
    }
    assert_int_equal(h->child(h->para(&t->cx, pc_none), 0).kind, 0);
    assert_int_equal(h->part(h->para(&t->cx, pc_none), NULL).kind, 0);
}

TEST(text_that_is_not_utf8_is_mended) {
    const pc_host *h = t->cx.host;
    assert_str(h->text(h->str(&t->cx, PC_S("a\xFF"
                                           "b"))),
               "a\xEF\xBF\xBD"
               "b");
}

TEST(with_changes_a_copy) {
    const pc_host *h = t->cx.host;
    pc_ctx *cx = &t->cx;
    pc_node x = h->str(cx, PC_S("x")), y = h->str(cx, PC_S("y"));
    pc_node span = h->span(cx, pc_none, x),
            other = h->with_content(cx, span, LIST("Inlines", y, y));
    assert_int_equal(h->count(span), 1);
    assert_int_equal(h->count(other), 2);
    other = h->with_key(cx, h->with_class(cx, other, PC_S("c")), PC_S("k"), PC_S("v"));
    assert_true(h->attr_has_class(other, "c"));
    assert_str(h->attr_get(other, "k"), "v");
    assert_int_equal(h->attr_classes(span), 0);
    pc_node note = h->with_content(cx, h->note(cx, pc_none), h->para(cx, x));
    assert_string_equal(h->type(h->child(note, 0)), "Para");
    const pc_source *in = test_source(t, "text");
    assert_int_equal(h->where(h->with_place(cx, x, h->source_pos(in, 2))), in->base + 2);
    assert_int_equal(h->where(h->with_place(cx, x, 4000000000u)), 0);
    pc_node row = h->row(cx, pc_none, pc_none);
    assert_int_equal(
        h->count(h->with_content(cx, row, h->cell(cx, pc_none, "AlignLeft", 1, 1, pc_none))), 1);
}

/* --- As a plugin --------------------------------------------------------------------------------
 */

static pc_node upper(const pc_host *h, pc_ctx *cx, pc_node x, void *user) {
    size_t *asked = user;
    (*asked)++;
    if (h->is(x, "Str")) return h->str(cx, PC_S("X"));
    if (h->is(x, "Note")) return h->list(cx, "Inlines", NULL, 0);
    return x;
}

/* Counts that the callback began and came to its own end: no jump passed over it. */
typedef struct trace {
    pc_filter filter;
    size_t begins, ends;
} trace;
static trace *trace_of(const pc_ctx *cx) {
    return (trace *)(uintptr_t)cx->registry->filters[cx->registry->nfilters - 1];
}

static pc_status everything(const pc_host *h, pc_ctx *cx, pc_doc *doc, pc_str format) {
    (void)format;
    size_t asked = 0;
    trace_of(cx)->begins++;
    fill(h, cx, doc);
    h->doc_set_blocks(cx, doc, h->rewrite(cx, h->doc_blocks(doc), upper, NULL, &asked));
    h->stringify(cx, h->doc_blocks(doc));
    h->option(cx, "columns");
    h->source_new(cx, PC_S("made"), PC_S("text"));
    h->diag(cx, PC_LEVEL_WARNING, 0, PC_S("a word"));
    trace_of(cx)->ends++;
    return PC_OK;
}

static void as_plugin(test_ctx *t, trace *x) {
    pc_foreign f = {x, "tested", NULL};
    pc_doc doc = {0};
    x->filter = (pc_filter){.size = sizeof(pc_filter), .name = "everything", .apply = everything};
    t->registry.foreign = &f;
    assert_null(pc_registry_add_filter(&t->registry, &x->filter));
    pc_call_filter(&x->filter, &t->cx, &doc, PC_S("html"));
    assert_int_equal(doc.blocks.n, 14);
    assert_string_equal(t->cx.host->type(t->cx.host->child(t->cx.host->doc_blocks(&doc), 0)),
                        "Plain");
}

TEST(a_plugin_may_do_all_of_it) {
    trace x = {0};
    as_plugin(t, &x);
    assert_int_equal(x.ends, 1);
    assert_int_equal(t->diags.count[PC_LEVEL_WARNING], 1);
}

/* An allocator that refuses the [left]-th request and all that follow. */
typedef struct stingy {
    long left;
} stingy;
static void *stingy_alloc(void *user, void *p, size_t old, size_t n) {
    stingy *s = user;
    (void)old;
    if (n == 0) {
        free(p);
        return NULL;
    }
    return s->left-- > 0 ? realloc(p, n) : NULL;
}

struct oom {
    test_ctx t;
    trace x;
};
static void oom_body(void *arg) {
    struct oom *o = arg;
    test_begin(&o->t);
    as_plugin(&o->t, &o->x);
}

static void memory_may_run_out_at_any_call(void **state) {
    (void)state;
    pc_fault fault = PC_FAULT_MEMORY;
    for (long n = 0; fault; n++) {
        struct oom o = {0};
        stingy s = {n};
        pc_mem_init(&o.t.mem, stingy_alloc, &s, 0);
        pc_arena_init(&o.t.arena, &o.t.mem);
        pc_arena_init(&o.t.scratch, &o.t.mem);
        fault = pc_try(&o.t.mem, oom_body, &o);
        pc_arena_fini(&o.t.scratch);
        pc_arena_fini(&o.t.arena);
        assert_int_equal(o.t.mem.used, 0);
        assert_true(fault == PC_FAULT_NONE || fault == PC_FAULT_MEMORY);
        assert_int_equal(o.x.begins, o.x.ends);
        assert_true(n < 10000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(every_constructor_builds_a_sound_document),
        TEST_ROW(what_was_built_is_what_is_seen),
        TEST_ROW(nothing_is_an_answer_everywhere),
        TEST_ROW(text_that_is_not_utf8_is_mended),
        TEST_ROW(with_changes_a_copy),
        TEST_ROW(a_plugin_may_do_all_of_it),
        cmocka_unit_test(memory_may_run_out_at_any_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
