/* What a language is: rules by state, and lists of words. */
#ifndef PC_HL_INT_H
#define PC_HL_INT_H

#include "highlight/highlight.h"

/* Patterns: Ruby's notation for literals, ., [..], |, (..), (?:..), (?=..), (?!..), * + ? {m,n}
 * with their lazy forms, ^ $ \b \A \1, \w \d \s \h and their opposites; \l is any letter and \u any
 * letter, digit or mark of Unicode. What lies before the place of the match is out of sight, as for
 * Ruby's StringScanner. */
enum { HL_GROUPS = 8 };
typedef struct hl_pattern hl_pattern;
typedef struct hl_match {
    size_t from[HL_GROUPS], to[HL_GROUPS]; /* PC_NPOS: took no part */
} hl_match;
enum { HL_FOLD = 1, HL_DOTALL = 2 };

hl_pattern *hl_compile(pc_arena *a, const char *z, int flags);
/* Matches at s.p[at]; *budget loses a unit a step, and at 0 nothing matches. */
bool hl_run(const hl_pattern *p, pc_arena *scratch, pc_str s, size_t at, uint64_t *budget,
            hl_match *out);

/* One rule. Rules of a state are tried in order; those of a language come before its parent's.
 *
 * token: a class for the whole match; "-" is text without one; several, separated by spaces: one
 * for each group, where "*" lexes the group anew; "@css": that language goes on with the match;
 * "?n": the class of the word list that the match stands in, else n; "=k": only if group 1 stands
 * in the list k, or in the list
 * "=k", which "?" does not look at; NULL with no pattern: the rules of state
 * [go] are tried here.
 * go: "", or words: "name" pushes a state, "pop", "pop2", "push" (the same state once more),
 * "goto:name", "reset" (of languages within), "keep:5" (remembers a group), "same:1" (a condition:
 * the group is what was kept). */
typedef struct hl_rule {
    const char *state, *pattern, *token, *go;
    int flags;
} hl_rule;

typedef struct hl_words {
    const char *token, *words; /* separated by spaces */
} hl_words;

struct hl_language {
    const char *names; /* separated by spaces */
    const hl_rule *rules;
    size_t nrules;
    const hl_words *words;
    size_t nwords;
    const hl_language *parent;
    const char *start; /* states pushed on top of "root" */
};

#define HL_LANGUAGE(names_, rules_, words_)                                        \
    .names = names_, .rules = rules_, .nrules = PC_COUNT(rules_), .words = words_, \
    .nwords = PC_COUNT(words_)

extern const hl_language hl_plain, hl_c, hl_cpp, hl_python, hl_javascript, hl_shell, hl_json,
    hl_diff, hl_bibtex, hl_tex, hl_r, hl_css, hl_markup, hl_java;

#endif
