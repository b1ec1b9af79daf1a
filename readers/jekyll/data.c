/* site.data: a folder is an object whose members are its files (YAML, JSON, CSV, TSV) and folders,
 * each read when it is asked for. */
#include "base/io.h"
#include "base/str.h"
#include "data/json.h"
#include "data/yaml.h"
#include "readers/jekyll/site.h"

typedef struct jek_folder {
    liq_obj obj;
    jek_site *site;
    pc_str dir;
    pc_names names;
    pc_str *keys;       /* of names; empty: not a data file */
    liq_value **values; /* read so far */
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

static pc_value csv_row(pc_arena *a, pc_str *rest, char sep) {
    PC_VEC(pc_value) fields = {0};
    for (bool more = true; more;) {
        pc_str text = csv_field(a, rest, sep, &more);
        pc_vec_push(a, &fields, text.n ? pc_value_str(text) : pc_null);
    }
    return pc_value_list(a, fields.v, fields.n);
}

static pc_value read_csv(pc_arena *a, pc_str text, char sep) {
    PC_VEC(pc_value) rows = {0};
    pc_value head = csv_row(a, &text, sep);
    while (text.n) {
        pc_value row = csv_row(a, &text, sep);
        size_t n = head.as.of.n;
        if (row.as.of.n == 1 && row.u.list[0].kind == PC_NULL) continue; /* an empty line */
        pc_pair *pairs = PC_NEW_N(a, pc_pair, n);
        for (size_t i = 0; i < n; i++)
            pairs[i] = (pc_pair){.key = pc_value_text(&head.u.list[i]),
                                 .value = i < row.as.of.n ? row.u.list[i] : pc_null};
        pc_vec_push(a, &rows, pc_value_map(a, pairs, n));
    }
    return pc_value_list(a, rows.v, rows.n);
}

/* Key of a file or folder: Jekyll drops what is no word character, and joins at spaces. */
static pc_str key_of(pc_arena *a, pc_str name, bool folder) {
    if (!folder) name.n -= pc_path_ext(name).n;
    char *out = pc_alloc_text(a, name.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < name.n; i++) {
        int c = (unsigned char)name.p[i];
        if (pc_is_space(c)) {
            if (n && out[n - 1] != '_') out[n++] = '_';
        } else if (pc_is_alnum(c) || c == '_' || c == '-' || c >= 0x80) {
            out[n++] = (char)c;
        }
    }
    return (pc_str){out, n};
}

static bool is_data(pc_str name) {
    static const char *const exts[] = {".yaml", ".yml", ".json", ".csv", ".tsv"};
    for (size_t i = 0; i < PC_COUNT(exts); i++)
        if (pc_str_eqz(pc_path_ext(name), exts[i])) return true;
    return false;
}

static liq_value open_folder(jek_site *s, pc_str dir);

static liq_value read_file(jek_site *s, pc_str path) {
    pc_arena *a = s->cx->arena;
    pc_value *v = PC_NEW(a, pc_value);
    pc_str ext = pc_path_ext(path);
    pc_source *src = pc_ctx_load(s->cx, pc_str_dupz(a, jek_shown(s, path)), 0);
    if (!src) return liq_nil();
    bool ok = true;
    if (pc_str_eqz(ext, ".csv"))
        *v = read_csv(a, src->text, ',');
    else if (pc_str_eqz(ext, ".tsv"))
        *v = read_csv(a, src->text, '\t');
    else if (pc_str_eqz(ext, ".json"))
        ok = pc_json_read(a, src, s->cx->diags, v);
    else
        ok = pc_yaml_read(a, src, 0, src->text.n, s->cx->diags, v);
    if (!ok || v->kind == PC_NULL)
        return liq_bool(false); /* an empty file is false in Ruby's YAML */
    return liq_from_data(NULL, v);
}

static bool folder_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    (void)r;
    jek_folder *f = (jek_folder *)o;
    for (size_t i = 0; i < f->names.n; i++) {
        if (!f->keys[i].n || !pc_str_eq(f->keys[i], key)) continue;
        if (!f->values[i]) {
            pc_str path = pc_path_join(f->site->cx->arena, f->dir, f->names.v[i]);
            f->values[i] = PC_NEW(f->site->cx->arena, liq_value);
            bool dir = pc_io_is_dir(pc_str_dupz(f->site->cx->arena, path));
            *f->values[i] = dir ? open_folder(f->site, path) : read_file(f->site, path);
        }
        *out = *f->values[i];
        return true;
    }
    return false;
}

static bool folder_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    jek_folder *f = (jek_folder *)o;
    for (size_t k = 0; k < f->names.n; k++)
        if (f->keys[k].n && i-- == 0) {
            *out = f->keys[k];
            return true;
        }
    return false;
}

static const liq_class folder_class = {"data", folder_get, folder_key, NULL};

static liq_value open_folder(jek_site *s, pc_str dir) {
    pc_arena *a = s->cx->arena;
    jek_folder *f = PC_NEW(a, jek_folder);
    *f = (jek_folder){.obj = {&folder_class}, .site = s, .dir = dir};
    f->names = pc_io_list(a, pc_str_dupz(a, dir));
    if (f->names.n == (size_t)-1) f->names.n = 0;
    f->keys = PC_NEW_N(a, pc_str, f->names.n + 1);
    f->values = PC_NEW_N(a, liq_value *, f->names.n + 1);
    for (size_t i = 0; i < f->names.n; i++) {
        bool outside;
        pc_str real = jek_inside(s, dir, f->names.v[i], &outside);
        bool folder = real.n && pc_io_is_dir(pc_str_dupz(a, real));
        f->values[i] = NULL;
        f->keys[i] = PC_S("");
        if (outside)
            pc_diag(s->cx->diags, PC_DIAG_INCLUDE_OUTSIDE, 0,
                    "data '%.*s' leads out of the site's folder", PC_F(f->names.v[i]));
        else if (real.n && f->names.v[i].p[0] != '.' && (folder || is_data(f->names.v[i])))
            f->keys[i] = key_of(a, f->names.v[i], folder);
    }
    return liq_object(&f->obj);
}

liq_value jek_data_value(jek_site *s) {
    bool outside;
    if (s->data.kind != LIQ_NIL) return s->data;
    pc_str dir = jek_inside(s, s->root, jek_config_text(s, "data_dir"), &outside);
    s->data = dir.n ? open_folder(s, dir) : liq_map(NULL, 0);
    return s->data;
}
