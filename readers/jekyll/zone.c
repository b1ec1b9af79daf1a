/* Time zones by name, from the system's zone files (RFC 8536). Past the last change in the file,
 * its last offset stays. */
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/site.h"

/* How a zone shows time for a while. */
typedef struct jek_local {
    int32_t offset; /* seconds east of Greenwich */
    pc_str name;    /* EST */
} jek_local;

typedef struct jek_tz {
    size_t n;
    const int64_t *at;
    const jek_local *shown; /* from at[i] on */
    jek_local first;
    struct jek_rule {
        bool dst;
        jek_local std, summer;
        int from_month, from_week, to_month, to_week; /* on Sundays */
        int32_t from_time, to_time;                   /* local seconds */
    } rule;
} jek_tz;

static int64_t big(const unsigned char *p, int n) {
    uint64_t v = p[0] & 0x80 ? ~UINT64_C(0) : 0;
    for (int i = 0; i < n; i++) v = v << 8 | p[i];
    return (int64_t)v;
}

typedef struct header {
    size_t utc, std, leap, times, types, chars;
} header;

static header read_header(const unsigned char *p) {
    return (header){(size_t)big(p + 20, 4), (size_t)big(p + 24, 4), (size_t)big(p + 28, 4),
                    (size_t)big(p + 32, 4), (size_t)big(p + 36, 4), (size_t)big(p + 40, 4)};
}

static size_t body_size(const header *h, size_t each) {
    return h->times * each + h->times + h->types * 6 + h->chars + h->leap * (each + 4) + h->std +
           h->utc;
}

static int32_t clock_at(pc_str *s) {
    int32_t v = 0, part = 0, unit = 3600;
    bool minus = s->n && s->p[0] == '-';
    if (s->n && (s->p[0] == '-' || s->p[0] == '+')) *s = pc_str_from(*s, 1);
    for (; s->n && (pc_is_digit(s->p[0]) || s->p[0] == ':'); *s = pc_str_from(*s, 1)) {
        if (s->p[0] == ':')
            v += part * unit, part = 0, unit /= 60;
        else
            part = part * 10 + (s->p[0] - '0');
    }
    v += part * unit;
    return minus ? -v : v;
}

/* EST, or <+03>. */
static pc_str zone_name(pc_str *s) {
    pc_str all = *s;
    if (s->n && s->p[0] == '<') {
        size_t end = pc_str_chr(*s, '>', 0);
        *s = pc_str_from(*s, end == PC_NPOS ? s->n : end + 1);
        return pc_str_sub(all, 1, end == PC_NPOS ? all.n : end);
    }
    while (s->n && pc_is_alpha(s->p[0])) *s = pc_str_from(*s, 1);
    return pc_str_sub(all, 0, all.n - s->n);
}

/* ",M3.2.0/2": Sundays only, as every zone in use has it. */
static void change(pc_str *s, int *month, int *week, int32_t *time) {
    *time = 7200;
    *month = *week = 0;
    if (s->n > 1 && s->p[0] == ',' && s->p[1] == 'M') *s = pc_str_from(*s, 2);
    while (s->n && pc_is_digit(s->p[0]))
        *month = *month * 10 + (s->p[0] - '0'), *s = pc_str_from(*s, 1);
    *s = pc_str_from(*s, 1);
    while (s->n && pc_is_digit(s->p[0]))
        *week = *week * 10 + (s->p[0] - '0'), *s = pc_str_from(*s, 1);
    while (s->n && s->p[0] != ',' && s->p[0] != '/') *s = pc_str_from(*s, 1);
    if (s->n && s->p[0] == '/') {
        *s = pc_str_from(*s, 1);
        *time = clock_at(s);
    }
}

/* The POSIX rule at the end of the file: "PST8PDT,M3.2.0,M11.1.0". */
static void read_rule(jek_tz *z, pc_str s) {
    z->rule.std.name = zone_name(&s);
    z->rule.std.offset = -clock_at(&s);
    if (!s.n) return;
    z->rule.summer = (jek_local){z->rule.std.offset + 3600, zone_name(&s)};
    if (s.n && s.p[0] != ',') z->rule.summer.offset = -clock_at(&s);
    if (!s.n || !pc_str_has(s, ",M")) return;
    z->rule.dst = true;
    change(&s, &z->rule.from_month, &z->rule.from_week, &z->rule.from_time);
    change(&s, &z->rule.to_month, &z->rule.to_week, &z->rule.to_time);
}

/* The n-th Sunday of a month, in days; week 5 is the last. */
static int64_t sunday(int64_t year, int month, int week) {
    int64_t first = liq_days(year, month, 1);
    int64_t wday = ((first % 7) + 11) % 7;
    int64_t day = first + (7 - wday) % 7 + 7 * (week - 1);
    int64_t next = month == 12 ? liq_days(year + 1, 1, 1) : liq_days(year, month + 1, 1);
    while (day >= next) day -= 7;
    return day;
}

static jek_local by_rule(const jek_tz *z, int64_t utc) {
    if (!z->rule.dst || !z->rule.from_month || !z->rule.to_month) return z->rule.std;
    int64_t year = liq_tm_of(liq_time(utc + z->rule.std.offset, 0, 0, true)).year;
    int64_t from = sunday(year, z->rule.from_month, z->rule.from_week) * 86400 + z->rule.from_time -
                   z->rule.std.offset;
    int64_t to = sunday(year, z->rule.to_month, z->rule.to_week) * 86400 + z->rule.to_time -
                 z->rule.summer.offset;
    bool summer = from < to ? utc >= from && utc < to : utc >= from || utc < to;
    return summer ? z->rule.summer : z->rule.std;
}

/* A type of local time: six bytes, the last an index into the names, which end with NUL. */
static jek_local shown_at(const unsigned char *type, pc_str names) {
    pc_str name = pc_str_from(names, type[5]);
    size_t end = pc_str_chr(name, 0, 0);
    return (jek_local){(int32_t)big(type, 4), pc_str_sub(name, 0, end == PC_NPOS ? 0 : end)};
}

static jek_tz *parse(pc_arena *a, pc_str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    if (s.n < 44 || memcmp(p, "TZif", 4) != 0) return NULL;
    header h = read_header(p);
    size_t each = 4, skip = 44 + body_size(&h, 4);
    if (p[4] >= '2' && skip + 44 <= s.n && skip > 44 - 1) {
        p += skip;
        s = pc_str_from(s, skip);
        h = read_header(p);
        each = 8;
    }
    size_t size = body_size(&h, each);
    if (44 + size > s.n || h.times > s.n || h.types > 256 || !h.types) return NULL;
    const unsigned char *times = p + 44, *kinds = times + h.times * each, *types = kinds + h.times;
    int64_t *at = PC_NEW_N(a, int64_t, h.times);
    jek_local *shown = PC_NEW_N(a, jek_local, h.times);
    pc_str names = {(const char *)types + h.types * 6, h.chars};
    for (size_t i = 0; i < h.times; i++) {
        at[i] = big(times + i * each, (int)each);
        size_t k = kinds[i] < h.types ? kinds[i] : 0;
        shown[i] = shown_at(types + k * 6, names);
    }
    jek_tz *z = PC_NEW(a, jek_tz);
    z->n = h.times;
    z->at = at;
    z->shown = shown;
    z->first = shown_at(types, names);
    z->rule.std = h.times ? shown[h.times - 1] : z->first;
    pc_str rule = pc_str_trim(pc_str_from(s, 44 + size));
    if (each == 8 && rule.n) read_rule(z, rule);
    return z;
}

struct jek_tz *jek_tz_load(pc_ctx *cx, pc_str name) {
    pc_str text, why;
    if (!name.n || name.p[0] == '/' || pc_str_has(name, "..")) return NULL;
    pc_str path = pc_str_cat(cx->arena, PC_S("/usr/share/zoneinfo/"), name);
    if (!pc_io_read(cx->arena, pc_str_dupz(cx->arena, path), &text, &why)) return NULL;
    return parse(cx->arena, text);
}

static jek_local shown_when(const jek_tz *z, int64_t utc) {
    size_t lo = 0, hi = z->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (z->at[mid] <= utc)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (!lo) return z->n ? z->first : by_rule(z, utc);
    return lo == z->n ? by_rule(z, utc) : z->shown[lo - 1];
}

int32_t jek_tz_offset(void *tz, int64_t utc) {
    return shown_when(tz, utc).offset;
}
pc_str jek_tz_name(void *tz, int64_t utc) {
    return shown_when(tz, utc).name;
}
