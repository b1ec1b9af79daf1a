/* A job as an embedder runs it: text in, bytes out, every failure said and coded. */
#include "support.h"

#include "base/str.h"
#include "pipeline/pipeline.h"

typedef struct seen {
    pc_buf out;
    pc_level worst;
    size_t messages;
    bool refuse;
} seen;

static bool take(void *user, const char *p, size_t n) {
    seen *s = user;
    if (s->refuse) return false;
    pc_buf_putn(&s->out, p, n);
    return true;
}

static void note(void *user, pc_diags *d, const pc_diag_item *item) {
    (void)d;
    seen *s = user;
    s->messages++;
    if (item->level > s->worst) s->worst = item->level;
}

static pc_job job(test_ctx *t, seen *s, const char *from, const char *to, const char *text) {
    *s = (seen){0};
    pc_buf_init(&s->out, &t->mem);
    return (pc_job){.registry = &t->registry,
                    .options = pc_options_default,
                    .from = pc_strz(from),
                    .to = pc_strz(to),
                    .has_text = true,
                    .text = pc_strz(text),
                    .text_name = PC_S("page"),
                    .on_diag = note,
                    .on_diag_user = s,
                    .out = take,
                    .out_user = s};
}

TEST(converts_text) {
    seen s;
    pc_job j = job(t, &s, "gfm", "native", "*a*");
    assert_int_equal(pc_job_run(&t->mem, &j), PC_EXIT_OK);
    assert_str(pc_buf_str(&s.out), "[ Para [ Emph [ Str \"a\" ] ] ]\n");
    assert_int_equal(s.messages, 0);
}

TEST(says_what_is_wrong_once) {
    static const struct {
        const char *from, *to, *text;
        pc_exit status;
    } rows[] = {
        {"nosuch", "html", "", PC_EXIT_UNKNOWN_READER},
        {"gfm", "nosuch", "", PC_EXIT_UNKNOWN_WRITER},
        {"gfm+nosuch", "html", "", PC_EXIT_UNSUPPORTED_EXTENSION},
        {"gfm", "html", "a\xFF", PC_EXIT_UTF8},
        {"json", "html", "{", PC_EXIT_PARSE},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        seen s;
        pc_job j = job(t, &s, rows[i].from, rows[i].to, rows[i].text);
        assert_int_equal(pc_job_run(&t->mem, &j), rows[i].status);
        assert_int_equal(s.messages, 1);
        assert_int_equal(s.worst, PC_LEVEL_ERROR);
        assert_int_equal(s.out.total, 0);
    }
}

TEST(a_refusing_sink_is_an_error) {
    seen s;
    pc_job j = job(t, &s, "gfm", "html", "a");
    s.refuse = true;
    assert_int_equal(pc_job_run(&t->mem, &j), PC_EXIT_IO);
    assert_int_equal(s.messages, 1);
}

TEST(a_small_budget_ends_in_words) {
    seen s;
    pc_job j = job(t, &s, "gfm", "html", "a");
    t->mem.budget = t->mem.used + 2000;
    pc_exit status = pc_job_run(&t->mem, &j);
    t->mem.budget = 0;
    assert_int_equal(status, PC_EXIT_MEMORY);
    assert_int_equal(s.worst, PC_LEVEL_ERROR);
}

TEST(metadata_of_the_caller_wins) {
    seen s;
    pc_job j = job(t, &s, "gfm+yaml_metadata_block", "json", "---\ntitle: page\nlang: de\n---\n");
    const pc_pair given[] = {{.key = PC_S("title"), .value = pc_value_str(PC_S("caller"))}};
    j.metadata = pc_value_map(&t->arena, given, 1);
    assert_int_equal(pc_job_run(&t->mem, &j), PC_EXIT_OK);
    pc_str out = pc_buf_str(&s.out);
    assert_true(pc_str_has(out, "\"title\":{\"t\":\"MetaString\",\"c\":\"caller\"}"));
    assert_true(pc_str_has(out, "\"lang\":"));
    assert_false(pc_str_has(out, "page"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(converts_text),
        TEST_ROW(says_what_is_wrong_once),
        TEST_ROW(a_refusing_sink_is_an_error),
        TEST_ROW(a_small_budget_ends_in_words),
        TEST_ROW(metadata_of_the_caller_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
