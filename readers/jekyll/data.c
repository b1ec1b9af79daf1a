/* site.data: a folder is an object whose members are its files (YAML, JSON, CSV, TSV) and folders,
 * each read when it is asked for. */
#include "base/io.h"
#include "base/str.h"
#include "data/json.h"
#include "data/yaml.h"
#include "readers/jekyll/folder.h"

typedef struct jek_entry {
    pc_str key, path; /* path: of the last one of this key */
    bool folder;
    const pc_value *data; /* of a file that has been read, and could be */
    liq_value *value;     /* NULL: not read yet */
} jek_entry;

typedef struct jek_folder {
    liq_obj obj;
    jek_site *site;
    PC_VEC(jek_entry) entries;
} jek_folder;

/* The end of the quoted text that begins at s.p[0]: behind its quote, or the end. */
static size_t csv_quoted_end(pc_str s) {
    for (size_t i = 1; (i = pc_str_chr(s, '"', i)) != PC_NPOS; i += 2)
        if (i + 1 == s.n || s.p[i + 1] != '"') return i + 1;
    return s.n;
}

/* A field as written: "" stands for a quote within quotes, and carriage returns outside of them go.
 */
static pc_str csv_unquote(pc_arena *a, pc_str s, size_t quoted) {
    if (!quoted && pc_str_chr(s, '\r', 0) == PC_NPOS) return s;
    char *out = pc_alloc_text(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool quote = i < quoted && s.p[i] == '"';
        bool twice = quote && i && i + 1 < quoted && s.p[i + 1] == '"';
        if (quote ? twice : i < quoted || s.p[i] != '\r') out[n++] = s.p[i];
        i += twice;
    }
    return (pc_str){out, n};
}

/* The rows of a CSV file: maps of strings by the header line. Quotes as RFC 4180 has them. */
static pc_str csv_field(pc_arena *a, pc_str *rest, char sep, bool *more) {
    size_t quoted = rest->n && rest->p[0] == '"' ? csv_quoted_end(*rest) : 0, i = quoted;
    while (i < rest->n && rest->p[i] != sep && rest->p[i] != '\n') i++;
    pc_str field = csv_unquote(a, pc_str_sub(*rest, 0, i), quoted);
    *more = i < rest->n && rest->p[i] == sep;
    *rest = pc_str_from(*rest, i < rest->n ? i + 1 : i);
    return field;
}

/* A field that is empty without quotes is nothing. */
static pc_value csv_row(pc_arena *a, pc_str *rest, char sep) {
    PC_VEC(pc_value) fields = {0};
    for (bool more = true; more;) {
        bool quoted = rest->n && rest->p[0] == '"';
        pc_str text = csv_field(a, rest, sep, &more);
        pc_vec_push(a, &fields, text.n || quoted ? pc_value_str(text) : pc_null);
    }
    return pc_value_list(a, fields.v, fields.n);
}

/* The names of the columns, and where each is in a row: of equal ones the first counts. */
typedef struct csv_head {
    PC_VEC(pc_pair) columns; /* with nothing as their values */
    PC_VEC(size_t) places;
    size_t width; /* with the equal ones */
} csv_head;

static csv_head csv_header(pc_arena *a, const pc_value *row) {
    csv_head head = {.width = row->as.of.n};
    pc_map seen = {0};
    for (size_t i = 0; i < row->as.of.n; i++) {
        pc_str key = pc_value_text(&row->u.list[i]);
        if (pc_map_has(&seen, key)) continue;
        pc_map_set(a, &seen, key, NULL);
        pc_vec_push(a, &head.columns, ((pc_pair){.key = key}));
        pc_vec_push(a, &head.places, i);
    }
    return head;
}

static pc_value csv_record(pc_arena *a, const csv_head *head, const pc_value *row) {
    pc_pair *pairs = PC_NEW_N(a, pc_pair, head->columns.n + 1);
    for (size_t k = 0; k < head->columns.n; k++) {
        size_t i = head->places.v[k];
        pairs[k] = head->columns.v[k];
        pairs[k].value = i < row->as.of.n ? row->u.list[i] : pc_null;
    }
    bool more = row->as.of.n > head->width; /* what has no name is nil's, the first of it */
    if (more) pairs[head->columns.n] = (pc_pair){.plain = true, .value = row->u.list[head->width]};
    return pc_value_map(a, pairs, head->columns.n + more);
}

static pc_value read_csv(pc_arena *a, pc_str text, char sep) {
    PC_VEC(pc_value) rows = {0};
    pc_value first = csv_row(a, &text, sep);
    csv_head head = csv_header(a, &first);
    while (text.n) {
        pc_value row = csv_row(a, &text, sep);
        pc_vec_push(a, &rows, csv_record(a, &head, &row));
    }
    return pc_value_list(a, rows.v, rows.n);
}

/* Key of a file or folder, as sanitize_filename in data_reader.rb: what is no word character of
 * ASCII goes, white space becomes one "_"; before the first word it goes, too. */
static pc_str key_of(pc_arena *a, pc_str name) {
    char *out = pc_alloc_text(a, name.n + 1);
    size_t n = 0, i = 0;
    while (i < name.n && pc_is_space(name.p[i])) i++;
    if (i < name.n && !(pc_is_alnum(name.p[i]) || name.p[i] == '_')) i = 0;
    for (; i < name.n; i++) {
        int c = (unsigned char)name.p[i];
        if (pc_is_space(c)) {
            if (!n || out[n - 1] != '_' || name.p[i - 1] == '_') out[n++] = '_';
        } else if (pc_is_alnum(c) || c == '_' || c == '-') {
            out[n++] = (char)c;
        }
    }
    return (pc_str){out, n};
}

static liq_value open_folder(jek_site *s, pc_str dir);

/* Jekyll reads JSON as YAML, too; what only JSON allows stops it, and is read as JSON here. */
static bool read_json(jek_site *s, const pc_source *src, pc_value *out) {
    pc_ctx *cx = s->cx;
    pc_diags quiet;
    pc_diags_init(&quiet, cx->arena, cx->sources);
    return pc_yaml_read(cx->arena, src, 0, src->text.n, &quiet, out) ||
           pc_json_read(cx->arena, src, cx->diags, out);
}

/* NULL after a diagnostic. */
static const pc_value *read_file(jek_site *s, pc_str path) {
    pc_arena *a = s->cx->arena;
    pc_value *v = PC_NEW(a, pc_value);
    pc_str ext = pc_path_ext(path);
    pc_source *src = pc_ctx_load(s->cx, pc_str_dupz(a, jek_shown(s, path)), 0);
    if (!src) return NULL;
    bool ok = true;
    if (pc_str_eqz(ext, ".csv"))
        *v = read_csv(a, src->text, ',');
    else if (pc_str_eqz(ext, ".tsv"))
        *v = read_csv(a, src->text, '\t');
    else if (pc_str_eqz(ext, ".json"))
        ok = read_json(s, src, v);
    else
        ok = pc_yaml_read(a, src, 0, src->text.n, s->cx->diags, v);
    return ok ? v : NULL;
}

static void read_entry(jek_folder *f, jek_entry *e) {
    if (e->value) return;
    liq_value v = liq_nil();
    if (e->folder)
        v = open_folder(f->site, e->path);
    else if ((e->data = read_file(f->site, e->path)))
        v = liq_from_data(NULL, e->data);
    e->value = PC_NEW(f->site->cx->arena, liq_value);
    *e->value = v;
}

static bool folder_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    (void)r;
    jek_folder *f = (jek_folder *)o;
    for (size_t i = 0; i < f->entries.n; i++) {
        jek_entry *e = &f->entries.v[i];
        if (!pc_str_eq(e->key, key)) continue;
        read_entry(f, e);
        *out = *e->value;
        return true;
    }
    return false;
}

static bool folder_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    jek_folder *f = (jek_folder *)o;
    if (i < f->entries.n) *out = f->entries.v[i].key;
    return i < f->entries.n;
}

static const liq_class folder_class = {
    .name = "data", .get = folder_get, .key = folder_key, .hash = true};

/* The last file of a key is the one that counts, in the first one's place. */
static void add_entry(jek_folder *f, pc_str name, bool folder, pc_str path) {
    pc_arena *a = f->site->cx->arena;
    if (!folder) name.n -= pc_path_ext(name).n;
    jek_entry e = {.key = key_of(a, name), .path = path, .folder = folder};
    for (size_t i = 0; i < f->entries.n; i++)
        if (pc_str_eq(f->entries.v[i].key, e.key)) {
            f->entries.v[i] = e;
            return;
        }
    pc_vec_push(a, &f->entries, e);
}

/* What data may be written in, in the order in which Jekyll asks for them; then come folders. */
static const char *const kinds[] = {".yaml", ".yml", ".json", ".csv", ".tsv", NULL};

/* One kind of file after another, then folders. */
static liq_value open_folder(jek_site *s, pc_str dir) {
    pc_arena *a = s->cx->arena;
    jek_folder *f = PC_NEW(a, jek_folder);
    *f = (jek_folder){.obj = {&folder_class}, .site = s};
    pc_names names = pc_io_list(a, pc_str_dupz(a, dir));
    for (size_t k = 0; names.n != (size_t)-1 && k < PC_COUNT(kinds); k++)
        for (size_t i = 0; i < names.n; i++) {
            bool outside;
            if (names.v[i].p[0] == '.') continue;
            if (kinds[k] && !pc_str_eqz(pc_path_ext(names.v[i]), kinds[k])) continue;
            pc_str real = jek_inside(s, dir, names.v[i], &outside);
            bool folder = real.n && pc_io_is_dir(pc_str_dupz(a, real));
            if (outside && !kinds[k]) /* once, where each name comes by */
                pc_diag_span(s->cx->diags, PC_DIAG_INCLUDE_OUTSIDE, 0, 0,
                             PC_S("data stay inside the site's folder"),
                             "data '%.*s' leads out of the site's folder", PC_F(names.v[i]));
            else if (real.n && folder == !kinds[k])
                add_entry(f, names.v[i], folder, real);
        }
    return liq_object(&f->obj);
}

liq_value jek_data_value(jek_site *s) {
    bool outside;
    if (s->data.kind != LIQ_NIL) return s->data;
    pc_str name = jek_config_text(s, "data_dir"), dir = jek_inside(s, s->root, name, &outside);
    if (outside)
        pc_diag_span(s->cx->diags, PC_DIAG_INCLUDE_OUTSIDE, 0, 0,
                     PC_S("data stay inside the site's folder"),
                     "the folder of data '%.*s' leads out of the site's folder", PC_F(name));
    s->data = dir.n ? open_folder(s, dir) : liq_map(NULL, 0);
    return s->data;
}

static void each_file(jek_folder *f, bool all, jek_data_fn each, void *user) {
    for (size_t i = 0; i < f->entries.n; i++) {
        jek_entry *e = &f->entries.v[i];
        if (all) read_entry(f, e);
        if (e->data) each(user, e->data);
        if (e->folder && e->value) each_file((jek_folder *)e->value->u.obj, all, each, user);
    }
}

void jek_data_each(jek_site *s, bool all, jek_data_fn each, void *user) {
    if (all) jek_data_value(s);
    if (s->data.kind == LIQ_OBJ) each_file((jek_folder *)s->data.u.obj, all, each, user);
}

bool jek_data_path(const jek_site *s, pc_str *name) {
    pc_str dir = pc_str_cat(s->cx->scratch, jek_config_text(s, "data_dir"), PC_S("/"));
    bool within = pc_str_starts(*name, dir);
    if (within) *name = pc_str_from(*name, dir.n);
    for (size_t i = 0; kinds[i]; i++)
        if (pc_str_endsz(*name, kinds[i])) name->n -= strlen(kinds[i]);
    return within;
}

static void add_names(const jek_folder *f, pc_str before, jek_names *out) {
    pc_arena *a = f->site->cx->arena;
    for (size_t i = 0; i < f->entries.n; i++) {
        const jek_entry *e = &f->entries.v[i];
        pc_str name = pc_str_cat(a, before, e->key);
        if (!e->folder)
            pc_vec_push(a, out, name);
        else if (e->value)
            add_names((const jek_folder *)e->value->u.obj, pc_str_cat(a, name, PC_S("/")), out);
    }
}

static void pass_over(void *user, const pc_value *v) {
    (void)user, (void)v;
}

void jek_data_names(jek_site *s, jek_names *out) {
    jek_data_each(s, true, pass_over, NULL);
    if (s->data.kind == LIQ_OBJ)
        add_names((const jek_folder *)s->data.u.obj,
                  pc_str_cat(s->cx->arena, jek_config_text(s, "data_dir"), PC_S("/")), out);
}
