/* The language of .bib files, as bibtex.web (sections 218 to 278) and biber read it.
 *
 * Text outside of entries is a comment. What is wrong is said, and the file is read on where the
 * next thing can begin: a value without its end ends before a line that begins like an entry. */
#include <stdarg.h>

#include "base/str.h"
#include "base/utf8.h"
#include "readers/bibtex/bt.h"

void bt_say(bt *b, pc_pos from, pc_pos to, pc_str help, const char *fmt, ...) {
    va_list ap;
    if (pc_diags_full(b->cx->diags)) return;
    va_start(ap, fmt);
    pc_str text = pc_str_vfmt(b->cx->diags->arena, fmt, ap);
    va_end(ap);
    pc_diag_span(b->cx->diags, PC_DIAG_BIBTEX, from, to, help, "%.*s", PC_F(text));
}

bool bt_take(bt *b, size_t n) {
    if (n <= b->room) {
        b->room -= n;
        return true;
    }
    if (!b->full)
        pc_diag(b->cx->diags, PC_DIAG_LIMIT, 0,
                "macros and inherited fields repeat too much text: some fields are left out");
    b->full = true;
    return false;
}

static pc_pos pos_at(const bt *b, size_t i) {
    return pc_source_pos(b->src, i);
}

static int peek(const bt *b) {
    return b->at < b->s.n ? (unsigned char)b->s.p[b->at] : -1;
}

static size_t behind_space(pc_str s, size_t i) {
    while (i < s.n && pc_is_space((unsigned char)s.p[i])) i++;
    return i;
}

static void skip_space(bt *b) {
    b->at = behind_space(b->s, b->at);
}

static bool take(bt *b, char c) {
    skip_space(b);
    if (peek(b) != c) return false;
    b->at++;
    return true;
}

/* Letters of names: all but white space, control characters and these. */
static bool is_name(unsigned char c) {
    return c > ' ' && c != 0x7f && !strchr("\"#%'(),={}", c);
}

/* A name in small letters; empty when there is none. */
static pc_str name(bt *b) {
    skip_space(b);
    size_t from = b->at;
    while (b->at < b->s.n && is_name((unsigned char)b->s.p[b->at])) b->at++;
    pc_str s = pc_str_sub(b->s, from, b->at);
    for (size_t i = 0; i < s.n; i++)
        if (pc_is_upper((unsigned char)s.p[i])) return pc_utf8_lower(b->a, s);
    return s;
}

/* "@word{" or "@word(" at the beginning of a line: the next entry, whatever was left open. */
static bool entry_begins(pc_str s, size_t i) {
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t')) i++;
    if (i >= s.n || s.p[i] != '@') return false;
    size_t from = ++i;
    while (i < s.n && pc_is_alpha((unsigned char)s.p[i])) i++;
    if (i == from) return false;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t')) i++;
    return i < s.n && (s.p[i] == '{' || s.p[i] == '(');
}

/* --- values --------------------------------------------------------------------------------------
 */

typedef struct value {
    PC_VEC(char) joined; /* when there are several pieces, or a macro */
    pc_str one;
    size_t at; /* of the first piece */
    size_t pieces;
    bool macro;
} value;

static void add_piece(bt *b, value *v, pc_str text, size_t at, bool macro) {
    v->pieces++;
    v->macro |= macro;
    if (v->pieces == 1) {
        v->one = text;
        v->at = at;
        return;
    }
    pc_str all[] = {v->one, text};
    for (int i = v->pieces == 2 ? 0 : 1; i < 2; i++) {
        if (!bt_take(b, all[i].n)) return;
        pc_vec_reserve(b->scratch, &v->joined, all[i].n);
        if (all[i].n) memcpy(v->joined.v + v->joined.n, all[i].p, all[i].n);
        v->joined.n += all[i].n;
    }
}

/* "name =", as fields begin. */
static bool field_begins(pc_str s, size_t at) {
    size_t i = at;
    while (i < s.n && is_name((unsigned char)s.p[i])) i++;
    size_t sign = behind_space(s, i);
    return i > at && sign < s.n && s.p[sign] == '=';
}

/* ", name =" */
static bool field_follows(pc_str s, size_t i) {
    i = behind_space(s, i);
    return i < s.n && s.p[i] == ',' && field_begins(s, behind_space(s, i + 1));
}

/* Whether the quote s[i] is the end of a value, by what follows. */
static bool ends_value(pc_str s, size_t i) {
    i = behind_space(s, i + 1);
    return i < s.n && s.p[i] && strchr(",#})", s.p[i]);
}

/* Whether the quoted value that b->at is in goes on behind a brace too many there: the next quote
 * outside of braces ends a value, and no other entry begins before it. Else the quote is what is
 * wanting, and the brace is the entry's. Each byte is looked at once, whatever stands there. */
static bool goes_on(bt *b) {
    size_t i = b->at;
    if (i < b->ahead.to) return b->ahead.quoted;
    for (int depth = 0; i < b->s.n; i++) {
        char c = b->s.p[i];
        if ((c == '"' && depth == 0) || (c == '\n' && entry_begins(b->s, i + 1))) break;
        depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
    }
    b->ahead.to = i;
    b->ahead.quoted = i < b->s.n && b->s.p[i] == '"' && ends_value(b->s, i);
    return b->ahead.quoted;
}

/* A line that begins with "name = {", or what else a value begins with: where a comma stands before
 * it, it may be a field, whatever is open. */
static bool field_line(pc_str s, size_t i) {
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t')) i++;
    if (!field_begins(s, i)) return false;
    i = behind_space(s, pc_str_chr(s, '=', i) + 1);
    return i < s.n && (s.p[i] == '{' || s.p[i] == '"' || pc_is_alnum((unsigned char)s.p[i]));
}

/* A comma, and a brace on a line below: the entry's. */
static bool ends_line(pc_str s, size_t comma, size_t brace) {
    return s.p[comma] == ',' && pc_str_chr(pc_str_sub(s, comma, brace), '\n', 0) != PC_NPOS;
}

static void say_no_end(bt *b, char close, size_t begin) {
    bt_say(b, pos_at(b, begin), pos_at(b, begin) + 1,
           close == '"' ? PC_S("put a quote at the end of the value")
                        : PC_S("put a closing brace at the end of the value"),
           "this value has no end%s",
           peek(b) == '}'   ? " before the brace that closes the entry"
           : peek(b) == ',' ? " before the next field"
           : b->at < b->s.n ? " before the next entry"
                            : "");
}

/* The quoted value from [from] on, which a brace at [open] keeps from its end, the quote before the
 * next field. */
static pc_str unclosed(bt *b, size_t from, size_t open, size_t quote) {
    if (b->at > b->unclosed) b->unclosed = b->at;
    bt_say(b, pos_at(b, open), 0, PC_S("take it away, or close it before the quote"),
           "this brace is not closed in the quotes");
    b->at = quote + 1;
    return pc_str_sub(b->s, from, quote);
}

/* The braced value from [from] on, whose closing brace is wanting: it ends at the comma before the
 * next field. Those behind it, up to where the search ended, end at the first such comma. */
static pc_str before_field(bt *b, size_t from, size_t comma) {
    if (b->at > b->lacking) b->lacking = b->at;
    b->at = behind_space(b->s, comma + 1);
    if (peek(b) != '}') b->at = comma;
    say_no_end(b, '}', from - 1);
    return pc_str_rtrim(pc_str_sub(b->s, from, comma));
}

/* What stands between b->at and the closing brace; b->at comes behind it. */
static pc_str braced(bt *b) {
    size_t from = b->at, word = from, field = PC_NPOS;
    for (int depth = 0; b->at < b->s.n; b->at++) {
        char c = b->s.p[b->at];
        if (c == '}' && depth == 0) {
            if (ends_value(b->s, b->at)) return pc_str_sub(b->s, from, b->at++);
            if (field == PC_NPOS && ends_line(b->s, word, b->at)) field = word;
            if (field == PC_NPOS) return pc_str_sub(b->s, from, b->at++);
            break;
        }
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (c == '\n' && entry_begins(b->s, b->at + 1)) break;
        bool line = c == '\n' && b->s.p[word] == ',' && field == PC_NPOS;
        if (line && field_line(b->s, b->at + 1)) field = word;
        if (field != PC_NPOS && from < b->lacking) break;
        if (!pc_is_space((unsigned char)c)) word = b->at;
    }
    if (field != PC_NPOS) return before_field(b, from, field);
    say_no_end(b, '}', from - 1);
    return pc_str_rtrim(pc_str_sub(b->s, from, b->at));
}

/* What stands between b->at and the quote, braces balanced; b->at comes behind it. *more: there is
 * a brace too many, the rest of the value stands behind it. */
static pc_str quoted(bt *b, bool *more) {
    size_t from = b->at, open = 0, quote = PC_NPOS;
    int depth = 0;
    for (; b->at < b->s.n; b->at++) {
        char c = b->s.p[b->at];
        if (c == '"' && depth == 0) return pc_str_sub(b->s, from, b->at++);
        if (c == '}' && depth == 0) {
            if (!goes_on(b)) break;
            bt_say(b, pos_at(b, b->at), 0, PC_S("take it away, or put its opening brace before it"),
                   "this brace has no opening one in the quotes");
            *more = true;
            return pc_str_sub(b->s, from, b->at++);
        }
        if (c == '{' && depth == 0) open = b->at;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (c == '"' && quote == PC_NPOS && field_follows(b->s, b->at + 1)) quote = b->at;
        if (quote != PC_NPOS && from < b->unclosed) break;
        if (c == '\n' && entry_begins(b->s, b->at + 1)) break;
    }
    if (quote != PC_NPOS && depth > 0) return unclosed(b, from, open, quote);
    say_no_end(b, '"', from - 1);
    return pc_str_rtrim(pc_str_sub(b->s, from, b->at));
}

static void unknown_macro(bt *b, pc_str word, size_t at) {
    PC_VEC(pc_str) names = {0};
    pc_mark mark = pc_arena_mark(b->scratch);
    for (size_t i = 0; i < b->macros.n && i < 1000; i++)
        pc_vec_push(b->scratch, &names, b->macros.v[i].key);
    pc_str near = pc_did_you_mean(word, names.v, names.n);
    pc_arena *d = b->cx->diags->arena;
    pc_str help = near.n ? pc_str_fmt(d, "did you mean '%.*s'?", PC_F(near))
                         : PC_S("define it with @string, or put the text in braces");
    bt_say(b, pos_at(b, at), pos_at(b, at + word.n), help, "there is no @string '%.*s'",
           PC_F(word));
    pc_arena_release(b->scratch, mark);
}

/* One piece: {…}, "…", a number, a macro. False: none is here. */
static bool piece(bt *b, value *v) {
    skip_space(b);
    size_t at = b->at;
    int c = peek(b);
    if (c == '{' || c == '"') {
        b->at++;
        for (bool more = true; more;) {
            at = b->at;
            more = false;
            add_piece(b, v, c == '{' ? braced(b) : quoted(b, &more), at, false);
        }
        return true;
    }
    if (field_begins(b->s, b->at)) return false;
    pc_str word = name(b);
    if (!word.n) return false;
    bool number = true;
    for (size_t i = 0; i < word.n; i++) number &= pc_is_digit((unsigned char)word.p[i]);
    const pc_str *macro = number ? NULL : pc_map_get(&b->macros, word);
    if (!number && !macro) unknown_macro(b, word, at);
    add_piece(b, v, macro ? *macro : pc_str_sub(b->s, at, b->at), at, macro != NULL);
    return true;
}

/* Pieces with # between them. False, after a message, when there is no value. */
static bool read_value(bt *b, bt_field *f) {
    value v = {.pieces = 0};
    do {
        if (!piece(b, &v)) {
            size_t at = b->at < b->s.n ? b->at : b->s.n;
            bt_say(b, pos_at(b, at), 0, PC_S("a value is {text}, \"text\", a number or a macro"),
                   "a value is missing here");
            break;
        }
    } while (take(b, '#'));
    f->value = v.pieces > 1 ? pc_str_dup(b->a, (pc_str){v.joined.v, v.joined.n}) : v.one;
    f->pos = pos_at(b, v.at);
    f->along = v.pieces == 1 && !v.macro;
    return v.pieces > 0 && bt_take(b, f->value.n);
}

/* --- entries -------------------------------------------------------------------------------------
 */

bt_field *bt_get(const bt_entry *e, pc_str name) {
    size_t n = (size_t)(uintptr_t)pc_map_get(&e->index, name);
    return n ? &e->fields.v[n - 1] : NULL;
}

pc_pos bt_place(const bt_field *f, pc_str part) {
    return f->along ? f->pos + (pc_pos)(part.p - f->value.p) : f->pos;
}

void bt_add(bt *b, bt_entry *e, bt_field f) {
    pc_vec_push(b->scratch, &e->fields, f);
    pc_map_set(b->scratch, &e->index, f.name, (void *)(uintptr_t)e->fields.n);
}

static void repeated(bt *b, const bt_entry *e, pc_str name, size_t at) {
    bt_say(b, pos_at(b, at), pos_at(b, at + name.n), PC_S("the first one counts, as in BibTeX"),
           "%.*s has a second '%.*s'", PC_F(e->key), PC_F(name));
}

/* name = value; false when there is none here. Where only the sign is missing it is as if it were
 * there; of several words that are no fields the first is said. *lost: it is said that something
 * else should stand here. */
static bool read_field(bt *b, bt_entry *e, bool *lost) {
    bt_field f = {.name = name(b)};
    if (!f.name.n) return false;
    size_t at = b->at - f.name.n;
    bool sign = take(b, '=');
    if (!sign && !*lost)
        bt_say(b, pos_at(b, at), pos_at(b, at + f.name.n),
               PC_S("a field is written as name = {value}"), "'%.*s' has no '=' behind it",
               PC_F(f.name));
    *lost = !sign && peek(b) != '{' && peek(b) != '"';
    if (*lost) return b->at < b->s.n && is_name((unsigned char)peek(b));
    *lost = !read_value(b, &f);
    if (*lost) return true;
    if (bt_get(e, f.name))
        repeated(b, e, f.name, at);
    else
        bt_add(b, e, f);
    return true;
}

/* To the next thing that can begin: an "@", or the end. */
static void skip_to_entry(bt *b) {
    while (b->at < b->s.n && b->s.p[b->at] != '@') b->at++;
}

static void wanted(bt *b, const char *what, pc_str help) {
    size_t at = b->at < b->s.n ? b->at : b->s.n;
    bt_say(b, pos_at(b, at), 0, help, "expected %s here", what);
}

/* A brace too many in front of a field. */
static bool opens_field(pc_str s, size_t i) {
    return s.p[i] == '{' && field_begins(s, behind_space(s, i + 1));
}

/* To where a field begins, or can begin, or the entry ends; groups are passed over whole. */
static void pass_over(bt *b, char close) {
    int depth = 0;
    bool within = false; /* a word */
    for (; b->at < b->s.n; b->at++) {
        int c = peek(b);
        if (depth == 0 && (c == ',' || c == '@' || c == close)) return;
        if (depth == 0 && !within && field_begins(b->s, b->at)) return;
        if (c == '\n' && entry_begins(b->s, b->at + 1)) return;
        within = is_name((unsigned char)c);
        if (depth == 0 && opens_field(b->s, b->at)) continue;
        depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
    }
}

/* White space, and comments: biber passes over them (btparse), BibTeX has none in entries. */
static void skip_blank(bt *b) {
    for (skip_space(b); peek(b) == '%'; skip_space(b)) {
        size_t at = b->at, end = pc_str_chr(b->s, '\n', at);
        b->at = end < b->s.n ? end : b->s.n;
        if (b->dialect == BIB_BIBTEX)
            bt_say(b, pos_at(b, at), pos_at(b, b->at),
                   PC_S("put the comment in front of the entry: BibTeX skips what follows it here"),
                   "BibTeX has no comments within entries");
    }
}

/* Takes [close]. What stands behind it is no part of the entry, but where it goes on as if it were,
 * it closes too early: ", name =". */
static bool entry_ends(bt *b, char close) {
    size_t at = b->at;
    if (!take(b, close)) return false;
    if (!field_follows(b->s, b->at)) return true;
    bt_say(b, pos_at(b, at), 0, PC_S("take it away, if the fields behind it are the entry's"),
           "the entry ends here, and a field follows");
    return false;
}

/* Fields with commas between them, up to [close]. */
static void read_fields(bt *b, bt_entry *e, char close) {
    for (bool lost = false;;) {
        skip_blank(b);
        while (take(b, ',')) skip_blank(b);
        if (entry_ends(b, close)) return;
        if (peek(b) == ',') continue;
        size_t at = b->at;
        if (b->at >= b->s.n || (peek(b) == '@' && entry_begins(b->s, b->at))) {
            bt_say(b, e->pos, e->pos + (pc_pos)e->type.n + 1, PC_S("close the entry's brace"),
                   "the entry %.*s has no end", PC_F(e->key));
            return;
        }
        if (!read_field(b, e, &lost)) {
            if (b->at == at) wanted(b, "a field", PC_S("what stands there is passed over"));
            lost = false;
            pass_over(b, close);
            if (b->at < b->s.n && peek(b) == '@' && !entry_begins(b->s, b->at)) b->at++;
            continue;
        }
        skip_blank(b);
        if (!lost && peek(b) != ',' && peek(b) != close && b->at < b->s.n &&
            !entry_begins(b->s, b->at))
            wanted(b, "a comma", PC_S("put a comma between two fields"));
    }
}

static void say_no_key(bt *b, size_t at) {
    bt_say(b, pos_at(b, at), 0, PC_S("write a key and a comma behind the brace"),
           "this entry has no key");
}

/* A citation key: what stands before the first comma. BibTeX takes no white space in it. */
static pc_str read_key(bt *b, char close) {
    skip_space(b);
    size_t from = b->at;
    while (b->at < b->s.n && b->s.p[b->at] != ',' && b->s.p[b->at] != '\n' &&
           (b->s.p[b->at] != close || close == ')') && b->s.p[b->at] != '=')
        b->at++;
    pc_str key = pc_str_rtrim(pc_str_sub(b->s, from, b->at));
    if (peek(b) == '=') { /* what stands before it is a field, and the key in front of that */
        size_t n = 0;
        while (n < key.n && !pc_is_space((unsigned char)key.p[n])) n++;
        b->at = from;
        if (n < key.n) {
            b->at += n;
            wanted(b, "a comma", PC_S("put a comma behind the key"));
            return pc_str_sub(key, 0, n);
        }
        say_no_key(b, from);
        return (pc_str){0};
    }
    if (!key.n) say_no_key(b, from);
    for (size_t i = 0; i < key.n; i++)
        if (pc_is_space((unsigned char)key.p[i])) {
            bt_say(b, pos_at(b, from), pos_at(b, from + key.n),
                   PC_S("BibTeX ends the key at the blank"), "the key '%.*s' has a blank in it",
                   PC_F(key));
            break;
        }
    return key;
}

static void read_entry(bt *b, pc_str type, char close, size_t at) {
    bt_entry *e = PC_NEW(b->scratch, bt_entry);
    e->type = type;
    e->pos = pos_at(b, at);
    e->key = read_key(b, close);
    read_fields(b, e, close);
    if (e->key.n && pc_map_has(&b->keys, e->key))
        bt_say(b, e->pos, e->pos + (pc_pos)type.n + 1, PC_S("both are kept; give one another key"),
               "the key '%.*s' is taken by an entry above", PC_F(e->key));
    else if (e->key.n)
        pc_map_set(b->scratch, &b->keys, e->key, e);
    pc_vec_push(b->scratch, &b->entries, e);
}

static void read_string(bt *b, char close) {
    bt_field f = {.name = name(b)};
    if (!f.name.n || !take(b, '=') || !read_value(b, &f)) {
        wanted(b, "name = {text}", PC_S(""));
        return;
    }
    pc_str *text = PC_NEW(b->scratch, pc_str);
    *text = f.value;
    pc_map_set(b->scratch, &b->macros, f.name, text);
    if (!take(b, close)) wanted(b, "the end of @string", PC_S(""));
}

static void read_preamble(bt *b, char close) {
    bt_field f = {.name = {0}};
    if (!read_value(b, &f)) return;
    pc_vec_push(b->scratch, &b->preamble, bt_squeeze(b, f.value));
    if (!take(b, close)) wanted(b, "the end of @preamble", PC_S(""));
}

/* JabRef keeps settings in comments; what is in their braces is none of our business. */
static void skip_comment(bt *b) {
    int depth = 0;
    skip_space(b);
    if (peek(b) != '{') return;
    for (; b->at < b->s.n; b->at++) {
        char c = b->s.p[b->at];
        if (c == '{') depth++;
        if (c == '}' && --depth == 0) break;
        if (c == '\n' && entry_begins(b->s, b->at + 1)) break;
    }
    if (b->at < b->s.n) b->at++;
}

/* Months as every style has them, and the journals of plain.bst. */
static const struct {
    const char *name, *text;
} standard[] = {
#define BT_MACRO(name, text) {name, text},
#include "readers/bibtex/bt_macro.def"
#undef BT_MACRO
};

static void read_at(bt *b) {
    size_t at = b->at++;
    pc_str type = name(b);
    if (!type.n) return; /* an "@" in a comment, an address of mail */
    if (pc_str_eqz(type, "comment")) {
        skip_comment(b);
        return;
    }
    skip_space(b);
    int open = peek(b);
    if (open != '{' && open != '(') return;
    b->at++;
    char close = open == '{' ? '}' : ')';
    if (pc_str_eqz(type, "string"))
        read_string(b, close);
    else if (pc_str_eqz(type, "preamble"))
        read_preamble(b, close);
    else
        read_entry(b, type, close, at);
}

void bt_parse(bt *b) {
    pc_str *texts = PC_NEW_N(b->scratch, pc_str, PC_COUNT(standard));
    for (size_t i = 0; i < PC_COUNT(standard); i++) {
        texts[i] = pc_strz(standard[i].text);
        pc_map_set(b->scratch, &b->macros, pc_strz(standard[i].name), &texts[i]);
    }
    for (skip_to_entry(b); b->at < b->s.n; skip_to_entry(b)) read_at(b);
}
