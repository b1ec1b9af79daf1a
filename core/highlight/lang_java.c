/* Java. */
#include "highlight/hl_int.h"

#define ID "[\\l_][\\u]*"
#define RUN(set) "(?:" set "_+" set "|" set ")+"

static const hl_rule rules[] = {
    {"root", "[ \\t\\r\\f\\v]+", "-", "", 0},
    {"root", "//.*?$", "c1", "", 0},
    {"root", "/\\*.*?\\*/", "cm", "", HL_DOTALL},
    {"root", "(\\w+)\\b", "=k", "", 0},
    {"root", "(\\s*(?:[a-zA-Z_][a-zA-Z0-9_.\\[\\]<>]*\\s+)+?)([a-zA-Z_][a-zA-Z0-9_]*)(\\s*)(\\()",
     "* nf - o", "", 0},
    {"root", "@" ID, "nd", "", 0},
    {"root", "(\\w+)\\b", "=kd", "", 0},
    {"root", "(\\w+)\\b", "=kt", "", 0},
    {"root", "(?:true|false|null)\\b", "kc", "", 0},
    {"root", "(?:class|interface)\\b", "kd", "class", 0},
    {"root", "(?:import|package)\\b", "kn", "import", 0},
    {"root", "\"(?:\\\\\\\\|\\\\\"|[^\"])*\"", "s", "", 0},
    {"root", "'(?:\\\\.|[^\\\\]|\\\\u[0-9a-f]{4})'", "sc", "", 0},
    {"root", "(\\.)(" ID ")", "o na", "", 0},
    {"root", ID ":", "nl", "", 0},
    {"root", "[A-Z][A-Z0-9_]*\\b", "no", "", 0},
    {"root", "[A-Z][a-zA-Z0-9\\l]*\\b", "nc", "", 0},
    {"root", "\\$?" ID, "n", "", 0},
    {"root", "[~^*!%&\\[\\](){}<>|+=:;,./?-]", "o", "", 0},
    {"root", RUN("[0-9]") "\\." RUN("[0-9]") "(?:[eE]" RUN("[0-9]") ")?[fd]?", "mf", "", 0},
    {"root", "0b" RUN("[01]"), "mb", "", HL_FOLD},
    {"root", "0x" RUN("[0-9a-f]"), "mh", "", HL_FOLD},
    {"root", "0" RUN("[0-7]"), "mo", "", 0},
    {"root", RUN("[0-9]") "L?", "mi", "", 0},
    {"root", "\\n", "-", "", 0},

    {"class", "\\s+", "-", "", 0},
    {"class", ID, "nc", "pop", 0},
    {"import", "\\s+", "-", "", 0},
    {"import", "[a-z0-9_.]+\\*?", "nn", "pop", HL_FOLD},
};

static const hl_words words[] = {
    {"k", "assert break case catch continue default do else finally for if goto instanceof new "
          "return switch this throw try while"},
    {"kd", "abstract const enum extends final implements native private protected public static "
           "strictfp super synchronized throws transient volatile"},
    {"kt", "boolean byte char double float int long short var void"},
};

const hl_language hl_java = {HL_LANGUAGE("java", rules, words)};
