/* Whatever text, attributes and addresses hold, the output has the tags of the document and no
 * other. */
#include "ast/build.h"
#include "html/token.h"
#include "support.h"

/* The pieces that hostile text is made of. */
static const char *const pieces[] = {"<",    ">",   "\"",   "'",      "&",       "</a>",     "</p>",
                                     "<b>",  "-->", "<!--", "=",      "/",       " ",        "x",
                                     "\n",   "`",   "\\",   "&quot;", "]]>",     "</title>", "\x7f",
                                     "\x01", "é",   "on",   ":",      "\xc2\xa0"};

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static pc_str hostile(test_ctx *t, uint32_t *seed) {
    pc_str s = PC_S("");
    for (uint32_t n = 1 + next(seed) % 6; n > 0; n--) {
        const char *piece = pieces[next(seed) % PC_COUNT(pieces)];
        s = pc_str_cat(&t->arena, s, (pc_str){piece, strlen(piece)});
    }
    if (next(seed) % 8 == 0) s = pc_str_cat(&t->arena, s, (pc_str){"\0", 1});
    return s;
}

static const pc_attr *hostile_attr(test_ctx *t, uint32_t *seed) {
    pc_str cls = hostile(t, seed);
    pc_key_value pair = {hostile(t, seed), hostile(t, seed)};
    return pc_attr_new(&t->arena, hostile(t, seed), &cls, 1, &pair, 1);
}

/* <p><span>text</span><a><img></a><code></code></p><pre><code></code></pre>: 5 open, and the image.
 */
static pc_doc hostile_doc(test_ctx *t, uint32_t *seed, pc_html_tag html) {
    pc_arena *a = &t->arena;
    pc_inline words = pc_str_node(hostile(t, seed));
    pc_inline image = pc_image(a, hostile_attr(t, seed), pc_inlines1(a, words), hostile(t, seed),
                               hostile(t, seed));
    const pc_inline xs[] = {
        pc_from(pc_span_node(a, hostile_attr(t, seed), pc_inlines1(a, words)), html, 0),
        pc_link_node(a, hostile_attr(t, seed), pc_inlines1(a, image), hostile(t, seed),
                     hostile(t, seed)),
        pc_code_node(a, hostile_attr(t, seed), hostile(t, seed))};
    pc_blocks blocks =
        pc_blocks_cat(a, pc_blocks1(a, pc_para((pc_inlines){pc_vec_copy(a, xs, 3, sizeof *xs), 3})),
                      pc_blocks1(a, pc_code_block(a, hostile_attr(t, seed), hostile(t, seed))));
    return (pc_doc){.blocks = blocks};
}

static void check_tags(pc_str html) {
    html_tokens in = {.text = html};
    size_t open = 0, close = 0;
    for (html_token k; (k = html_next(&in)).kind != HTML_TOKEN_END;) {
        open += k.kind == HTML_TOKEN_OPEN;
        close += k.kind == HTML_TOKEN_CLOSE;
        if (k.kind == HTML_TOKEN_RAW) fail_msg("raw: %.*s", PC_F(html));
    }
    if (open != 7 || close != 6) fail_msg("%zu and %zu tags: %.*s", open, close, PC_F(html));
}

static void try_all(test_ctx *t, const char *from, pc_html_tag html) {
    uint32_t seed = 1;
    t->cx.from = (pc_str){from, strlen(from)};
    for (size_t i = 0; i < 3000; i++) {
        pc_doc doc = hostile_doc(t, &seed, html);
        pc_buf out;
        pc_buf_init(&out, &t->mem);
        assert_int_equal(pc_write_as(&t->cx, PC_S("html"), &doc, &out), PC_OK);
        check_tags(pc_buf_str(&out));
        pc_buf_fini(&out);
    }
}

TEST(pandoc_style) {
    try_all(t, "json", PC_HTML_NONE);
}
TEST(cmark_style) {
    try_all(t, "gfm", PC_HTML_NONE);
}
TEST(given_back) {
    try_all(t, "gfm", PC_HTML_SPAN);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(pandoc_style), TEST_ROW(cmark_style),
                                       TEST_ROW(given_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
