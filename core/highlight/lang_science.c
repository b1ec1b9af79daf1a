/* TeX, R. */
#include "highlight/hl_int.h"

#define COMMAND "\\\\(?:[a-z]+|\\s+|.)"

static const hl_rule tex_rules[] = {
    {"general", "%.*$", "c", "", 0},
    {"general", "[{}&_^]", "p", "", 0},

    {"root", "\\\\\\[", "p", "displaymath", 0},
    {"root", "\\\\\\(", "p", "inlinemath", 0},
    {"root", "\\$\\$", "p", "displaymath", 0},
    {"root", "\\$", "p", "inlinemath", 0},
    {"root", "\\\\(?:begin|end)\\{.*?\\}", "nt", "", 0},
    {"root", "(\\\\verb)\\b(\\S)(.*?)(\\2)", "nb kp sx kp", "", 0},
    {"root", COMMAND, "k", "command", HL_FOLD},
    {"root", NULL, NULL, "general", 0},
    {"root", "[^\\\\$%&_^{}]+", "-", "", 0},

    {"math", COMMAND, "nv", "", HL_FOLD},
    {"math", NULL, NULL, "general", 0},
    {"math", "[0-9]+", "m", "", 0},
    {"math", "[-=!+*/()\\[\\]]", "o", "", 0},
    {"math", "[^=!+*/()\\[\\]\\\\$%&_^{}0-9-]+", "nb", "", 0},

    {"inlinemath", "\\\\\\)", "p", "pop", 0},
    {"inlinemath", "\\$", "p", "pop", 0},
    {"inlinemath", NULL, NULL, "math", 0},
    {"displaymath", "\\\\\\]", "p", "pop", 0},
    {"displaymath", "\\$\\$", "p", "pop", 0},
    {"displaymath", "\\$", "nb", "", 0},
    {"displaymath", NULL, NULL, "math", 0},

    {"command", "\\[.*?\\]", "na", "", 0},
    {"command", "\\*", "k", "", 0},
    {"command", "", "", "pop", 0},
};
static const hl_words tex_words[] = {{"", ""}};
const hl_language hl_tex = {HL_LANGUAGE("tex latex", tex_rules, tex_words)};

static const hl_rule r_rules[] = {
    {"root", "#'.*?$", "cd", "", 0},
    {"root", "#.*?$", "c1", "", 0},
    {"root", "\\s+", "w", "", 0},
    {"root", "`[^`]+?`", "n", "", 0},
    {"root", "'(?:\\\\.|.)*?'", "s1", "", HL_DOTALL},
    {"root", "\"(?:\\\\.|.)*?\"", "s2", "", HL_DOTALL},
    {"root", "%[^%]*?%", "o", "", 0},
    {"root", "0[xX][a-fA-F0-9]+(?:[pP][0-9]+)?[Li]?", "mh", "", 0},
    {"root", "[+-]?(?:\\d+(?:[.]\\d+)?|[.]\\d+)(?:[eE][+-]?\\d+)?[Li]?", "m", "", 0},
    {"root", "\\b([\\w.]+)(?=\\()", "=nf", "", 0},
    {"root", "(?:[\\l]|[.][._\\l])[.\\u]*|[.]", "?n", "", 0},
    {"root", "[\\[\\]{}();,]", "p", "", 0},
    {"root", "[-<>?*+^/!=~$@:%&|]", "o", "", 0},
};
static const hl_words r_words[] = {
    {"k", "if else for while repeat in next break function"},
    {"kc", "NULL Inf TRUE FALSE NaN NA NA_integer_ NA_real_ NA_complex_ NA_character_"},
    {"nb", "LETTERS letters month.abb month.name pi T F"},
    {"=nf",
     "abs acos acosh all any anyNA Arg as.call as.character as.complex as.double "
     "as.environment as.integer as.logical as.null.default as.numeric as.raw asin asinh atan "
     "atanh attr attributes baseenv browser c call ceiling class Conj cos cosh cospi cummax "
     "cummin cumprod cumsum digamma dim dimnames emptyenv exp expression floor forceAndCall "
     "gamma gc.time globalenv Im interactive invisible is.array is.atomic is.call "
     "is.character is.complex is.double is.environment is.expression is.finite is.function "
     "is.infinite is.integer is.language is.list is.logical is.matrix is.na is.name is.nan "
     "is.null is.numeric is.object is.pairlist is.raw is.recursive is.single is.symbol "
     "lazyLoadDBfetch length lgamma list log max min missing Mod names nargs nzchar oldClass "
     "on.exit pos.to.env proc.time prod quote range Re rep retracemem return round seq_along "
     "seq_len seq.int sign signif sin sinh sinpi sqrt standardGeneric substitute sum switch "
     "tan tanh tanpi tracemem trigamma trunc unclass untracemem UseMethod xtfrm"},
};
const hl_language hl_r = {HL_LANGUAGE("r R s S", r_rules, r_words)};
