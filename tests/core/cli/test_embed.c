/* pubconv inside another program: text in, text out, messages, an allocator, two threads. */
#include "support.h"

#include "pubconv/pubconv.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct kept {
    char out[4096], said[1024], code[64];
    size_t n, messages, line, column;
    long used, left;
} kept;

static bool keep(void *user, const char *p, size_t n) {
    kept *k = user;
    if (k->n + n >= sizeof k->out) return false;
    memcpy(k->out + k->n, p, n);
    k->n += n;
    k->out[k->n] = 0;
    return true;
}

static bool refuse(void *user, const char *p, size_t n) {
    (void)user, (void)p, (void)n;
    return false;
}

static void hear(void *user, const pubconv_message *m) {
    kept *k = user;
    k->messages++;
    k->line = m->line;
    k->column = m->column;
    snprintf(k->code, sizeof k->code, "%s", m->code);
    snprintf(k->said, sizeof k->said, "%.*s", PC_F(m->text));
}

static void *counting(void *user, void *p, size_t old, size_t n) {
    kept *k = user;
    if (n && k->left-- <= 0) return NULL;
    k->used += (long)n - (long)(p ? old : 0);
    if (n) return realloc(p, n);
    free(p);
    return NULL;
}

static const char *const gfm_to_json[] = {"-f", "gfm", "-t", "json", NULL};

static void converts_text(void **state) {
    (void)state;
    kept k = {0};
    pubconv_job job = PUBCONV_JOB(.options = gfm_to_json, .text = PC_S("*a*\n"), .write = keep,
                                  .message = hear, .user = &k);
    assert_int_equal(pubconv_convert(&job), 0);
    assert_int_equal(k.messages, 0);
    assert_non_null(strstr(k.out, "{\"t\":\"Emph\",\"c\":[{\"t\":\"Str\",\"c\":\"a\"}]}"));
}

static void says_what_is_wrong(void **state) {
    (void)state;
    static const char *const options[] = {"-f", "json", "-t", "html", NULL};
    kept k = {0};
    pubconv_job job =
        PUBCONV_JOB(.options = options, .text = PC_S("{\n  \"blocks\" 1}"),
                    .text_name = "mine.json", .write = keep, .message = hear, .user = &k);
    assert_int_not_equal(pubconv_convert(&job), 0);
    assert_string_equal(k.code, "json");
    assert_int_equal(k.line, 2);
    assert_int_equal(k.n, 0);
    static const char *const wrong[] = {"--nosuch", NULL};
    job.options = wrong;
    assert_int_equal(pubconv_convert(&job), 6);
    assert_string_equal(k.code, "usage");
}

static void a_refusing_sink_is_a_failure(void **state) {
    (void)state;
    kept k = {0};
    pubconv_job job = PUBCONV_JOB(.options = gfm_to_json, .text = PC_S("a\n"), .write = refuse,
                                  .message = hear, .user = &k);
    assert_int_equal(pubconv_convert(&job), 1);
    assert_int_equal(k.messages, 1);
}

static void lists_go_to_the_sink_too(void **state) {
    (void)state;
    static const char *const options[] = {"--list-input-formats", NULL};
    kept k = {0};
    pubconv_job job = PUBCONV_JOB(.options = options, .write = keep, .user = &k);
    assert_int_equal(pubconv_convert(&job), 0);
    assert_non_null(strstr(k.out, "jekyll\n"));
    assert_string_equal(pubconv_version(), PUBCONV_VERSION);
}

/* An allocator of one's own: everything is given back, and its refusal is status 251. */
static void an_allocator_may_refuse(void **state) {
    (void)state;
    int status = 251;
    for (long n = 0; status; n++) {
        kept k = {.left = n};
        pubconv_job job =
            PUBCONV_JOB(.options = gfm_to_json, .text = PC_S("*a*\n"), .write = keep,
                        .message = hear, .user = &k, .alloc = counting, .alloc_user = &k);
        status = pubconv_convert(&job);
        assert_true(status == 0 || status == 251);
        assert_int_equal(k.used, 0);
        if (!status) continue;
        assert_string_equal(k.said, "out of memory");
        assert_int_equal(k.n, 0);
    }
}

static void a_budget_may_be_set(void **state) {
    (void)state;
    kept k = {0};
    pubconv_job job = PUBCONV_JOB(.options = gfm_to_json, .text = PC_S("*a*\n"), .write = keep,
                                  .message = hear, .user = &k, .memory = 1024);
    assert_int_equal(pubconv_convert(&job), 251);
}

/* os.exit in a script ends the conversion, not this program; nothing is written. */
static void a_script_may_end_it(void **state) {
    (void)state;
    static const char *const options[] = {
        "-f", "gfm", "-t", "html", "-L", PUBCONV_SOURCE "/tests/filters/lua/exit.lua", NULL};
    kept k = {0};
    pubconv_job job = PUBCONV_JOB(.options = options, .text = PC_S("a\n"), .write = keep,
                                  .message = hear, .user = &k);
    assert_int_equal(pubconv_convert(&job), 7);
    assert_int_equal(k.n, 0);
    assert_non_null(strstr(k.said, "ended the conversion with status 7"));
}

/* --- Two threads ----------------------------------------------------------------------------- */

static void *convert_often(void *arg) {
    const char *text = arg;
    char *first = NULL;
    for (int i = 0; i < 200; i++) {
        kept k = {0};
        pubconv_job job = PUBCONV_JOB(.options = gfm_to_json, .text = {text, strlen(text)},
                                      .write = keep, .user = &k);
        bool good = pubconv_convert(&job) == 0 && (!first || strcmp(first, k.out) == 0);
        if (!first) first = strdup(k.out);
        if (!good) {
            free(first);
            return NULL;
        }
    }
    return first;
}

static void two_threads_do_not_meet(void **state) {
    (void)state;
    static char one[] = "# One\n\n| a | b |\n|---|---|\n| *c* | `d` |\n";
    static char two[] = "Two ~~gone~~ https://example.org [^1]\n\n[^1]: note\n";
    pthread_t a, b;
    void *got_one, *got_two;
    assert_int_equal(pthread_create(&a, NULL, convert_often, one), 0);
    assert_int_equal(pthread_create(&b, NULL, convert_often, two), 0);
    pthread_join(a, &got_one);
    pthread_join(b, &got_two);
    assert_non_null(got_one);
    assert_non_null(got_two);
    assert_non_null(strstr(got_one, "Table"));
    assert_non_null(strstr(got_two, "Strikeout"));
    free(got_one);
    free(got_two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(converts_text),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(a_refusing_sink_is_a_failure),
        cmocka_unit_test(lists_go_to_the_sink_too),
        cmocka_unit_test(an_allocator_may_refuse),
        cmocka_unit_test(a_budget_may_be_set),
        cmocka_unit_test(a_script_may_end_it),
        cmocka_unit_test(two_threads_do_not_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
