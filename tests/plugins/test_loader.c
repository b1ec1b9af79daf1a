/* The handshake, refusal by refusal, and what plugins do once they are in. */
#include "support.h"

#include "base/str.h"
#include "plugins/loader.h"
#include "registry/call.h"

#define FOLDER PUBCONV_BINARY "/plugins/"

static bool load(test_ctx *t, const char *name) {
    const pc_plugin_search where = {.path = PC_S("/nonexistent:" PUBCONV_BINARY "/plugins")};
    return pc_plugin_load(&t->registry, &t->diags, &t->mem, pc_strz(name), &where);
}

/* The last message, without the file's folder. */
static void assert_said(test_ctx *t, const char *words) {
    assert_true(t->diags.n > 0);
    pc_str got = t->diags.v[t->diags.n - 1].message;
    size_t at = pc_str_find(got, PC_S(FOLDER), 0);
    if (at != PC_NPOS)
        got =
            pc_str_cat(&t->arena, pc_str_sub(got, 0, at), pc_str_from(got, at + sizeof FOLDER - 1));
    assert_str(got, words);
}

TEST(each_refusal_says_why) {
    static const struct {
        const char *plugin, *words;
    } refusals[] = {
        {"abi-too-old",
         "plugin abi-too-old.so: it was built for plugin ABI 0, which is too old: this "
         "pubconv takes 1 to 1"},
        {"abi-too-new",
         "plugin abi-too-new.so: it was built for plugin ABI 8, which is too new: this "
         "pubconv takes 1 to 1"},
        {"no-symbol", "plugin no-symbol.so: it has no symbol 'pubconv_plugin'"},
        {"undefined-symbol", "plugin undefined-symbol.so: cannot be loaded: undefined symbol: "
                             "function_that_nobody_has"},
        {"short-struct", "plugin short-struct.so: its description has 8 bytes, and 48 are needed"},
        {"short-reader",
         "plugin short-reader.so: a reader's descriptor has 0 bytes, and 56 are needed"},
        {"duplicate-name", "plugin duplicate-name.so: the name of its writer 'latex' is taken"},
        {"no-callback", "plugin no-callback.so: filter 'idle' has no function 'apply'"},
        {"bad-name", "plugin bad-name.so: a reader has no proper name"},
        {"unknown-extension",
         "plugin unknown-extension.so: reader 'ext' lists the unknown extension 'levitation'"},
        {"brings-nothing",
         "plugin brings-nothing.so: it brings no reader, no writer and no filter"},
    };
    for (size_t i = 0; i < PC_COUNT(refusals); i++) {
        size_t readers = t->registry.nreaders, writers = t->registry.nwriters;
        assert_false(load(t, refusals[i].plugin));
        assert_said(t, refusals[i].words);
        assert_int_equal(t->diags.count[PC_LEVEL_ERROR], i + 1);
        assert_int_equal(t->registry.nreaders, readers);
        assert_int_equal(t->registry.nwriters, writers);
    }
}

TEST(a_plugin_that_is_nowhere_is_named_with_the_places) {
    assert_false(load(t, "nosuch"));
    assert_str(t->diags.v[0].message, "plugin 'nosuch' was not found");
    assert_str(t->diags.v[0].help, "looked for /nonexistent/nosuch.so, " FOLDER "nosuch.so");
    assert_false(load(t, "./nosuch.so"));
    assert_str(t->diags.v[1].help, "looked for ./nosuch.so");
}

TEST(a_file_that_is_no_library_is_refused) {
    assert_false(load(t, PUBCONV_SOURCE "/CMakeLists.txt"));
    assert_true(pc_str_has(t->diags.v[0].message, "cannot be loaded: "));
}

TEST(the_same_plugin_twice_is_refused) {
    assert_true(load(t, "gloss"));
    assert_false(load(t, "gloss"));
    assert_said(t, "plugin gloss.so: a plugin named 'gloss' is loaded already");
}

TEST(the_folders_are_searched_in_order) {
    pc_str file, looked;
    const pc_plugin_search where = {.data_dir = PC_S(PUBCONV_BINARY), .installed = PC_S("/usr")};
    assert_true(pc_plugin_find(&t->arena, PC_S("gloss"), &where, &file, &looked));
    assert_str(file, FOLDER "gloss.so");
    assert_false(pc_plugin_find(&t->arena, PC_S("nosuch"), &where, &file, &looked));
    assert_str(looked, FOLDER "nosuch.so, /usr/nosuch.so");
}

TEST(a_reader_reads) {
    pc_doc doc = {0};
    assert_true(load(t, "gloss"));
    pc_source *in = test_source(t, "= Words of the trade\n\nSome text\nthat explains.\n\n"
                                   "arena: given back at once\nslice:\n");
    assert_int_equal(pc_read_as(&t->cx, PC_S("gloss"), in, &doc), PC_OK);
    assert_int_equal(doc.blocks.n, 2);
    assert_int_equal(doc.blocks.v[0].tag, PC_Para);
    assert_int_equal(doc.blocks.v[1].tag, PC_DefinitionList);
    assert_int_equal(doc.blocks.v[1].u.defs.n, 2);
    assert_int_equal(doc.meta.n, 1);
    assert_str(doc.meta.v[0].key, "title");
    /* The position of the warning leads to the line. */
    assert_str(test_diags(t), "test:7:1: warning: this word is not explained\n"
                              "    7 | slice:\n"
                              "      | ^\n");
}

static pc_str write_with(test_ctx *t, const char *name, const pc_doc *doc) {
    pc_buf out;
    pc_buf_init(&out, &t->mem);
    assert_int_equal(pc_write_as(&t->cx, pc_strz(name), doc, &out), PC_OK);
    pc_str s = pc_buf_take(&out, &t->arena);
    pc_buf_fini(&out);
    return s;
}

TEST(a_writer_writes) {
    const pc_host *h = t->cx.host;
    pc_doc doc = {0};
    assert_true(load(t, "outline"));
    pc_node blocks[] = {
        h->header(&t->cx, 1, pc_none, h->words(&t->cx, PC_S("On outlines"), 0)),
        h->para(&t->cx, h->words(&t->cx, PC_S("three words here"), 0)),
        h->header(&t->cx, 2, pc_none, h->str(&t->cx, PC_S("Below"))),
        h->div(&t->cx, pc_none, h->para(&t->cx, h->str(&t->cx, PC_S("one")))),
    };
    h->doc_set_blocks(&t->cx, &doc, h->list(&t->cx, "Blocks", blocks, PC_COUNT(blocks)));
    assert_str(write_with(t, "outline", &doc), "1 On outlines (3 words)\n  1.1 Below (1 word)\n");
}

TEST(a_filter_changes_the_document) {
    const pc_host *h = t->cx.host;
    pc_doc doc = {0};
    assert_true(load(t, "links-to-notes"));
    pc_node inside = h->words(&t->cx, PC_S("the page"), 0);
    pc_node link = h->link(&t->cx, pc_none, inside, PC_S("https://example.org"), PC_S(""));
    h->doc_set_blocks(&t->cx, &doc, h->para(&t->cx, link));
    const pc_filter *f = pc_filter_find(&t->registry, PC_S("links-to-notes"));
    assert_non_null(f);
    assert_int_equal(pc_call_filter(f, &t->cx, &doc, PC_S("latex")), PC_OK);
    pc_node para = h->child(h->doc_blocks(&doc), 0);
    assert_int_equal(h->count(para), 4);
    assert_string_equal(h->type(h->child(para, 2)), "Str");
    assert_string_equal(h->type(h->child(para, 3)), "Note");
    assert_str(h->stringify(&t->cx, h->child(h->child(para, 3), 0)), "https://example.org");
}

TEST(a_failing_callback_is_reported) {
    pc_doc doc = {0};
    pc_source *in = test_source(t, "text\n");
    assert_true(load(t, "failing"));
    assert_int_equal(pc_read_as(&t->cx, PC_S("says"), in, &doc), PC_FAILED);
    assert_said(t, "there is nothing to be read here");
    assert_int_equal(pc_read_as(&t->cx, PC_S("silent"), in, &doc), PC_FAILED);
    assert_said(t, "plugin 'failing': 'silent' failed and did not say why");
    pc_buf out;
    pc_buf_init(&out, &t->mem);
    assert_int_equal(pc_write_as(&t->cx, PC_S("half"), &doc, &out), PC_FAILED);
    assert_said(t, "plugin 'failing': 'half' failed and did not say why");
    pc_buf_fini(&out);
    const pc_filter *f = pc_filter_find(&t->registry, PC_S("refuses"));
    assert_int_equal(pc_call_filter(f, &t->cx, &doc, PC_S("html")), PC_FAILED);
    assert_said(t, "this filter refuses");
}

struct filtering {
    test_ctx *t;
    const char *filter;
};
static void apply_filter(void *arg) {
    struct filtering *x = arg;
    pc_doc doc = {0};
    pc_call_filter(pc_filter_find(&x->t->registry, pc_strz(x->filter)), &x->t->cx, &doc,
                   PC_S("html"));
}

TEST(a_fault_inside_a_host_call_goes_on_after_the_plugin_has_returned) {
    assert_true(load(t, "failing"));
    struct filtering misuse = {t, "misuse"}, greedy = {t, "greedy"};
    assert_int_equal(pc_try(&t->mem, apply_filter, &misuse), PC_FAULT_STOP);
    assert_said(t, "plugin 'failing': para: wants Inlines, not HorizontalRule");
    assert_null(t->cx.guest);
    assert_int_equal(pc_try(&t->mem, apply_filter, &greedy), PC_FAULT_LIMIT);
    assert_null(t->cx.guest);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(each_refusal_says_why),
        TEST_ROW(a_plugin_that_is_nowhere_is_named_with_the_places),
        TEST_ROW(a_file_that_is_no_library_is_refused),
        TEST_ROW(the_same_plugin_twice_is_refused),
        TEST_ROW(the_folders_are_searched_in_order),
        TEST_ROW(a_reader_reads),
        TEST_ROW(a_writer_writes),
        TEST_ROW(a_filter_changes_the_document),
        TEST_ROW(a_failing_callback_is_reported),
        TEST_ROW(a_fault_inside_a_host_call_goes_on_after_the_plugin_has_returned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
