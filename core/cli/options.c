/* The options of a conversion. Names and meanings are Pandoc's where Pandoc has the option. */
#include "cli/commands.h"

#include "base/io.h"
#include "base/str.h"
#include "data/json.h"

#define FIELD(member) offsetof(pc_args, member)
#define AT(a, o, T) ((T *)((char *)(a) + (o)->field))

static void set_text(pc_args *a, const pc_option *o, pc_str v) {
    *AT(a, o, pc_str) = v;
}
static void set_bool(pc_args *a, const pc_option *o, pc_str v) {
    *AT(a, o, bool) = pc_str_eqz(v, "true");
}
static void set_number(pc_args *a, const pc_option *o, pc_str v) {
    if (!pc_str_int(v, AT(a, o, int64_t)))
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%s wants a number, not '%.*s'", o->name,
                     PC_F(v));
}
static void set_count(pc_args *a, const pc_option *o, pc_str v) {
    set_number(a, o, v);
    if (!a->failed && *AT(a, o, int64_t) < 1)
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%s wants a number from 1 on, not '%.*s'",
                     o->name, PC_F(v));
}
static void set_toc_depth(pc_args *a, const pc_option *o, pc_str v) {
    int64_t n = 0;
    if (pc_str_int(v, &n) && n >= 1 && n <= 6)
        a->job.options.toc_depth = n;
    else
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%s wants a number from 1 to 6, not '%.*s'",
                     o->name, PC_F(v));
}
static void add_text(pc_args *a, const pc_option *o, pc_str v) {
    PC_VEC(pc_str) *list = (void *)AT(a, o, char);
    pc_vec_push(a->arena, list, v);
}
static void add_paths(pc_args *a, const pc_option *o, pc_str v) {
    for (pc_str part; pc_str_cut(&v, ':', &part);) add_text(a, o, part);
}
static void add_config(pc_args *a, const pc_option *o, pc_str v) {
    for (pc_str part; pc_str_cut(&v, ',', &part);) add_text(a, o, part);
}
static void add_lua(pc_args *a, const pc_option *o, pc_str v) {
    (void)o;
    pc_vec_push(a->arena, &a->steps, ((pc_step){PC_STEP_SCRIPT, v}));
}
static void add_filter(pc_args *a, const pc_option *o, pc_str v) {
    (void)o;
    pc_vec_push(a->arena, &a->steps, ((pc_step){PC_STEP_JSON, v}));
}
static void use_defaults(pc_args *a, const pc_option *o, pc_str v) {
    (void)o;
    pc_defaults_apply(a, v);
}
static void use_template(pc_args *a, const pc_option *o, pc_str v) {
    set_text(a, o, v);
    a->job.options.standalone = true;
}

/* KEY, KEY=VAL, KEY:VAL; without a value it is true. Repeated keys make a list. */
static void put_pair(pc_args *a, pc_pairs *map, pc_str key, pc_value v) {
    for (size_t i = 0; i < map->n; i++) {
        if (!pc_str_eq(map->v[i].key, key)) continue;
        pc_value *old = &map->v[i].value;
        size_t n = old->kind == PC_LIST ? old->as.of.n : 1;
        pc_value *items = PC_NEW_N(a->arena, pc_value, n + 1);
        memcpy(items, old->kind == PC_LIST ? old->u.list : old, n * sizeof *items);
        items[n] = v;
        *old = pc_value_list(a->arena, items, n + 1);
        return;
    }
    pc_vec_push(a->arena, map, ((pc_pair){.key = key, .value = v}));
}

static size_t key_length(pc_str s) {
    size_t i = 0;
    while (i < s.n && s.p[i] != '=' && s.p[i] != ':') i++;
    return i;
}

/* As YAML has truth values: true, True, TRUE. */
static bool yaml_bool(pc_str s, const char *word) {
    bool rest_same = pc_str_eqz(pc_str_from(s, 1), word + 1);
    bool upper = s.n && pc_is_upper(s.p[0]) && pc_is_upper(s.p[s.n - 1]);
    return pc_str_ieqz(s, word) && (rest_same || upper);
}

static void add_metadata(pc_args *a, const pc_option *o, pc_str s) {
    (void)o;
    size_t n = key_length(s);
    pc_str text = pc_str_from(s, n + 1);
    bool yes = n == s.n || yaml_bool(text, "true"), no = yaml_bool(text, "false");
    put_pair(a, &a->metadata, pc_str_sub(s, 0, n),
             yes || no ? pc_value_bool(yes) : pc_value_str(text));
}

static void add_variable(pc_args *a, const pc_option *o, pc_str s) {
    (void)o;
    size_t n = key_length(s);
    put_pair(a, &a->variables, pc_str_sub(s, 0, n),
             n == s.n ? pc_value_bool(true) : pc_value_str(pc_str_from(s, n + 1)));
}

static void add_json_variable(pc_args *a, const pc_option *o, pc_str s) {
    size_t n = key_length(s);
    pc_value v = pc_value_bool(true);
    pc_source *src =
        pc_source_add(a->sources, pc_str_fmt(a->arena, "<--%s>", o->name), pc_str_from(s, n + 1));
    if (n < s.n && !pc_json_read(a->arena, src, a->diags, &v))
        a->failed = PC_EXIT_OPTION;
    else
        put_pair(a, &a->variables, pc_str_sub(s, 0, n), v);
}

/* -H, -B, -A, -c: a variable that collects. */
static void include_file(pc_args *a, const pc_option *o, pc_str path) {
    static const struct {
        char letter;
        pc_str variable;
    } rows[] = {{'H', PC_LIT("header-includes")},
                {'B', PC_LIT("include-before")},
                {'A', PC_LIT("include-after")}};
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (rows[i].letter == o->letter)
            put_pair(a, &a->variables, rows[i].variable,
                     pc_value_str(pc_str_rtrim(pc_args_load(a, path, PC_EXIT_RESOURCE))));
    a->job.options.standalone = true;
}
static void add_css(pc_args *a, const pc_option *o, pc_str v) {
    (void)o;
    put_pair(a, &a->variables, PC_S("css"), pc_value_str(v));
    a->job.options.standalone = true;
}

static void set_wrap(pc_args *a, const pc_option *o, pc_str v) {
    static const char *const words[] = {"auto", "none", "preserve", NULL};
    a->job.options.wrap = (pc_wrap)pc_args_choose(a, o, v, words);
}
static void set_colour(pc_args *a, const pc_option *o, pc_str v) {
    static const char *const words[] = {"auto", "always", "never", NULL};
    a->colour = (pc_colour)pc_args_choose(a, o, v, words);
}
static void set_division(pc_args *a, const pc_option *o, pc_str v) {
    static const char *const words[] = {"default", "section", "chapter", "part", NULL};
    a->job.options.top_level_division = pc_strz(words[pc_args_choose(a, o, v, words)]);
}
static void set_math(pc_args *a, const pc_option *o, pc_str url) {
    bool katex = pc_str_eqz(pc_strz(o->name), "katex");
    a->job.options.math_method = katex ? PC_MATH_KATEX : PC_MATH_MATHJAX;
    a->job.options.math_url = url;
}
static void set_stop(pc_args *a, const pc_option *o, pc_str v) {
    static const char *const words[] = {"liquid", NULL};
    a->job.options.stop_after = pc_strz(words[pc_args_choose(a, o, v, words)]);
}

static const pc_limit_row *limit_by_name(pc_args *a, pc_str name) {
    PC_VEC(pc_str) names = {0};
    pc_str all = PC_S("");
    for (size_t i = 0; i < pc_limit_count; i++) {
        pc_str one = pc_strz(pc_limit_table[i].name);
        if (pc_str_eq(name, one)) return &pc_limit_table[i];
        pc_vec_push(a->arena, &names, one);
        all = pc_str_fmt(a->arena, "%.*s%s%.*s", PC_F(all), i ? ", " : "", PC_F(one));
    }
    pc_str near = pc_did_you_mean(name, names.v, names.n);
    pc_str help = near.n ? pc_str_fmt(a->arena, "did you mean '%.*s'?", PC_F(near))
                         : pc_str_fmt(a->arena, "there are: %.*s", PC_F(all));
    pc_args_fail(a, PC_EXIT_OPTION, help, "no limit '%.*s'", PC_F(name));
    return NULL;
}

/* NAME=NUMBER. */
static void set_limit(pc_args *a, const pc_option *o, pc_str s) {
    int64_t n;
    pc_str name, value = s;
    bool two = pc_str_cut(&value, '=', &name) && name.n < s.n;
    const pc_limit_row *row = limit_by_name(a, name);
    if (!row) return;
    if (!two || !pc_str_int(value, &n) || n < row->least || n > row->most)
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%s %s wants a number from %lld to %lld",
                     o->name, row->name, (long long)row->least, (long long)row->most);
    else
        *(int64_t *)((char *)&a->job.options.limits + row->field) = n;
}

static void act(pc_args *a, const pc_option *o, pc_str v) {
    a->action = (pc_action)o->field;
    a->subject = v;
}

#define JOB(member) FIELD(job.member)
#define OPT(member) FIELD(job.options.member)

static const pc_option options[] = {
    {'f', "from", "read", PC_ARG_REQUIRED, "FORMAT", set_text, JOB(from), "input format"},
    {'t', "to", "write", PC_ARG_REQUIRED, "FORMAT", set_text, JOB(to), "output format"},
    {'o', "output", NULL, PC_ARG_REQUIRED, "FILE", set_text, JOB(output),
     "write to FILE, whole or not at all; - is standard output"},
    {0, "output-dir", NULL, PC_ARG_REQUIRED, "DIR", set_text, JOB(output_dir),
     "each input by itself, or each page of a site, to a file in DIR"},
    {'j', "jobs", NULL, PC_ARG_REQUIRED, "NUMBER", set_count, JOB(jobs),
     "with --output-dir: how many inputs to convert at a time"},
    {'s', "standalone", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(standalone),
     "a whole document, not a fragment"},
    {0, "template", NULL, PC_ARG_REQUIRED, "FILE", use_template, JOB(template_file),
     "template for the whole document (implies -s)"},
    {'M', "metadata", NULL, PC_ARG_REQUIRED, "KEY[=VAL]", add_metadata, 0, "set metadata"},
    {0, "metadata-file", NULL, PC_ARG_REQUIRED, "FILE", add_text, FIELD(metadata_files),
     "metadata from a YAML or JSON file"},
    {'V', "variable", NULL, PC_ARG_REQUIRED, "KEY[=VAL]", add_variable, 0,
     "set a template variable"},
    {0, "variable-json", NULL, PC_ARG_REQUIRED, "KEY[=JSON]", add_json_variable, 0,
     "set a template variable to JSON data"},
    {'L', "lua-filter", NULL, PC_ARG_REQUIRED, "FILE", add_lua, 0,
     "run a Lua filter: a path, or the name of one that ships with pubconv"},
    {'F', "filter", NULL, PC_ARG_REQUIRED, "PROGRAM", add_filter, 0,
     "pipe the document through a program, as JSON"},
    {'D', "print-default-template", NULL, PC_ARG_REQUIRED, "FORMAT", act, PC_ACT_PRINT_TEMPLATE,
     "print the template that -s uses for FORMAT"},
    {0, "print-default-data-file", NULL, PC_ARG_REQUIRED, "FILE", act, PC_ACT_PRINT_DATA_FILE,
     "print a file that ships with pubconv, such as filters/author-highlight.lua"},
    {'d', "defaults", NULL, PC_ARG_REQUIRED, "FILE", use_defaults, 0, "options from a YAML file"},
    {0, "data-dir", NULL, PC_ARG_REQUIRED, "DIR", set_text, OPT(data_dir),
     "folder with templates/, filters/, defaults/, plugins/"},
    {0, "resource-path", NULL, PC_ARG_REQUIRED, "PATHS", add_paths, FIELD(resource_path),
     "folders for resources, with : between them, as Lua filters see them (PANDOC_STATE)"},
    {0, "wrap", NULL, PC_ARG_REQUIRED, "auto|none|preserve", set_wrap, 0,
     "line breaks of the output"},
    {0, "columns", NULL, PC_ARG_REQUIRED, "NUMBER", set_count, OPT(columns), "line width"},
    {0, "ascii", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(ascii), "only ASCII in the output"},
    {0, "shift-heading-level-by", NULL, PC_ARG_REQUIRED, "NUMBER", set_number, OPT(shift_headings),
     "add to the level of each heading"},
    {0, "top-level-division", NULL, PC_ARG_REQUIRED, "section|chapter|part", set_division, 0,
     "what the highest headings are in LaTeX"},
    {'N', "number-sections", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(number_sections),
     "number the headings"},
    {0, "toc", "table-of-contents", PC_ARG_BOOL, NULL, set_bool, OPT(toc),
     "a table of contents, with -s"},
    {0, "toc-depth", NULL, PC_ARG_REQUIRED, "NUMBER", set_toc_depth, 0,
     "levels in the table of contents"},
    {0, "mathjax", NULL, PC_ARG_OPTIONAL, "URL", set_math, 0,
     "MathJax shows formulas in HTML, with -s (so without an option)"},
    {0, "katex", NULL, PC_ARG_OPTIONAL, "URL", set_math, 0,
     "KaTeX shows formulas in HTML, with -s"},
    {'H', "include-in-header", NULL, PC_ARG_REQUIRED, "FILE", include_file, 0,
     "put FILE at the end of the header (implies -s)"},
    {'B', "include-before-body", NULL, PC_ARG_REQUIRED, "FILE", include_file, 0,
     "put FILE before the body (implies -s)"},
    {'A', "include-after-body", NULL, PC_ARG_REQUIRED, "FILE", include_file, 0,
     "put FILE after the body (implies -s)"},
    {'c', "css", NULL, PC_ARG_REQUIRED, "URL", add_css, 0, "link a style sheet (implies -s)"},
    {0, "site", NULL, PC_ARG_REQUIRED, "DIR", set_text, OPT(site),
     "the page's Jekyll site; found by walking up to _config.yml otherwise"},
    {0, "config", NULL, PC_ARG_REQUIRED, "FILES", add_config, FIELD(config),
     "the site's configuration, with commas between files; later ones are stronger"},
    {0, "page", NULL, PC_ARG_REQUIRED, "PATH", set_text, OPT(page),
     "the page of a site to read, by its path or its URL"},
    {0, "collection", NULL, PC_ARG_REQUIRED, "NAME", set_text, OPT(collection),
     "a collection of a site as one document, newest first"},
    {0, "layouts", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(layouts),
     "a page in its site's own layouts, with -s -t html"},
    {0, "drafts", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(drafts), "a site's drafts too"},
    {0, "future", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(future),
     "what is dated in the future too"},
    {0, "unpublished", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(unpublished),
     "what is marked published: false too"},
    {0, "strict", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(strict),
     "what would stop Jekyll is an error"},
    {0, "stop-after", NULL, PC_ARG_REQUIRED, "liquid", set_stop, 0,
     "print the page as it is after Liquid"},
    {0, "plugin", NULL, PC_ARG_REQUIRED, "FILE", add_text, FIELD(plugins),
     "load a plugin: a path, or a name to be searched"},
    {0, "sandbox", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(sandbox),
     "no access to files or programs beyond those named"},
    {0, "limit", NULL, PC_ARG_REQUIRED, "NAME=NUMBER", set_limit, 0,
     "move a limit that ends hostile pages: liquid-steps, liquid-depth, liquid-output"},
    {0, "fail-if-warnings", NULL, PC_ARG_BOOL, NULL, set_bool, JOB(fail_if_warnings),
     "exit with status 3 if there were warnings"},
    {0, "verbose", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(verbose), "say more"},
    {0, "quiet", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(quiet), "say nothing but errors"},
    {0, "trace", NULL, PC_ARG_BOOL, NULL, set_bool, OPT(trace), "say what Lua filters do"},
    {0, "log", NULL, PC_ARG_REQUIRED, "FILE", set_text, FIELD(log), "messages as JSON to FILE"},
    {0, "color", "colour", PC_ARG_REQUIRED, "auto|always|never", set_colour, 0,
     "colour in messages"},
    {0, "list-input-formats", NULL, PC_ARG_NONE, NULL, act, PC_ACT_LIST_INPUT,
     "list what can be read"},
    {0, "list-output-formats", NULL, PC_ARG_NONE, NULL, act, PC_ACT_LIST_OUTPUT,
     "list what can be written"},
    {0, "list-extensions", NULL, PC_ARG_OPTIONAL, "FORMAT", act, PC_ACT_LIST_EXTENSIONS,
     "list extensions, with + for those that are on"},
    {0, "completion", NULL, PC_ARG_REQUIRED, "bash|zsh|fish", act, PC_ACT_COMPLETION,
     "print a completion script for the shell"},
    {'v', "version", NULL, PC_ARG_NONE, NULL, act, PC_ACT_VERSION, "print the version"},
    {'h', "help", NULL, PC_ARG_NONE, NULL, act, PC_ACT_HELP, "print this"},
};

static pc_exit convert(pc_args *a) {
    return pc_job_run(a->arena->mem, &a->job);
}

const pc_command pc_command_convert = {
    .name = "",
    .usage = "[OPTIONS] [FILES]",
    .about = "Converts the pages on which researchers keep their publications:\n"
             "    pubconv -f jekyll -t latex publications.md -o publications.tex\n",
    .options = options,
    .noptions = PC_COUNT(options),
    .run = convert,
};
