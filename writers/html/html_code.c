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

/* The class attribute: the language first, then the author's, then the highlighter's. */
static void cod_classes(hw *w, pc_str language, const pc_attr *a) {
    PC_PUTL(w->out, " class=\"language-");
    hw_attr_value(w, language);
    for (size_t i = 0; i < a->classes.n; i++) {
        pc_buf_putc(w->out, ' ');
        hw_attr_value(w, a->classes.v[i]);
    }
    PC_PUTL(w->out, " highlighter-rouge\"");
}

static pc_attr cod_rest(const pc_attr *a) {
    pc_attr rest = *a;
    if (rest.classes.n) rest.classes.v++, rest.classes.n--;
    return rest;
}

static void cod_plain(hw *w, pc_str language, const pc_attr *rest, pc_str text) {
    hw_open(w, "pre", rest, false);
    PC_PUTL(w->out, "<code");
    if (language.n) {
        PC_PUTL(w->out, " class=\"language-");
        hw_attr_value(w, language);
        pc_buf_putc(w->out, '"');
    }
    pc_buf_putc(w->out, '>');
    hw_text(w, text);
    PC_PUTL(w->out, "\n</code></pre>");
}

static void cod_coloured(hw *w, pc_str language, pc_str text) {
    const hl_language *l = hl_find(language);
    if (l)
        hl_html(w->out, w->cx->scratch, l, text);
    else
        hw_text(w, text);
}

void hw_framed_code(hw *w, const pc_block *x) {
    const pc_attr *a = x->u.code->attr;
    pc_attr rest = cod_rest(a), others = rest;
    pc_str given = a->classes.n ? a->classes.v[0] : PC_S(""), text = x->u.code->text;
    pc_str language = given.n ? given : PC_S("plaintext");
    if (w->plain_code.blocks || !cod_known(language)) {
        cod_plain(w, given, &rest, text);
        return;
    }
    others.classes.n = 0;
    PC_PUTL(w->out, "<div");
    cod_classes(w, language, &rest);
    hw_attr(w, &others, (hw_skip){.as_is = true});
    PC_PUTL(w->out, "><div class=\"highlight\"><pre class=\"highlight\"><code>");
    cod_coloured(w, language, pc_str_cat(w->cx->scratch, text, PC_S("\n")));
    PC_PUTL(w->out, "</code></pre></div></div>");
}

/* A language is given as a class "language-x" here. */
void hw_framed_span(hw *w, const pc_inline *x) {
    const pc_attr *a = x->u.code->attr;
    PC_VEC(pc_str) own = {0};
    pc_str language = PC_S("plaintext");
    for (size_t i = 0; i < a->classes.n; i++) {
        if (pc_str_startsz(a->classes.v[i], "language-"))
            language = pc_str_from(a->classes.v[i], 9);
        else
            pc_vec_push(w->cx->scratch, &own, a->classes.v[i]);
    }
    pc_attr rest = *a, classes = *a;
    classes.classes.v = own.v;
    classes.classes.n = own.n;
    rest.classes.n = 0;
    PC_PUTL(w->out, "<code");
    if (cod_known(language))
        cod_classes(w, language, &classes);
    else
        rest = *a;
    hw_attr(w, &rest, (hw_skip){.as_is = true});
    pc_buf_putc(w->out, '>');
    cod_coloured(w, language, x->u.code->text);
    PC_PUTL(w->out, "</code>");
}
