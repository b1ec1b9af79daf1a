/* Formats of data and patches: JSON, diff, BibTeX. */
#include "highlight/hl_int.h"

static const hl_words none[] = {{"", ""}};

static const hl_rule json_rules[] = {
    {"root", "\\s+", "w", "", 0},
    {"root", "\\{", "p", "object", 0},
    {"root", "\\[", "p", "array", 0},
    {"root", NULL, NULL, "name", 0},
    {"root", NULL, NULL, "value", 0},
    {"root", "[\\]}]", "p", "", 0},

    {"object", "\\s+", "w", "", 0},
    {"object", NULL, NULL, "name", 0},
    {"object", NULL, NULL, "value", 0},
    {"object", "\\}", "p", "pop", 0},
    {"object", ",", "p", "", 0},

    {"name", "(\"(?:\\\\.|[^\"\\\\\\n])*?\")(\\s*)(:)", "nl w p", "", 0},

    {"value", "\\s+", "w", "", 0},
    {"value", "true|false|null", "kc", "", 0},
    {"value", "-?(?:0|[1-9]\\d*)\\.\\d+(?:e[+-]?\\d+)?", "mf", "", HL_FOLD},
    {"value", "-?(?:0|[1-9]\\d*)(?:e[+-]?\\d+)?", "mi", "", HL_FOLD},
    {"value", "\"", "s2", "string", 0},
    {"value", "\\[", "p", "array", 0},
    {"value", "\\{", "p", "object", 0},

    {"string", "[^\\\\\"]+", "s2", "", 0},
    {"string", "\\\\.", "se", "", 0},
    {"string", "\"", "s2", "pop", 0},

    {"array", NULL, NULL, "value", 0},
    {"array", "\\]", "p", "pop", 0},
    {"array", ",", "p", "", 0},
};
const hl_language hl_json = {HL_LANGUAGE("json", json_rules, none)};

static const hl_rule diff_rules[] = {
    {"root", "^ .*$\\n?", "-", "", 0},
    {"root", "^---$\\n?", "p", "", 0},
    {"root", "^[+>]+.*$\\n?", "gi", "", 0},
    {"root", "^[-<]+.*$\\n?", "gd", "", 0},
    {"root", "^!.*$\\n?", "gs", "", 0},
    {"root", "^(?:[Ii]ndex|diff).*$\\n?", "gh", "", 0},
    {"root", "^(@@[^@]*@@)([^\\n]*\\n)", "p -", "", 0},
    {"root", "^\\w.*$\\n?", "p", "", 0},
    {"root", "^=.*$\\n?", "gh", "", 0},
    {"root", "\\s.*$\\n?", "-", "", 0},
};
const hl_language hl_diff = {HL_LANGUAGE("diff patch udiff", diff_rules, none)};

/* What may stand in a name besides letters and digits. */
#define PUNCTUATION "@!$&.\\\\:;<>?\\[\\]\\^`|~*/+\\-"
#define NAME "[a-z_" PUNCTUATION "][\\w" PUNCTUATION "]*"
#define NAME_END "(?![\\w" PUNCTUATION "])"

static const hl_rule bibtex_rules[] = {
    {"root", "\\s+", "-", "", 0},
    {"root", "@comment" NAME_END, "c", "", HL_FOLD},
    {"root", "@preamble" NAME_END, "nc", "closing_brace value opening_brace", HL_FOLD},
    {"root", "@string" NAME_END, "nc", "closing_brace field opening_brace", HL_FOLD},
    {"root", "@" NAME, "nc", "closing_brace command_body opening_brace", HL_FOLD},
    {"root", ".+", "c", "", 0},

    {"opening_brace", "\\s+", "-", "", 0},
    {"opening_brace", "[{(]", "p", "pop", 0},
    {"closing_brace", "\\s+", "-", "", 0},
    {"closing_brace", "[})]", "p", "pop", 0},

    {"command_body", "\\s+", "-", "", 0},
    {"command_body", "[^\\s,}]+", "nl", "goto:fields", 0},

    {"fields", "\\s+", "-", "", 0},
    {"fields", ",", "p", "field", 0},
    {"fields", "", "", "pop", 0},

    {"field", "\\s+", "-", "", 0},
    {"field", NAME, "na", "value equal_sign", HL_FOLD},
    {"field", "", "", "pop", 0},

    {"equal_sign", "\\s+", "-", "", 0},
    {"equal_sign", "=", "p", "pop", 0},

    {"value", "\\s+", "-", "", 0},
    {"value", NAME, "nv", "", HL_FOLD},
    {"value", "\"", "s", "quoted_string", 0},
    {"value", "\\{", "s", "braced_string", 0},
    {"value", "\\d+", "m", "", 0},
    {"value", "#", "p", "", 0},
    {"value", "", "", "pop", 0},

    {"quoted_string", "\\{", "s", "braced_string", 0},
    {"quoted_string", "\"", "s", "pop", 0},
    {"quoted_string", "[^{\"]+", "s", "", 0},

    {"braced_string", "\\{", "s", "braced_string", 0},
    {"braced_string", "\\}", "s", "pop", 0},
    {"braced_string", "[^{}]+", "s", "", 0},
};
const hl_language hl_bibtex = {HL_LANGUAGE("bibtex bib", bibtex_rules, none)};
