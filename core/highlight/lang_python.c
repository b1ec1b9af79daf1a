/* Python. Strings remember what they began with: a state for each mark and kind. */
#include "highlight/hl_int.h"

#define ID "[\\l_][\\u]*"
#define DOTTED "[\\l_.][\\u.]*"
#define GAP "((?:\\s|\\\\\\s)+)"
#define DIGITS "[0-9](?:_?[0-9])*"
#define DECIMAL "(?:(?:" DIGITS ")?\\." DIGITS "|" DIGITS "\\.)"
#define EXPONENT "e[+-]?" DIGITS
#define NEVER "(?!)"

/* The four marks: [others] are text before the mark is looked for. */
#define STRINGS(prefix, kind, brace, brace_go, escape)                   \
    {"root", prefix "(''')", "sa s", "'''" kind, HL_FOLD},               \
        {"root", prefix "(\"\"\")", "sa s", "\"\"\"" kind, HL_FOLD},     \
        {"root", prefix "(')", "sa s", "'" kind, HL_FOLD},               \
        {"root", prefix "(\")", "sa s", "\"" kind, HL_FOLD},             \
        STRING("'''" kind, NEVER, "'''", brace, brace_go, escape),       \
        STRING("\"\"\"" kind, NEVER, "\"\"\"", brace, brace_go, escape), \
        STRING("'" kind, "'''|\"\"\"", "'", brace, brace_go, escape),    \
        STRING("\"" kind, "'''|\"\"\"", "\"", brace, brace_go, escape)

#define STRING(state, others, mark, brace, brace_go, escape)                           \
    {state, "[^'\"\\\\{]+", "s", "", 0}, {state, "\\{\\{", "s", "", 0},                \
        {state, others, "s", "", 0}, {state, mark, "s", "pop", 0},                     \
        {state, "'''|\"\"\"|['\"]", "s", "", 0}, {state, "(?=\\\\)", "", escape, 0}, { \
        state, "\\{", brace, brace_go, 0                                               \
    }

#define ESCAPED                                                                             \
    "\\\\(?:[\\\\abfnrtv\"']|\\n|newline|N\\{[a-zA-Z][a-zA-Z ]+[a-zA-Z]\\}|u[a-fA-F0-9]{4}" \
    "|U[a-fA-F0-9]{8}|x[a-fA-F0-9]{2}|[0-7]{1,3})"

static const hl_rule rules[] = {
    {"root", "\\n+", "-", "", 0},
    {"root", "^(:)(\\s*)([ru]{,2}\"\"\".*?\"\"\")", "p - sd", "", HL_FOLD | HL_DOTALL},
    {"root", "[ \\t\\r\\f\\v]+", "-", "", 0},
    {"root", "#.*\\n?", "c1", "", 0},
    {"root", "[\\[\\]{}:(),;.]", "p", "", 0},
    {"root", "\\\\\\n", "-", "", 0},
    {"root", "\\\\", "-", "", 0},
    {"root", "(?:in|is|and|or|not)\\b", "ow", "", 0},
    {"root", "(?:<<|>>|//|\\*\\*)=?", "o", "", 0},
    {"root", "[-~+/*%=<>&^|@]=?|!=", "o", "", 0},
    {"root", "(from)" GAP "(" DOTTED ")" GAP "(import)", "kn - nn - kn", "", 0},
    {"root", "(import)(\\s+)(" DOTTED ")", "kn - nn", "", 0},
    {"root", "(def)" GAP, "k -", "funcname", 0},
    {"root", "(class)" GAP, "k -", "classname", 0},
    {"root", "`.*?`", "sb", "", 0},
    STRINGS("(rf|fr)", "rf", "si", "interpol", "raw_escape"),
    STRINGS("(f[fbu]?|[bu]f)", "f", "si", "interpol", "escape"),
    STRINGS("(r[rbu]?|[bu]r)", "r", "s", "", "raw_escape"),
    STRINGS("([bu]{0,2})", "", "s", "", "escape"),
    {"root", "@" DOTTED, "nd", "", 0},
    {"root", ID, "?n", "", 0},
    {"root", DECIMAL "(?:" EXPONENT ")?j?", "mf", "", HL_FOLD},
    {"root", DIGITS EXPONENT "j?", "mf", "", HL_FOLD},
    {"root", DIGITS "j", "mf", "", HL_FOLD},
    {"root", "0b(?:_?[0-1])+", "mb", "", HL_FOLD},
    {"root", "0o(?:_?[0-7])+", "mo", "", HL_FOLD},
    {"root", "0x(?:_?[a-f0-9])+", "mh", "", HL_FOLD},
    {"root", "\\d+L", "il", "", 0},
    {"root", "[1-9](?:_?[0-9])*|0(?:_?0)*", "mi", "", 0},

    {"funcname", ID, "nf", "pop", 0},
    {"classname", ID, "nc", "pop", 0},

    {"escape", ESCAPED, "se", "pop", 0},
    {"escape", "\\\\.", "s", "pop", 0},
    {"raw_escape", ESCAPED, "s", "pop", 0},
    {"raw_escape", "\\\\.", "s", "pop", 0},

    {"interpol", "[^{}!:]+", "*", "", 0},
    {"interpol", "![asr]", "si", "", 0},
    {"interpol", ":", "si", "", 0},
    {"interpol", "\\{", "si", "interpol", 0},
    {"interpol", "\\}", "si", "pop", 0},
};

static const hl_words words[] = {
    {"k", "assert break continue del elif else except exec finally for global if lambda pass print "
          "raise return try while yield as with from import async await nonlocal"},
    {"nb",
     "ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError "
     "BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError "
     "ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EnvironmentError "
     "Exception FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit "
     "IOError ImportError ImportWarning IndentationError IndexError InterruptedError "
     "IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError "
     "NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError "
     "OverflowWarning PendingDeprecationWarning ProcessLookupError RecursionError ReferenceError "
     "ResourceWarning RuntimeError RuntimeWarning StandardError StopAsyncIteration StopIteration "
     "SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError "
     "UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError "
     "UnicodeWarning UserWarning ValueError VMSError Warning WindowsError ZeroDivisionError"},
    {"nb",
     "__import__ abs all any apply ascii basestring bin bool buffer bytearray bytes callable chr "
     "classmethod cmp coerce compile complex delattr dict dir divmod enumerate eval execfile exit "
     "file filter float format frozenset getattr globals hasattr hash hex id input int intern "
     "isinstance issubclass iter len list locals long map max memoryview min next object oct open "
     "ord pow property range raw_input reduce reload repr reversed round set setattr slice sorted "
     "staticmethod str sum super tuple type unichr unicode vars xrange zip"},
    {"bp", "self None Ellipsis NotImplemented False True"},
};

const hl_language hl_python = {HL_LANGUAGE("python py", rules, words)};
