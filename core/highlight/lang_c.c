/* C and C++. A line's beginning is a state of its own, for labels and the preprocessor. */
#include "highlight/hl_int.h"

#define ID "[a-zA-Z_][a-zA-Z0-9_]*"
#define SPACE "(?:(?:\\s|//.*?\\n|/[*].*?[*]/)+)?"
/* What it returns, its name, its parameters. */
#define FUNCTION "([\\w*\\s]+?[\\s*])(" ID ")(\\s*\\([^;]*?\\))(" SPACE ")"
#define INCLUDE(open, inside, close) "(include)(\\s*)(" open inside close ")([^\\n]*)"

static const hl_rule c_rules[] = {
    {"expr_bol", NULL, NULL, "inline_whitespace", 0},
    {"expr_bol", "#if\\s0", "c", "if_0", 0},
    {"expr_bol", "#", "cp", "macro", 0},
    {"expr_bol", "", "", "pop", 0},

    {"bol", ID ":(?!:)", "nl", "", 0},
    {"bol", NULL, NULL, "expr_bol", 0},

    {"inline_whitespace", "[ \\t\\r]+", "-", "", 0},
    {"inline_whitespace", "\\\\\\n", "-", "", 0},
    {"inline_whitespace", "/(?:\\\\\\n)?[*].*?[*](?:\\\\\\n)?/", "cm", "", HL_DOTALL},

    {"whitespace", "\\n+", "-", "bol", 0},
    {"whitespace", "//(?:\\\\.|.)*?$", "c1", "bol", 0},
    {"whitespace", NULL, NULL, "inline_whitespace", 0},

    {"expr_whitespace", "\\n+", "-", "expr_bol", 0},
    {"expr_whitespace", NULL, NULL, "whitespace", 0},

    {"statements", NULL, NULL, "whitespace", 0},
    {"statements", "(?:u8|u|U|L)?\"", "s", "string", 0},
    {"statements", "(?:u8|u|U|L)?'(?:\\\\.|\\\\[0-7]{1,3}|\\\\x[a-f0-9]{1,2}|[^\\\\'\\n])'", "sc",
     "", HL_FOLD},
    {"statements", "(?:\\d+[.]\\d*|[.]?\\d+)e[+-]?\\d+[lu]*", "mf", "", HL_FOLD},
    {"statements", "\\d+e[+-]?\\d+[lu]*", "mf", "", HL_FOLD},
    {"statements", "0x[0-9a-f]+[lu]*", "mh", "", HL_FOLD},
    {"statements", "0[0-7]+[lu]*", "mo", "", HL_FOLD},
    {"statements", "\\d+[lu]*", "mi", "", HL_FOLD},
    {"statements", "\\*/", "err", "", 0},
    {"statements", "[~!%^&*+=|?:<>/-]", "o", "", 0},
    {"statements", "[()\\[\\],.;]", "p", "", 0},
    {"statements", "\\bcase\\b", "k", "case", 0},
    {"statements", "(?:true|false|NULL)\\b", "nb", "", 0},
    {"statements", ID, "?n", "", 0},

    {"case", ":", "p", "pop", 0},
    {"case", NULL, NULL, "statements", 0},

    {"root", NULL, NULL, "expr_whitespace", 0},
    {"root", FUNCTION "(\\{)", "* nf * * p", "function", 0},
    {"root", FUNCTION "(;)", "* nf * * p", "", 0},
    {"root", "\\{", "p", "function", 0},
    {"root", NULL, NULL, "statements", 0},

    {"function", NULL, NULL, "whitespace", 0},
    {"function", NULL, NULL, "statements", 0},
    {"function", ";", "p", "", 0},
    {"function", "\\{", "p", "function", 0},
    {"function", "\\}", "p", "pop", 0},

    {"string", "\"", "s", "pop", 0},
    {"string", "\\\\(?:[\\\\abfnrtv\"']|x[a-fA-F0-9]{2,4}|[0-7]{1,3})", "se", "", 0},
    {"string", "[^\\\\\"\\n]+", "s", "", 0},
    {"string", "\\\\\\n", "s", "", 0},
    {"string", "\\\\", "s", "", 0},

    {"macro", INCLUDE("<", "[^>]+", ">"), "cp - cpf c1", "", 0},
    {"macro", INCLUDE("\"", "[^\"]+", "\""), "cp - cpf c1", "", 0},
    {"macro", "[^/\\n\\\\]+", "cp", "", 0},
    {"macro", "\\\\.", "cp", "", HL_DOTALL},
    {"macro", NULL, NULL, "inline_whitespace", 0},
    {"macro", "/", "cp", "", 0},
    {"macro", "\\n", "cp", "pop", 0},

    {"if_0", "^\\s*#if", "c", "if_0", 0},
    {"if_0", "^\\s*#\\s*el(?:se|if)", "c", "pop", 0},
    {"if_0", "^\\s*#\\s*endif\\b(?:[^\\n\\\\]|\\\\.)*\\n", "c", "pop", HL_DOTALL},
    {"if_0", ".*?\\n", "c", "", 0},
};

static const hl_words c_words[] = {
    {"k", "auto break case const continue default do else enum extern for goto if register "
          "restricted return sizeof static struct switch typedef union volatile virtual while "
          "_Alignas _Alignof _Atomic _Generic _Imaginary _Noreturn _Static_assert _Thread_local"},
    {"kt", "int long float short double char unsigned signed void jmp_buf FILE DIR div_t ldiv_t "
           "mbstate_t sig_atomic_t fpos_t clock_t time_t va_list size_t ssize_t off_t wchar_t "
           "ptrdiff_t wctrans_t wint_t wctype_t _Bool _Complex int8_t int16_t int32_t int64_t "
           "uint8_t uint16_t uint32_t uint64_t int_least8_t int_least16_t int_least32_t "
           "int_least64_t uint_least8_t uint_least16_t uint_least32_t uint_least64_t int_fast8_t "
           "int_fast16_t int_fast32_t int_fast64_t uint_fast8_t uint_fast16_t uint_fast32_t "
           "uint_fast64_t intptr_t uintptr_t intmax_t uintmax_t char16_t char32_t"},
    {"kr", "__asm __int8 __based __except __int16 __stdcall __cdecl __fastcall __int32 __declspec "
           "__finally __int61 __try __leave inline _inline __inline naked _naked __naked restrict "
           "_restrict __restrict thread _thread __thread typename _typename __typename"},
};

const hl_language hl_c = {HL_LANGUAGE("c", c_rules, c_words), .start = "bol"};

/* Digits with quotes between them. */
#define DQ "\\d(?:'?\\d)*"
#define RAW_MARK "([a-zA-Z0-9_{}\\[\\]#<>%:;.?*+\\-/\\^&|~!=,\"']{,16})"

static const hl_rule cpp_rules[] = {
    {"root", "(?:__offload|__blockingoffload|__outer)\\b", "kp", "", 0},

    {"statements", "(?:class|struct)\\b", "k", "classname", 0},
    {"statements", "template\\b", "k", "template", 0},
    {"statements", DQ "(?:\\." DQ ")?(?:y|d|h|min|s|ms|us|ns|i|if|il)\\b", "mx", "", 0},
    {"statements", "(?:" DQ "[.](?:" DQ ")?|[.]" DQ ")(?:e[+-]?" DQ "[lu]*)?", "mf", "", HL_FOLD},
    {"statements", DQ "e[+-]?" DQ "[lu]*", "mf", "", HL_FOLD},
    {"statements", "0x\\h(?:'?\\h)*[lu]*", "mh", "", HL_FOLD},
    {"statements", "0b[01]+(?:'[01]+)*", "mb", "", 0},
    {"statements", "0[0-7](?:'?[0-7])*[lu]*", "mo", "", HL_FOLD},
    {"statements", DQ "[lu]*", "mi", "", HL_FOLD},
    {"statements", "\\bnullptr\\b", "nb", "", 0},
    {"statements", "(?:u8|u|U|L)?R\"" RAW_MARK "\\(.*?\\)\\1\"", "s", "", HL_DOTALL},
    {"statements", "::|<=>", "o", "", 0},
    {"statements", "[{}]", "p", "", 0},

    {"classname", ID, "nc", "pop", 0},
    {"classname", NULL, NULL, "whitespace", 0},
    {"classname", "[.]{3}", "o", "", 0},
    {"classname", ",", "p", "pop", 0},
    {"classname", "", "", "pop", 0},

    {"template", "[>;]", "p", "pop", 0},
    {"template", "typename\\b", "k", "classname", 0},
    {"template", NULL, NULL, "statements", 0},

    {"case", "::", "o", "", 0}, /* ends no case, unlike a single colon */
};

static const hl_words cpp_words[] = {
    {"k", "asm auto catch char8_t concept consteval constexpr constinit const_cast co_await "
          "co_return co_yield delete dynamic_cast explicit export friend mutable namespace new "
          "operator private protected public reinterpret_cast requires restrict size_of "
          "static_cast this throw throws typeid typename using virtual final override alignas "
          "alignof decltype noexcept static_assert thread_local try"},
    {"kt", "bool"},
    {"kr", "__virtual_inheritance __uuidof __super __single_inheritance __multiple_inheritance "
           "__interface __event"},
};

const hl_language hl_cpp = {HL_LANGUAGE("cpp c++", cpp_rules, cpp_words), .parent = &hl_c,
                            .start = "bol"};
