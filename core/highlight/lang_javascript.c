/* JavaScript. Where an expression may begin, a slash begins a regular expression, and a brace an
 * object. */
#include "highlight/hl_int.h"

#define ID "[\\l$_][\\u]*"

static const hl_rule rules[] = {
    {"multiline_comment", "[*]/", "cm", "pop", 0},
    {"multiline_comment", "[^*/]+", "cm", "", 0},
    {"multiline_comment", "[*/]", "cm", "", 0},

    {"space", "\\s+", "-", "", 0},
    {"space", "<!--", "c", "", 0},
    {"space", "//.*?$", "c1", "", 0},
    {"space", "/[*]", "cm", "multiline_comment", 0},

    {"expr_start", NULL, NULL, "space", 0},
    {"expr_start", "/", "sr", "goto:regex", 0},
    {"expr_start", "[{]", "p", "goto:object", 0},
    {"expr_start", "", "", "pop", 0},

    {"regex", "/", "sr", "goto:regex_end", 0},
    {"regex", "[^/]\\n", "err", "pop", 0},
    {"regex", "\\n", "err", "pop", 0},
    {"regex", "\\[\\^?", "se", "regex_group", 0},
    {"regex", "\\\\.", "se", "", 0},
    {"regex", "[(][?][:=<!]", "se", "", 0},
    {"regex", "[{][\\d,]+[}]", "se", "", 0},
    {"regex", "[()?]", "se", "", 0},
    {"regex", ".", "sr", "", 0},
    {"regex_end", "[gimuy]+", "sr", "pop", 0},
    {"regex_end", "", "", "pop", 0},
    {"regex_group", "/", "se", "", 0},
    {"regex_group", "[^/]\\n", "err", "pop2", 0},
    {"regex_group", "\\]", "se", "pop", 0},
    {"regex_group", "\\\\.", "se", "", 0},
    {"regex_group", ".", "sr", "", 0},

    {"root", "\\A\\s*#!.*?\\n", "cp", "statement", HL_DOTALL},
    {"root", NULL, NULL, "space", 0},
    {"root", "\\+\\+|--|~|\\?\\?=?|&&|\\|\\||\\\\(?=\\n)|<<|>>>?|===|!==", "o", "expr_start", 0},
    {"root", "[-<>+*%&|\\^/!=]=?", "o", "expr_start", 0},
    {"root", "[(\\[,]", "p", "expr_start", 0},
    {"root", ";", "p", "statement", 0},
    {"root", "[)\\].]", "p", "", 0},
    {"root", "`", "s2", "template_string", 0},
    {"root", "[?][.]", "p", "", 0},
    {"root", "[?]", "p", "ternary expr_start", 0},
    {"root", "(@)(\\w+)?", "p nd", "expr_start", 0},
    {"root", "[{}]", "p", "statement", 0},
    {"root", "(" ID ")", "=k", "expr_start", 0},
    {"root", "(" ID ")", "=kd", "expr_start", 0},
    {"root", ID, "?nx", "", 0},
    {"root", "[0-9][0-9]*\\.[0-9]+(?:[eE][0-9]+)?[fd]?", "mf", "", 0},
    {"root", "0x[0-9a-f]+", "mh", "", HL_FOLD},
    {"root", "0o[0-7][0-7_]*", "mo", "", HL_FOLD},
    {"root", "0b[01][01_]*", "mb", "", HL_FOLD},
    {"root", "[0-9]+", "mi", "", 0},
    {"root", "\"", "dl", "dq", 0},
    {"root", "'", "dl", "sq", 0},
    {"root", ":", "p", "", 0},

    {"dq", "\\\\[\\\\nrt\"]?", "se", "", 0},
    {"dq", "[^\\\\\"]+", "s2", "", 0},
    {"dq", "\"", "dl", "pop", 0},
    {"sq", "\\\\[\\\\nrt']?", "se", "", 0},
    {"sq", "[^\\\\']+", "s1", "", 0},
    {"sq", "'", "dl", "pop", 0},

    {"statement", "case\\b", "k", "goto:expr_start", 0},
    {"statement", "(" ID ")(\\s*)(:)", "nl - p", "", 0},
    {"statement", NULL, NULL, "expr_start", 0},

    {"object", NULL, NULL, "space", 0},
    {"object", "[{]", "p", "push", 0},
    {"object", "[}]", "p", "goto:statement", 0},
    {"object", "(" ID ")(\\s*)(:)", "na - p", "expr_start", 0},
    {"object", ":", "p", "", 0},
    {"object", NULL, NULL, "root", 0},

    {"ternary", ":", "p", "goto:expr_start", 0},
    {"ternary", NULL, NULL, "root", 0},

    {"template_string", "[$]\\{", "p", "template_string_expr", 0},
    {"template_string", "`", "s2", "pop", 0},
    {"template_string", "\\\\[$`]", "se", "", 0},
    {"template_string", "[^$`\\\\]+", "s2", "", 0},
    {"template_string", "[\\\\$]", "s2", "", 0},
    {"template_string_expr", "\\}", "p", "pop", 0},
    {"template_string_expr", NULL, NULL, "root", 0},
};

static const hl_words words[] = {
    {"k", "as async await break case catch continue debugger default delete do else export finally "
          "from for if import in instanceof new of return super switch this throw try typeof void "
          "while yield"},
    {"kd", "var let const with function class extends constructor get set static"},
    {"kr", "enum implements interface package private protected public"},
    {"kc", "true false null NaN Infinity undefined"},
    {"nb", "Array Boolean Date Error Function Math netscape Number Object Packages RegExp String "
           "sun decodeURI decodeURIComponent encodeURI encodeURIComponent eval isFinite isNaN "
           "parseFloat parseInt document window navigator self global Promise Set Map WeakSet "
           "WeakMap Symbol Proxy Reflect Int8Array Uint8Array Uint8ClampedArray Int16Array "
           "Uint16Array Uint16ClampedArray Int32Array Uint32Array Uint32ClampedArray Float32Array "
           "Float64Array DataView ArrayBuffer"},
};

const hl_language hl_javascript = {HL_LANGUAGE("javascript js", rules, words)};
