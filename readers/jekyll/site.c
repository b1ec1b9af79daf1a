/* Finding a site, and which of its files Jekyll sees. */
#include "readers/jekyll/site.h"

#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"

#include <fnmatch.h>

/* The nearest folder above [file] with a _config.yml; empty when there is none. */
static pc_str find_root(pc_ctx *cx, pc_str file) {
    pc_str dir = pc_path_dir(file);
    dir = pc_io_real(cx->arena, dir.n ? pc_str_dupz(cx->scratch, dir) : ".");
    while (dir.n) {
        if (jek_config_file(cx, dir).n) return dir;
        pc_str up = pc_path_dir(dir);
        if (up.n >= dir.n) break;
        dir = up;
    }
    return PC_S("");
}

/* site.time: what the configuration says, else now. */
static liq_value site_time(const jek_site *s) {
    const liq_zone *z = &s->host.zone;
    const pc_value *v = jek_config(s, "time");
    liq_value t;
    if (pc_value_true(v) &&
        (liq_yaml_time(z, pc_value_text(v), &t) || liq_time_parse(z, pc_value_text(v), &t))) {
        if (t.kind == LIQ_DATE) return liq_zone_make(z, t.u.i, 0, 0);
        t.x.zone.nano = 0;
        return liq_zone_local(z, t);
    }
    return liq_zone_local(z, liq_time(z->now, 0, 0, false));
}

static struct jek_tz *zone_of(const jek_site *s) {
    pc_str name = jek_config_text(s, "timezone");
    return jek_tz_load(s->cx, name.n ? name : s->cx->options->timezone);
}

jek_site *jek_site_open(pc_ctx *cx, pc_str file) {
    jek_site *s = PC_NEW(cx->arena, jek_site);
    s->obj.cls = &jek_site_class;
    s->cx = s->at = cx;
    s->exts = cx->exts;
    if (cx->options->site.n) {
        s->root = pc_io_real(cx->arena, pc_str_dupz(cx->scratch, cx->options->site));
        if (!s->root.n)
            pc_diag(cx->diags, PC_DIAG_IO, 0, "no folder '%.*s'", PC_F(cx->options->site));
    } else if (file.n && file.p[0] != '<') {
        s->root = find_root(cx, file);
    }
    if (s->root.n && file.n) jek_set_shown(s, file);
    jek_config_read(s);
    jek_collections_make(s);
    s->tz = zone_of(s);
    jek_host_init(s);
    s->time = site_time(s);
    jek_defaults_read(s);
    jek_plugins_read(s);
    return s;
}

/* --- what Jekyll looks at, as entry_filter.rb ----------------------------------------------------
 */

/* Does a pattern of include or exclude cover the path [rel]? Both stand below the site's folder. A
 * star stands for slashes, too, and every path that begins with the pattern is covered. */
static bool covers(const jek_site *s, const pc_value *pattern, pc_str rel) {
    if (pattern->kind != PC_STRING) return false;
    pc_arena *a = s->cx->scratch;
    pc_str p = pattern->as.text;
    if (p.n && p.p[0] == '/') p = pc_str_from(p, 1);
    if (rel.n && rel.p[0] == '/') rel = pc_str_from(rel, 1);
    pc_mark mark = pc_arena_mark(a);
    bool yes = pc_str_starts(rel, p) || fnmatch(pc_str_dupz(a, p), pc_str_dupz(a, rel), 0) == 0 ||
               (p.n == rel.n + 1 && p.p[rel.n] == '/' && pc_str_starts(p, rel) &&
                pc_io_is_dir(pc_str_dupz(a, pc_path_join(a, s->root, rel))));
    pc_arena_release(a, mark);
    return yes;
}

bool jek_listed(const jek_site *s, const char *key, pc_str rel) {
    const pc_value *list = jek_config(s, key);
    for (size_t i = 0; list && list->kind == PC_LIST && i < list->as.of.n; i++)
        if (covers(s, &list->u.list[i], rel)) return true;
    return false;
}

static bool included(const jek_site *s, pc_str entry) {
    return jek_listed(s, "include", entry) || jek_listed(s, "include", pc_path_base(entry));
}

/* What is excluded and, in the same words, included is not excluded. */
static bool excluded(const jek_site *s, pc_str rel) {
    const pc_value *list = jek_config(s, "exclude"), *in = jek_config(s, "include");
    for (size_t i = 0; i < pc_value_len(list); i++) {
        bool both = false;
        for (size_t k = 0; k < pc_value_len(in) && !both; k++)
            both = pc_value_equal(&list->u.list[i], &in->u.list[k]);
        if (!both && covers(s, &list->u.list[i], rel)) return true;
    }
    return false;
}

static bool special(pc_str name) {
    return name.n && strchr("._#~", name.p[0]);
}

bool jek_skips(const jek_site *s, pc_str base, pc_str entry) {
    if (pc_str_endsz(entry, ".")) return true;
    if (included(s, entry)) return false;
    if (special(entry) || special(pc_path_base(entry)) || pc_str_endsz(entry, "~")) return true;
    pc_arena *a = s->cx->scratch;
    pc_mark mark = pc_arena_mark(a);
    bool yes = excluded(s, base.n ? pc_path_join(a, base, entry) : entry);
    pc_arena_release(a, mark);
    return yes;
}

pc_str jek_inside(const jek_site *s, pc_str base, pc_str rel, bool *outside) {
    *outside = false;
    return s->root.n ? pc_io_inside(s->cx->arena, s->root, base, rel, outside) : PC_S("");
}

bool jek_is_destination(const jek_site *s, pc_str rel) {
    pc_arena *a = s->cx->scratch;
    pc_mark mark = pc_arena_mark(a);
    bool yes = pc_str_eq(jek_config_text(s, "destination"), pc_path_join(a, s->root, rel));
    pc_arena_release(a, mark);
    return yes;
}
