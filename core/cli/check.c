/* pubconv check: what the author of a page or a site would want to know. */
#include "check/check.h"

#include "ast/meta.h"
#include "base/io.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "readers/jekyll/inspect.h"
#include "readers/jekyll/jekyll.h"
#include "registry/recognise.h"

typedef struct own {
    chk_options options;
    bool json, strict, list;
} own;

/* --- options -------------------------------------------------------------------------------------
 */

static void switch_one(pc_args *a, const pc_option *o, pc_str name, bool off) {
    own *x = a->own;
    const chk_row *row = chk_row_find(name);
    PC_VEC(pc_str) names = {0};
    bool all = pc_str_eqz(name, "all");
    for (size_t i = 0; i < chk_row_count; i++) {
        if (all || row == &chk_rows[i]) x->options.off[chk_rows[i].code] = off;
        pc_vec_push(a->arena, &names, pc_strz(chk_rows[i].name));
    }
    if (all || row) return;
    pc_str meant = pc_did_you_mean(name, names.v, names.n);
    pc_str help = meant.n ? pc_str_fmt(a->arena, "did you mean '%.*s'?", PC_F(meant))
                          : PC_S("see pubconv check --list-checks");
    pc_args_fail(a, PC_EXIT_OPTION, help, "--%s: there is no check '%.*s'", o->name, PC_F(name));
}

static void disable(pc_args *a, const pc_option *o, pc_str v) {
    for (pc_str name; pc_str_cut(&v, ',', &name);) switch_one(a, o, name, true);
}
static void enable(pc_args *a, const pc_option *o, pc_str v) {
    for (pc_str name; pc_str_cut(&v, ',', &name);) switch_one(a, o, name, false);
}

/* Options that are a bool of own: their field is its offset there. */
static void set_own(pc_args *a, const pc_option *o, pc_str v) {
    *(bool *)((char *)a->own + o->field) = pc_str_eqz(v, "true");
}

static const pc_option options[] = {
    {0, "json", NULL, PC_ARG_BOOL, NULL, set_own, offsetof(own, json),
     "findings as JSON, for other programs"},
    {0, "disable", NULL, PC_ARG_REQUIRED, "NAME[,NAME]", disable, 0,
     "leave checks out, or 'all' of them"},
    {0, "enable", NULL, PC_ARG_REQUIRED, "NAME[,NAME]", enable, 0,
     "take checks in again (--disable all --enable same-doi)"},
    {0, "list-checks", NULL, PC_ARG_BOOL, NULL, set_own, offsetof(own, list),
     "print what is looked for, and when"},
    {0, "strict", NULL, PC_ARG_BOOL, NULL, set_own, offsetof(own, strict),
     "warnings count as errors for the exit status"},
};
static const char *const shared[] = {"from",   "output", "metadata",    "site",  "config",
                                     "drafts", "future", "unpublished", "limit", "verbose",
                                     "quiet",  "log",    "color",       "help",  NULL};

/* --- the list ------------------------------------------------------------------------------------
 */

static void put_wrapped(pc_buf *out, pc_str text, size_t indent, size_t width) {
    size_t column = 0;
    for (pc_str word; pc_str_cut(&text, ' ', &word);) {
        size_t columns = pc_utf8_width(word);
        bool fits = column && column + 1 + columns <= width;
        if (fits) {
            pc_buf_putc(out, ' ');
        } else {
            if (column) pc_buf_putc(out, '\n');
            pc_buf_fill(out, ' ', indent);
            column = 0;
        }
        pc_buf_put(out, word);
        column += columns + fits;
    }
    pc_buf_putc(out, '\n');
}

static pc_exit list(pc_ctx *cx, void *user) {
    enum { INDENT = 4, WIDTH = 76 };
    pc_buf out;
    (void)user;
    pc_buf_init(&out, cx->mem);
    for (size_t i = 0; i < chk_row_count; i++) {
        const chk_row *r = &chk_rows[i];
        const char *help = pc_diag_help(r->code);
        pc_buf_putf(&out, "%s (%s)\n", r->name, pc_level_name(r->level));
        put_wrapped(&out, pc_strz(r->about), INDENT, WIDTH);
        if (*help && !strchr(help, '$'))
            put_wrapped(&out, pc_str_cat(cx->scratch, PC_S("help: "), pc_strz(help)), INDENT,
                        WIDTH);
    }
    cx->raw_output = pc_buf_take(&out, cx->arena);
    cx->stopped = true;
    return PC_EXIT_OK;
}

/* --- inputs --------------------------------------------------------------------------------------
 */

typedef struct work {
    pc_ctx *cx;
    chk *c;
    pc_diags *said;       /* what the program itself has to say */
    pc_diags reading;     /* what is said meanwhile */
    jek_inspection *site; /* of the input at hand; NULL: it is a text by itself */
} work;

/* Of the page at hand, for its links. */
typedef struct site_page {
    jek_inspection *site;
    size_t i;
} site_page;

static bool leads(void *user, pc_str url) {
    const site_page *p = user;
    return jek_inspect_leads(p->site, p->i, url);
}

static void add_data(void *user, const pc_value *v) {
    chk_data(user, v);
}

/* An include that is not there is no fault of a page whose site is not known. */
static bool owned(void *user, const chk_row *row, pc_pos pos) {
    const work *w = user;
    if (!pos || !w->site) return pos > 0;
    if (row->code == PC_DIAG_INCLUDE_MISSING && !jek_inspect_sited(w->site)) return false;
    return row->stops || jek_inspect_owns(w->site, pos);
}

static void check_site(work *w) {
    jek_inspection *x = w->site;
    size_t n = jek_inspect_count(x);
    jek_inspected *v = PC_NEW_N(w->cx->arena, jek_inspected, n + 1);
    for (size_t i = 0; i < n; i++)
        if (jek_inspect_read(x, i, &v[i]) != PC_OK) v[i] = (jek_inspected){.work = true};
    jek_inspect_data(x, add_data, w->c);
    for (size_t i = 0; i < n; i++) {
        site_page *p = PC_NEW(w->cx->arena, site_page);
        *p = (site_page){x, i};
        if (!v[i].made && !v[i].work) pc_recognise(w->cx, &v[i].doc, w->cx->to);
        chk_page page = {.blocks = v[i].doc.blocks,
                         .made = v[i].made,
                         .leads = jek_inspect_sited(x) ? leads : NULL,
                         .user = p};
        chk_page_add(w->c, &page);
    }
}

static void check_text(work *w, pc_str format, const pc_source *src) {
    pc_doc doc = {0};
    if (pc_read_as(w->cx, format, src, &doc) != PC_OK) return;
    pc_recognise(w->cx, &doc, w->cx->to);
    chk_page_add(w->c, &(chk_page){.blocks = doc.blocks});
}

/* Markdown and HTML are pages of a site, with or without front matter. */
static pc_str guess_from(const pc_ctx *cx, pc_str path, pc_str text) {
    static const char *const pages[] = {"gfm", "html"};
    pc_str name = pc_guess_reader(cx->registry, path, text);
    for (size_t i = 0; i < PC_COUNT(pages); i++)
        if (pc_str_eqz(name, pages[i])) return pc_strz(pc_reader_jekyll.name);
    return name;
}

/* A file of _data. */
static bool is_yaml(pc_str path) {
    pc_str ext = pc_path_ext(path);
    return pc_str_ieqz(ext, ".yml") || pc_str_ieqz(ext, ".yaml");
}

static pc_exit check_input(work *w, const pc_job *job, pc_str path) {
    const pc_reader *reader;
    pc_format format;
    pc_ctx *cx = w->cx;
    w->site = NULL;
    bool folder = pc_io_is_dir(pc_str_dupz(cx->scratch, path));
    pc_str jekyll = pc_strz(pc_reader_jekyll.name);
    const pc_source *src = folder ? NULL : pc_ctx_load(cx, pc_str_dupz(cx->scratch, path), 0);
    if (!folder && !src) return PC_EXIT_IO;
    pc_str spec = job->from.n ? job->from : folder ? jekyll : guess_from(cx, path, src->text);
    if (!pc_format_reader(cx, spec, &reader, &format)) return PC_EXIT_UNKNOWN_READER;
    cx->from = format.name;
    cx->exts = format.exts;
    bool site = reader == &pc_reader_jekyll;
    if (folder && !site) {
        pc_diag(cx->diags, PC_DIAG_IO, 0, "%.*s is a folder, and format %s is read from files",
                PC_F(path), reader->name);
        return PC_EXIT_IO;
    }
    w->site = !site           ? NULL
              : folder        ? jek_inspect_folder(cx, path)
              : is_yaml(path) ? jek_inspect_file(cx, src)
                              : jek_inspect_page(cx, src);
    if (w->site)
        check_site(w);
    else if (!site)
        check_text(w, spec, src);
    return site && !w->site ? PC_EXIT_IO : PC_EXIT_OK;
}

/* What is said while an input is read is the author's business or the program's. */
static pc_exit check_one(work *w, const pc_job *job, pc_str path) {
    pc_diags_init(&w->reading, w->cx->arena, w->cx->sources);
    w->cx->diags = &w->reading;
    pc_exit status = check_input(w, job, path);
    w->cx->diags = w->said;
    chk_adopt(w->c, &w->reading, w->said, owned, w);
    return status && !w->said->count[PC_LEVEL_ERROR] ? PC_EXIT_OK : status;
}

static pc_str report(pc_ctx *cx, const pc_args *a, const pc_diags *found, size_t entries) {
    pc_buf out;
    pc_buf_init(&out, cx->mem);
    if (((const own *)a->own)->json)
        chk_report_json(&out, found, entries);
    else
        chk_report_text(&out, found, entries, a->coloured);
    return pc_buf_take(&out, cx->arena);
}

static void take_metadata(pc_ctx *cx, const pc_value *given) {
    pc_meta m = pc_meta_from_value(cx->arena, given);
    if (m.tag == PC_MetaMap) cx->cli_metadata = m.u.map;
}

static pc_exit check(pc_ctx *cx, void *user) {
    static const pc_str standard_input = PC_LIT("-");
    const pc_args *a = user;
    const own *x = a->own;
    work w = {.cx = cx, .said = cx->diags};
    w.c = chk_new(cx->arena, cx->scratch, cx->sources, &x->options);
    cx->to = PC_S("html");
    take_metadata(cx, &a->job.metadata);
    const pc_str *inputs = a->job.ninputs ? a->job.inputs : &standard_input;
    pc_exit status = PC_EXIT_OK;
    for (size_t i = 0; i < (a->job.ninputs ? a->job.ninputs : 1); i++) {
        pc_exit one = check_one(&w, &a->job, inputs[i]);
        if (one > status) status = one;
    }
    const pc_diags *found = chk_done(w.c);
    cx->raw_output = report(cx, a, found, chk_entries(w.c));
    cx->stopped = !status || found->n;
    bool wrong = found->count[PC_LEVEL_ERROR] || (x->strict && found->count[PC_LEVEL_WARNING]);
    return status ? status : wrong ? PC_EXIT_FINDINGS : PC_EXIT_OK;
}

/* The year of an instant, to a day: 400 years of the Gregorian calendar have 146,097 days. */
static int64_t year_of(int64_t seconds) {
    enum { YEAR = 31556952 }; /* 146,097 days of 86,400 seconds / 400 */
    return 1970 + seconds / YEAR;
}

static pc_exit run(pc_args *a) {
    own *x = a->own;
    x->options.year = year_of(a->job.options.now);
    return pc_job_do(a->arena->mem, &a->job, x->list ? list : check, a);
}

const pc_command pc_command_check = {
    .name = "check",
    .usage = "[OPTIONS] [PAGES AND SITES]",
    .summary = "report what is wrong with the publications of a page or site",
    .about =
        "Reports links that lead nowhere, identifiers that are none or stand with two titles,\n"
        "entries that stand twice, names written in two ways, marks without an explanation,\n"
        "years that disagree, YAML that is not what it looks like, and more:\n"
        "    pubconv check publications.md\n"
        "    pubconv check --json --disable owner-absent,name-variant ~/mysite\n"
        "A comment with pubconv-ignore NAME leaves findings out of its line and the next.\n"
        "Exit status: 0 no errors (there may be warnings), 1 errors, or with --strict warnings;\n"
        "or a file could not be read. Others as for conversions.\n",
    .options = options,
    .noptions = PC_COUNT(options),
    .shared = shared,
    .own_size = sizeof(own),
    .run = run,
};
