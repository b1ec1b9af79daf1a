/* Code as Jekyll's pages have it: kramdown's highlighter leaves elements with classes around code
 * of the languages that it knows (Rouge 3.30), and plain <pre><code> around others. Colours are
 * within for the languages that core/highlight knows. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "base/str.h"
#include "highlight/highlight.h"

/* Names and aliases of rouge's languages, sorted. */
static const char *const languages[] = {
    "Dockerfile",
    "HAML",
    "Isabelle",
    "LaTeX",
    "OCL",
    "R",
    "S",
    "TeX",
    "abap",
    "actionscript",
    "ada",
    "apache",
    "apex",
    "apib",
    "apiblueprint",
    "applescript",
    "armasm",
    "as",
    "as3",
    "aug",
    "augeas",
    "awk",
    "bash",
    "bat",
    "batch",
    "batchfile",
    "bbcbasic",
    "behat",
    "bib",
    "bibtex",
    "biml",
    "bpf",
    "brainfuck",
    "brightscript",
    "brs",
    "bs",
    "bsdmake",
    "bsl",
    "c",
    "c#",
    "c++",
    "ceylon",
    "cfc",
    "cfscript",
    "cl",
    "clean",
    "clj",
    "cljs",
    "clojure",
    "cmake",
    "cmhg",
    "cmm",
    "coffee",
    "coffee-script",
    "coffeescript",
    "common-lisp",
    "common_lisp",
    "conf",
    "config",
    "configuration",
    "console",
    "coq",
    "cpp",
    "cr",
    "crystal",
    "cs",
    "csharp",
    "css",
    "csvs",
    "cucumber",
    "cuda",
    "cypher",
    "cython",
    "d",
    "dafny",
    "dart",
    "datastudio",
    "diff",
    "digdag",
    "django",
    "dlang",
    "docker",
    "dockerfile",
    "dosbatch",
    "dot",
    "e-mail",
    "ecl",
    "eex",
    "eiffel",
    "elisp",
    "elixir",
    "elm",
    "emacs-lisp",
    "email",
    "eml",
    "epp",
    "eps",
    "erb",
    "erl",
    "erlang",
    "eruby",
    "esc",
    "escape",
    "ex",
    "exs",
    "factor",
    "fea",
    "ff",
    "fluent",
    "fortran",
    "freefem",
    "fsharp",
    "ftl",
    "gd",
    "gdscript",
    "ghc-cmm",
    "ghc-core",
    "gherkin",
    "glsl",
    "gnumake",
    "go",
    "golang",
    "gradle",
    "graphql",
    "groovy",
    "hack",
    "haml",
    "handlebars",
    "haskell",
    "haxe",
    "hbs",
    "hcl",
    "heex",
    "hh",
    "hlsl",
    "hocon",
    "hql",
    "hs",
    "html",
    "http",
    "hx",
    "hy",
    "hylang",
    "idlang",
    "idr",
    "idris",
    "igorpro",
    "ini",
    "io",
    "irb",
    "irb_output",
    "isa",
    "isabelle",
    "isbl",
    "j",
    "janet",
    "java",
    "javascript",
    "jdn",
    "jinja",
    "jl",
    "js",
    "jsl",
    "json",
    "json-doc",
    "jsonc",
    "jsonnet",
    "jsp",
    "jsx",
    "julia",
    "kdb+",
    "kotlin",
    "ksh",
    "lasso",
    "lassoscript",
    "latex",
    "lean",
    "leex",
    "lhaskell",
    "lhs",
    "liquid",
    "lisp",
    "litcoffee",
    "literate_coffeescript",
    "literate_haskell",
    "lithaskell",
    "livescript",
    "llvm",
    "ls",
    "lua",
    "lustre",
    "lutin",
    "m",
    "m68k",
    "magik",
    "make",
    "makefile",
    "markdown",
    "mason",
    "mathematica",
    "matlab",
    "md",
    "meson",
    "mf",
    "microsoftshell",
    "minizinc",
    "mkd",
    "ml",
    "moon",
    "moonscript",
    "mosel",
    "msgtrans",
    "msshell",
    "mustache",
    "mxml",
    "nasm",
    "nes",
    "nesasm",
    "nginx",
    "nial",
    "nim",
    "nimrod",
    "nix",
    "nixos",
    "obj-c",
    "obj-c++",
    "obj-cpp",
    "obj_c",
    "obj_c++",
    "obj_cpp",
    "objc",
    "objc++",
    "objcpp",
    "objective_c",
    "objective_cpp",
    "objectivec",
    "objectivec++",
    "objectivecpp",
    "ocaml",
    "ocl",
    "openedge",
    "opentype",
    "opentype_feature_file",
    "opentypefeature",
    "pascal",
    "patch",
    "perl",
    "php",
    "php3",
    "php4",
    "php5",
    "pl",
    "plaintext",
    "plist",
    "plsql",
    "pony",
    "posh",
    "postscr",
    "postscript",
    "powershell",
    "pp",
    "praat",
    "prolog",
    "prometheus",
    "properties",
    "proto",
    "protobuf",
    "pry",
    "ps",
    "puppet",
    "py",
    "pyrex",
    "python",
    "pyx",
    "q",
    "qml",
    "r",
    "racket",
    "rb",
    "react",
    "realbasic",
    "reasonml",
    "rego",
    "rescript",
    "rhtml",
    "robot",
    "robot-framework",
    "robot_framework",
    "rs",
    "rs,ignore",
    "rs,no_run",
    "rs,should_panic",
    "ruby",
    "rust",
    "rust,ignore",
    "rust,no_run",
    "rust,should_panic",
    "s",
    "sas",
    "sass",
    "scala",
    "scheme",
    "scss",
    "sed",
    "sh",
    "shell",
    "shell-session",
    "shell_session",
    "sieve",
    "slice",
    "slim",
    "smalltalk",
    "smarty",
    "sml",
    "solidity",
    "sparql",
    "sqf",
    "sql",
    "squeak",
    "ssh",
    "st",
    "stan",
    "stata",
    "supercollider",
    "swift",
    "systemd",
    "syzlang",
    "syzprog",
    "tap",
    "tcl",
    "terminal",
    "terraform",
    "tex",
    "text",
    "tf",
    "toml",
    "ts",
    "tsx",
    "ttcn3",
    "tulip",
    "turtle",
    "twig",
    "typescript",
    "udiff",
    "unit-file",
    "vala",
    "varnish",
    "varnishconf",
    "vb",
    "vcl",
    "velocity",
    "verilog",
    "vhdl",
    "vim",
    "viml",
    "vimscript",
    "visualbasic",
    "vue",
    "vuejs",
    "winbatch",
    "wl",
    "wollok",
    "xml",
    "xojo",
    "xpath",
    "xquery",
    "yaml",
    "yang",
    "yml",
    "zig",
    "zir",
    "zsh",
};

static bool cod_known(pc_str name) {
    size_t lo = 0, hi = PC_COUNT(languages);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = pc_str_cmp(pc_strz(languages[mid]), name);
        if (!d) return true;
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

/* --- frames --------------------------------------------------------------------------------------
 */

/* Whether a highlighter takes code of [language] (n 0: none is given), as kramdown's asks rouge. */
static bool cod_framed(const pc_code_look *look, pc_str language) {
    if (!look->framed) return false;
    if (!language.n) language = look->language;
    if (!language.n) return look->guess;
    bool plain = pc_str_eqz(language, "plaintext") || pc_str_eqz(language, "text");
    return cod_known(language) && (look->guess || !plain);
}

/* The class attribute: the language first, then the author's, then the highlighter's. */
static void cod_classes(hw *w, pc_str language, const pc_attr *a) {
    PC_PUTL(w->out, " class=\"");
    if (language.n) {
        PC_PUTL(w->out, "language-");
        hw_attr_value(w, language);
        pc_buf_putc(w->out, ' ');
    }
    for (size_t i = 0; i < a->classes.n; i++) {
        hw_attr_value(w, a->classes.v[i]);
        pc_buf_putc(w->out, ' ');
    }
    PC_PUTL(w->out, "highlighter-rouge\"");
}

/* Without the first class. */
static pc_attr cod_rest(const pc_attr *a) {
    pc_attr rest = *a;
    if (rest.classes.n) rest.classes.v++, rest.classes.n--;
    return rest;
}

/* The code with its last line end, if it has one. */
static pc_str cod_text(hw *w, const pc_block *x) {
    pc_str text = x->u.code->text;
    return x->kind & PC_CODE_NO_LINE_LAST ? text : pc_str_cat(w->cx->scratch, text, PC_S("\n"));
}

static void cod_coloured(hw *w, pc_str language, pc_str text) {
    const hl_language *l = hl_find(language);
    if (l)
        hl_html(w->out, w->cx->scratch, l, text);
    else
        hw_text(w, text);
}

/* --- blocks --------------------------------------------------------------------------------------
 */

/* A blank that is to be seen: where it stands in its line decides about its class. */
static void cod_visible_blank(hw *w, char c, const char *where) {
    pc_buf_putf(w->out, "<span class=\"ws-%s%s\">", c == '\t' ? "tab" : "space", where);
    pc_buf_putz(w->out, c == '\t' ? "\t" : "\xe2\x8b\x85");
    PC_PUTL(w->out, "</span>");
}

static void cod_visible(hw *w, pc_str s) {
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        bool blank = s.p[i] == ' ' || s.p[i] == '\t';
        while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t') == blank) i++;
        if (!blank) {
            hw_text(w, pc_str_sub(s, from, i));
            continue;
        }
        bool left = !from || s.p[from - 1] == '\n', right = i == s.n || s.p[i] == '\n';
        for (size_t k = from; k < i; k++)
            cod_visible_blank(w, s.p[k], left ? "-l" : right ? "-r" : "");
    }
}

static void cod_plain(hw *w, const pc_code *x, pc_str language, const pc_attr *rest) {
    hw_open(w, "pre", rest, true);
    PC_PUTL(w->out, "<code");
    if (language.n)
        hw_key_value(w, "class", pc_str_cat(w->cx->scratch, PC_S("language-"), language));
    pc_buf_putc(w->out, '>');
    if (pc_attr_has_class(rest, "show-whitespaces"))
        cod_visible(w, x->text);
    else
        hw_text(w, x->text);
    PC_PUTL(w->out, "\n</code></pre>");
}

void hw_framed_code(hw *w, const pc_block *x) {
    const pc_code *c = x->u.code;
    const pc_code_look *look = &w->look->block;
    bool given = c->attr->classes.n && !(x->kind & PC_CODE_NO_LANGUAGE);
    pc_str language = given ? c->attr->classes.v[0] : PC_S("");
    pc_attr rest = given ? cod_rest(c->attr) : *c->attr, others = rest;
    if (!cod_framed(look, language)) {
        cod_plain(w, c, language, &rest);
        return;
    }
    others.classes.n = 0;
    PC_PUTL(w->out, "<div");
    cod_classes(w, given ? language : look->language, &rest);
    hw_attr(w, &others, (hw_skip){.as_is = true});
    PC_PUTL(w->out, "><div class=\"highlight\"><pre");
    hw_key_value(w, "class", look->css_class.n ? look->css_class : PC_S("highlight"));
    PC_PUTL(w->out, "><code>");
    cod_coloured(w, given ? language : look->language, cod_text(w, x));
    PC_PUTL(w->out, "</code></pre></div></div>");
}

/* --- spans ---------------------------------------------------------------------------------------
 */

/* A language is given as a class "language-x" here, the first one. It stands in front of all
 * classes and, if that was not its place, there too. */
void hw_framed_span(hw *w, const pc_inline *x) {
    const pc_attr *a = x->u.code->attr;
    const pc_code_look *look = &w->look->span;
    PC_VEC(pc_str) own = {0};
    pc_str language = PC_S("");
    for (size_t i = 0; i < a->classes.n; i++) {
        if (!language.n && pc_str_startsz(a->classes.v[i], "language-") && a->classes.v[i].n > 9)
            language = pc_str_from(a->classes.v[i], 9);
        if (i || !language.n) pc_vec_push(w->cx->scratch, &own, a->classes.v[i]);
    }
    bool framed = cod_framed(look, language);
    pc_attr rest = *a, classes = *a;
    classes.classes.v = own.v;
    classes.classes.n = own.n;
    if (framed) rest.classes.n = 0;
    PC_PUTL(w->out, "<code");
    if (framed) cod_classes(w, language.n ? language : look->language, &classes);
    hw_attr(w, &rest, (hw_skip){.as_is = true});
    pc_buf_putc(w->out, '>');
    if (framed)
        cod_coloured(w, language.n ? language : look->language, x->u.code->text);
    else
        hw_text(w, x->u.code->text);
    PC_PUTL(w->out, "</code>");
}
