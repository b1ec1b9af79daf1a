/* Emoji by name. The rows hold their text themselves, so that the loader has nothing to do for
 * them; names are found by bisection. */
#include "text/emoji.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"

/* The longest name has 40 bytes, the longest emoji (a kiss of two people) 28. */
enum { EMOJI_NAME_MAX = 40, EMOJI_TEXT_MAX = 28 };

static const struct {
    char name[EMOJI_NAME_MAX + 1], text[EMOJI_TEXT_MAX + 1];
} rows[] = {
#define PC_EMOJI(name, text) {name, text},
#include "text/emoji.def"
#undef PC_EMOJI
};

static pc_str find(pc_str name) {
    size_t lo = 0, hi = PC_COUNT(rows);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = pc_str_cmp(pc_strz(rows[mid].name), name);
        if (c == 0) return pc_strz(rows[mid].text);
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return (pc_str){0};
}

static bool name_char(char c) {
    return pc_is_lower(c) || pc_is_digit(c) || c == '_' || c == '+' || c == '-';
}

size_t pc_emoji_at(pc_str s, size_t at, pc_str *name) {
    if (at >= s.n || s.p[at] != ':') return 0;
    size_t end = at + 1;
    while (end < s.n && end - at <= EMOJI_NAME_MAX && name_char(s.p[end])) end++;
    *name = pc_str_sub(s, at + 1, end);
    if (end >= s.n || s.p[end] != ':' || !find(*name).n) return 0;
    return end + 1 - at;
}

pc_inline pc_emoji_node(pc_arena *a, pc_str name) {
    static const pc_str cls = PC_LIT("emoji");
    pc_key_value pair = {PC_S("data-emoji"), name};
    const pc_attr *attr = pc_attr_new(a, PC_S(""), &cls, 1, &pair, 1);
    return pc_span_node(a, attr, pc_inlines1(a, pc_str_node(find(name))));
}

static bool visit(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    pc_inline_vec v = {0};
    pc_str s = x->tag == PC_Str ? x->u.text : PC_S(""), name;
    size_t from = 0;
    for (size_t i = 0; (i = pc_str_chr(s, ':', i)) != PC_NPOS;) {
        size_t n = pc_emoji_at(s, i, &name);
        if (n) {
            pc_pos pos = x->pos ? x->pos + (pc_pos)i : 0;
            pc_inline before = pc_at(pc_str_node(pc_str_sub(s, from, i)), x->pos);
            if (i > from) pc_vec_push(r->scratch, &v, before);
            pc_inline emoji = pc_at(pc_emoji_node(r->arena, name), pos);
            pc_vec_push(r->scratch, &v, emoji);
            from = i + n;
        }
        i += n ? n : 1;
    }
    if (!v.n) return false;
    pc_inline rest = pc_at(pc_str_node(pc_str_from(s, from)), x->pos);
    if (from < s.n) pc_vec_push(r->scratch, &v, rest);
    *out = pc_inlines_done(r->arena, &v);
    return true;
}

pc_blocks pc_emoji_blocks(pc_arena *a, pc_arena *scratch, pc_blocks xs) {
    pc_rewrite r = {.arena = a, .scratch = scratch, .inlin = visit};
    return pc_rewrite_blocks(&r, xs);
}

pc_meta_map pc_emoji_meta(pc_arena *a, pc_arena *scratch, pc_meta_map m) {
    pc_rewrite r = {.arena = a, .scratch = scratch, .inlin = visit};
    return pc_rewrite_meta(&r, m);
}
