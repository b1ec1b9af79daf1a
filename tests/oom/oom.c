/* Fails the n-th allocation of one conversion, for n = 1, 2, 3 … until the conversion succeeds.
 *
 *     oom EVERY OPTION...      (options as for pubconv)
 *
 * Every n up to EVERY is tried, and beyond that one in n / EVERY. Each n is tried in two ways: only
 * that allocation fails, and all from that one on. Each time the conversion must end with status
 * 251, or with 83 when it was a script that ran out of memory, say so, write nothing, and give back
 * every byte; the sanitizers watch the rest. Prints what was covered; exit status 1 on the first n
 * that breaks a rule. */
#include "pubconv/pubconv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct trial {
    long count;    /* allocations so far */
    long fail_at;  /* the one that fails, from 1 */
    bool for_good; /* and all that follow */
    long used;     /* bytes */
    size_t out, messages;
    bool said_memory;
    char last[200]; /* the message said last */
} trial;

static void *failing_alloc(void *user, void *p, size_t old, size_t n) {
    trial *t = user;
    if (n) {
        t->count++;
        if (t->count == t->fail_at || (t->for_good && t->count > t->fail_at)) return NULL;
    }
    t->used += (long)n - (long)(p ? old : 0);
    if (n) return realloc(p, n);
    free(p);
    return NULL;
}

static bool keep(void *user, const char *p, size_t n) {
    (void)p;
    ((trial *)user)->out += n;
    return true;
}

static void hear(void *user, const pubconv_message *m) {
    trial *t = user;
    if (m->level == PC_LEVEL_ERROR) t->messages++;
    snprintf(t->last, sizeof t->last, "%.*s", (int)m->text.n, m->text.p ? m->text.p : "");
    if (strcmp(m->code, "memory") == 0 || strstr(t->last, "not enough memory"))
        t->said_memory = true;
}

/* NULL, or the rule that was broken. */
static const char *judge(const trial *t, int status) {
    if (t->used) return "memory was not given back";
    if (status == 0) return t->out ? NULL : "success without output";
    if (status != 251 && status != 83) return "the exit status is neither 251 nor a filter's";
    if (!t->said_memory) return "no message says that memory ran out";
    if (t->out) return "part of the output was written";
    return NULL;
}

static int convert(trial *t, const char *const *options) {
    pubconv_job job = PUBCONV_JOB(.options = options, .write = keep, .message = hear, .user = t,
                                  .alloc = failing_alloc, .alloc_user = t);
    return pubconv_convert(&job);
}

int main(int argc, char **argv) {
    if (argc < 3) return fprintf(stderr, "usage: oom EVERY OPTION...\n"), 2;
    long every = strtol(argv[1], NULL, 10), tried = 0;
    const char *const *options = (const char *const *)(argv + 2);
    trial whole = {.fail_at = -1};
    int status = convert(&whole, options);
    if (status) return printf("the conversion fails anyway: status %d\n", status), 1;
    for (long n = 1; n <= whole.count + 1; n += n < every ? 1 : n / every) {
        for (int for_good = 0; for_good < 2; for_good++, tried++) {
            trial t = {.fail_at = n, .for_good = for_good};
            status = convert(&t, options);
            const char *broken = judge(&t, status);
            if (!broken && n <= whole.count && for_good && status == 0)
                broken = "success without the memory that it needs";
            if (!broken) continue;
            printf("allocation %ld of %ld (%s): %s (status %d, %zu messages, %ld bytes): %s\n", n,
                   whole.count, for_good ? "and all later ones" : "alone", broken, status,
                   t.messages, t.used, t.last);
            return 1;
        }
    }
    printf("%ld allocations, %ld trials, %s\n", whole.count, tried,
           whole.count <= every ? "every one" : "every one at first, then a sample");
    return 0;
}
