/* Fields that an entry has from others: BibTeX's crossref, biblatex's crossref with the names that
 * fields have in the child (manual, appendix B), and xdata. */
#include "base/str.h"
#include "base/utf8.h"
#include "readers/bibtex/bt.h"

/* Never inherited: they say what an entry is, not what the work is. */
static const char *const own[] = {"crossref",      "xref",         "xdata",     "ids",
                                  "entryset",      "entrysubtype", "execute",   "label",
                                  "options",       "presort",      "related",   "relatedoptions",
                                  "relatedstring", "relatedtype",  "shorthand", "shorthandintro",
                                  "sortkey",       "bibtex_show",  "selected",  "abbr",
                                  "preview",       "abstract",     "keywords"};

/* From an entry of one of [parents] to one of [children]: the parent's field is the child's. An
 * empty `to`: it stays behind. */
static const struct {
    const char *parents, *children, *from, *to;
} renamed[] = {
#define BT_INHERIT(parents, children, from, to) {parents, children, from, to},
#include "readers/bibtex/bt_inherit.def"
#undef BT_INHERIT
};

static bool listed(const char *list, pc_str word) {
    pc_str rest = pc_strz(list), one;
    while (pc_str_cut(&rest, ' ', &one))
        if (pc_str_eq(one, word)) return true;
    return false;
}

static bool stays(pc_str name) {
    for (size_t i = 0; i < PC_COUNT(own); i++)
        if (pc_str_eqz(name, own[i])) return true;
    return false;
}

static void give(bt *b, bt_entry *e, bt_field f) {
    if (bt_get(e, f.name) || !bt_take(b, f.value.n)) return;
    f.along = false;
    bt_add(b, e, f);
}

/* Hands the field on under other names; false when it keeps its own. */
static bool rename_field(bt *b, bt_entry *e, const bt_entry *parent, bt_field f, bool give_it) {
    bool moved = false;
    for (size_t k = 0; k < PC_COUNT(renamed); k++) {
        if (!pc_str_eqz(f.name, renamed[k].from) || !listed(renamed[k].parents, parent->type) ||
            !listed(renamed[k].children, e->type))
            continue;
        moved = true;
        bt_field g = f;
        g.name = pc_strz(renamed[k].to);
        bt_field *same = bt_get(e, f.name); /* the book's author, who is the part's own, too */
        if (same && pc_str_eq(same->value, f.value) && pc_str_eqz(g.name, "bookauthor")) continue;
        if (give_it && g.name.n) give(b, e, g);
    }
    return moved;
}

/* A field of its own name goes before one that has got that name: a parent's booktitle before its
 * title. */
static void inherit_from(bt *b, bt_entry *e, const bt_entry *parent, bool xdata) {
    if (!bt_take(b, parent->fields.n * sizeof(bt_field))) return; /* empty ones count, too */
    for (int pass = 0; pass < (xdata ? 1 : 2); pass++)
        for (size_t i = 0; i < parent->fields.n; i++) {
            bt_field f = parent->fields.v[i];
            bool moved = !xdata && rename_field(b, e, parent, f, pass == 1);
            bool gone = xdata ? pc_str_eqz(f.name, "xdata") : stays(f.name);
            if (!moved && !gone && pass == 0) give(b, e, f);
        }
}

static void fold_keys(bt *b) {
    for (size_t i = 0; i < b->entries.n; i++) {
        pc_str folded = pc_utf8_lower(b->scratch, b->entries.v[i]->key);
        if (folded.n && !pc_map_has(&b->folded, folded))
            pc_map_set(b->scratch, &b->folded, folded, b->entries.v[i]);
    }
}

/* The entry with this very key, else one whose key differs in capitals only, as BibTeX takes them;
 * NULL when there is none. */
static bt_entry *entry_of(bt *b, pc_str key) {
    bt_entry *e = pc_map_get(&b->keys, key);
    if (!e && !b->folded.n) fold_keys(b);
    return e ? e : pc_map_get(&b->folded, pc_utf8_lower(b->scratch, key));
}

/* biber keeps keys apart that BibTeX does not. */
static void say_capitals(bt *b, const bt_entry *e, const bt_entry *parent, pc_str key,
                         const bt_field *f) {
    if (b->dialect != BIB_BIBLATEX || pc_str_eq(parent->key, key)) return;
    pc_str help = pc_str_fmt(b->cx->diags->arena, "write it as '%.*s'", PC_F(parent->key));
    bt_say(b, f->pos, f->pos + (pc_pos)f->value.n, help,
           "%.*s refers to '%.*s': biber minds capitals, and finds no such entry", PC_F(e->key),
           PC_F(key));
}

static void resolve(bt *b, bt_entry *e, int depth);

static void resolve_list(bt *b, bt_entry *e, const char *name, int depth) {
    enum { DEEPEST = 64 };
    bt_field *f = bt_get(e, pc_strz(name));
    if (!f) return;
    f->used = true;
    pc_str rest = f->value, key;
    pc_pos pos = f->pos;
    while (pc_str_cut(&rest, ',', &key)) {
        key = pc_str_trim(key);
        if (!key.n) continue;
        bt_entry *parent = entry_of(b, key);
        if (parent && depth < DEEPEST) resolve(b, parent, depth + 1);
        if (!parent || parent->inherited != BT_DONE)
            bt_say(b, pos, pos + (pc_pos)f->value.n,
                   PC_S("its fields are those that it has itself"),
                   depth >= DEEPEST ? "%.*s refers to '%.*s', the last of too many"
                   : parent         ? "%.*s refers to '%.*s', which leads back here"
                                    : "%.*s refers to '%.*s', and there is no such entry",
                   PC_F(e->key), PC_F(key));
        else {
            say_capitals(b, e, parent, key, f);
            inherit_from(b, e, parent, pc_str_eqz(parent->type, "xdata"));
        }
        f = bt_get(e, pc_strz(name)); /* the list of fields may have moved */
    }
}

static void resolve(bt *b, bt_entry *e, int depth) {
    if (e->inherited != BT_NEW) return;
    e->inherited = BT_BUSY;
    resolve_list(b, e, "xdata", depth);
    resolve_list(b, e, "crossref", depth);
    e->inherited = BT_DONE;
}

void bt_inherit(bt *b) {
    for (size_t i = 0; i < b->entries.n; i++) resolve(b, b->entries.v[i], 0);
}
