/* Which stretches of a page to read as entries: items, rows, divs, paragraphs, headings with what
 * follows, groups of blocks, and the lines of one paragraph. Where one is in another, the readings
 * say which of the two it is. */
#include "filters/publications/pub_int.h"

#include "bib/date.h"
#include "bib/words.h"

typedef struct un {
    pub *p;
    size_t section; /* the current one */
    size_t level;   /* of blocks within blocks */
    size_t family, families;
    pub_entry nothing;
} un;

static void enter_section(un *u, size_t level, size_t part, pc_str text) {
    u->section = pub_open_section(u->p, u->section, level, part, text);
}

static void done(un *u, size_t part, pub_done d) {
    pc_vec_push(u->p->scratch, &u->p->done, d);
    u->p->parts.v[part].done = u->p->done.n;
}

/* Words that make a heading rather a title than a section's. */
enum { UN_TITLE = 4 };

/* --- Candidates ------------------------------------------------------------------------------ */

/* How far the search was, to take back the candidates found since. Legends and headings that were
 * found stay so: they are what they are wherever the entry's end is, and in one they are not asked
 * for. */
typedef struct un_state {
    size_t units, section;
} un_state;

static un_state state(const un *u) {
    return (un_state){u->p->units.n, u->section};
}

static void forget(un *u, un_state s) {
    u->p->units.n = s.units;
    u->section = s.section;
}

static bool is_worth(const pub_entry *e) {
    return e->score > 0 || e->authors.v.n;
}

static pub_entry *read_given(un *u, size_t from, size_t to, const pub_title *given) {
    pub *p = u->p;
    pc_mark mark = pc_arena_mark(p->scratch);
    pub_entry *e = PC_NEW(p->scratch, pub_entry);
    pub_read_entry(p, from, to, given, e);
    if (is_worth(e)) return e;
    pc_arena_release(p->scratch, mark);
    return NULL;
}

/* The reading of a stretch, made once: a block is looked at alone, as one of a group and as all of
 * an item. */
static pub_entry *reading(un *u, size_t from, size_t to) {
    pub *p = u->p;
    /* Talks, teaching, news: nothing of such a section is taken. */
    if (p->sections.v[u->section].topic == PUB_NO) return &u->nothing;
    size_t word = pub_word_from(p, from);
    pub_reading **at = &p->readings[word];
    while (*at && ((*at)->from != from || (*at)->to != to)) at = &(*at)->next;
    if (!*at) {
        pub_reading *r = PC_NEW(p->scratch, pub_reading);
        *r = (pub_reading){.from = from, .to = to};
        pub_read_entry(p, from, to, NULL, &r->e);
        *at = r;
    }
    return &(*at)->e;
}

static pub_entry *read_range(un *u, size_t from, size_t to) {
    pub_trim_space(u->p, &from, &to);
    if (!pub_count_words(u->p, from, to)) return NULL;
    pub_entry *e = reading(u, from, to);
    return is_worth(e) ? e : NULL;
}

static bool is_complete(const pub_entry *e) {
    return e && e->score >= 40 && e->authors.v.n > 0;
}

static const pub_entry *reading_of(un *u, size_t part) {
    size_t from = u->p->parts.v[part].from, to = u->p->parts.v[part].to;
    pub_trim_space(u->p, &from, &to);
    return reading(u, from, to);
}

static void put_unit(un *u, size_t part, size_t nparts, pub_entry *e, bool flow) {
    pub *p = u->p;
    pub_unit x = {.part = part,
                  .nparts = nparts,
                  .section = u->section,
                  .family = u->family,
                  .flow = flow,
                  .e = e};
    x.from = p->parts.v[part].from;
    x.to = p->parts.v[part].to;
    if (e) x.from = e->from, x.to = e->to;
    pc_vec_push(p->scratch, &p->units, x);
}

static void blocks(un *u, size_t i, size_t end);

/* Candidates below a part since [before] that have a title and names. */
static size_t count_complete(const un *u, size_t before) {
    size_t n = 0;
    for (size_t i = before; i < u->p->units.n; i++) n += is_complete(u->p->units.v[i].e);
    return n;
}

static size_t count_good(const un *u, size_t before) {
    size_t n = 0;
    for (size_t i = before; i < u->p->units.n; i++)
        n += u->p->units.v[i].e && u->p->units.v[i].e->score >= 60;
    return n;
}

/* Titles that a class names. */
static size_t count_titles(const pub *p, size_t from, size_t to) {
    size_t n = 0, at = 0;
    for (size_t i = pub_box_from(p, from); i < p->boxes.n && p->boxes.v[i].from < to; i++) {
        const pub_box *b = &p->boxes.v[i];
        if (!(b->style & PUB_CLASS_TITLE) || b->from < at || b->to <= b->from) continue;
        at = b->to;
        n++;
    }
    return n;
}

static bool holds_ours(const pub *p, size_t part) {
    for (size_t i = part + 1; i < p->parts.v[part].end; i++)
        if (p->parts.v[i].is == PUB_PART_BLOCK && pub_is_entry(p->parts.v[i].b)) return true;
    return false;
}

/* From a part to the first block in it. */
static const size_t first_below[] = {
    [PUB_PART_BLOCK] = 1, [PUB_PART_ITEM] = 2, [PUB_PART_CELL] = 2, [PUB_PART_ROW] = 3};

/* Reads a container as one entry and by what is in it. True: what is in it was kept; otherwise *e
 * is its reading as a whole (NULL: none). */
static bool read_whole(un *u, size_t part, pub_entry **e) {
    const pub_part *x = &u->p->parts.v[part];
    size_t from = x->from, to = x->to;
    bool several = x->end - part > first_below[x->is];
    *e = NULL;
    if (to <= from) return false;
    if (holds_ours(u->p, part) && u->level < PUB_MAX_LEVEL) {
        blocks(u, part + 1, x->end);
        return true;
    }
    un_state before = state(u);
    bool single = to - from <= PUB_MAX_TEXT && count_titles(u->p, from, to) == 1;
    if (single) *e = read_range(u, from, to);
    if (is_complete(*e)) return false;
    if (several && u->level < PUB_MAX_LEVEL) {
        size_t family = u->family;
        u->family = ++u->families;
        blocks(u, part + 1, x->end);
        u->family = family;
        size_t complete = count_complete(u, before.units), good = count_good(u, before.units);
        if ((complete > 1 && !single) || to - from > PUB_MAX_TEXT)
            return u->p->units.n > before.units;
        if (!single) *e = read_range(u, from, to);
        if (good > 1 && !is_complete(*e)) return true;
        if (good && (!*e || (*e)->score < 40)) return true;
    } else if (!single) {
        *e = read_range(u, from, to);
    }
    forget(u, before);
    return false;
}

/* --- Legends, years -------------------------------------------------------------------------- */

static bool is_text(const pc_block *b) {
    return b->tag == PC_Para || b->tag == PC_Plain || b->tag == PC_LineBlock;
}

/* Of several meanings of a mark the first one counts. */
static void note_meaning(pub *p, pub_meaning m) {
    for (size_t i = 0; i < p->legend.n; i++)
        if (pc_str_eq(p->legend.v[i].mark, m.mark)) return;
    pc_vec_push(p->scratch, &p->legend, m);
}

/* Where a block's legend begins: at its first mark, if what stands before that is a sentence or a
 * line of its own ("More on my page.\n* equal contribution"); else with the block. */
static size_t legend_start(const pub *p, const pub_part *x) {
    size_t mark = pub_mark_from(p, x->from), at;
    if (mark == p->marks.n || p->marks.v[mark].from >= x->to) return x->from;
    for (at = p->marks.v[mark].base; at > x->from && p->text.p[at - 1] == ' ';) at--;
    bool fresh = at > x->from && pub_in(".!?\n\v", p->text.p[at - 1]);
    return fresh && pub_count_words(p, x->from, at) ? p->marks.v[mark].base : x->from;
}

/* "*Ann Bee, *Cy Dee. Equal shares of trees. VLDB 2019": a line may begin with a mark, have a word
 * of legends and be an entry. A short legend may name people, but no venue or year. */
static bool is_rather_entry(un *u, size_t part) {
    const pub_part *x = &u->p->parts.v[part];
    const pub_entry *e = reading_of(u, part);
    if (!is_complete(e)) return false;
    return e->year.n || e->nvenues || pub_count_words(u->p, x->from, x->to) > 12;
}

static bool take_legend(un *u, size_t part, bool item) {
    pub *p = u->p;
    const pub_part *x = &p->parts.v[part];
    pub_done d = {.is = PUB_DONE_LEGEND};
    size_t mark = pub_mark_from(p, x->from);
    bool marked = mark < p->marks.n && p->marks.v[mark].from < x->to;
    d.from = legend_start(p, x);
    if ((!marked && !item) || x->to - d.from > 320) return false;
    /* A legend begins with a mark or with few words before it; an entry may end with one. */
    if (marked && pub_count_words(p, d.from, p->marks.v[mark].from) > 8) return false;
    d.nmeanings = pub_read_legend(p, d.from, x->to, item, d.meanings, PC_COUNT(d.meanings));
    if (d.nmeanings == 0) return false;
    if (is_rather_entry(u, part)) return false;
    for (size_t i = 0; i < d.nmeanings; i++) note_meaning(p, d.meanings[i]);
    if (p->legend_pos == 0) p->legend_pos = x->b->pos;
    done(u, part, d);
    return true;
}

/* "**2025**" alone in a paragraph is a heading in all but name. */
static bool take_year(un *u, size_t part) {
    pub *p = u->p;
    const pub_part *x = &p->parts.v[part];
    size_t word = pub_word_from(p, x->from);
    bool alone = word < p->words.n && p->words.v[word].to <= x->to &&
                 (word + 1 == p->words.n || p->words.v[word + 1].from >= x->to);
    if (!alone || !(p->words.v[word].is & PUB_WORD_YEAR)) return false;
    enter_section(u, 7, PC_NPOS, pub_text(p, p->words.v[word].from, p->words.v[word].to));
    return true;
}

/* --- Lists and tables ------------------------------------------------------------------------ */

static void one_item(un *u, size_t part) {
    const pub_part *x = &u->p->parts.v[part];
    size_t first = part + first_below[x->is] - 1;
    const pub_part *in = first < x->end ? &u->p->parts.v[first] : NULL;
    pub_entry *e;
    if (in && in->ours) {
        u->p->sections.v[u->section].listed += pub_is_entry(in->b);
        return;
    }
    if (x->row && pc_attr_has_class(x->row->attr, "publication")) return;
    if (in && in->end == x->end && is_text(in->b) && take_legend(u, first, true)) return;
    if (x->is == PUB_PART_ITEM && x->b->tag == PC_DefinitionList) {
        blocks(u, part + 1, x->end);
        return;
    }
    if (!read_whole(u, part, &e)) put_unit(u, part, 1, e, false);
}

/* A term that is a year or a topic is a heading for its definitions. */
static void enter_term(un *u, const pub_line *term) {
    pc_str text = pub_text(u->p, term->from, term->to);
    if (pub_count_words(u->p, term->from, term->to) > 3) return;
    if (bib_year_find(text, 0).n || pub_topic_of(u->p, text) != PUB_UNKNOWN)
        enter_section(u, 7, PC_NPOS, text);
}

/* A term and its definitions: the entries in these; or all one entry, whose title is the term. */
static void definition(un *u, size_t part) {
    pub *p = u->p;
    const pub_part x = p->parts.v[part];
    const pub_line *term = &p->lines.v[pub_line_from(p, x.from)];
    un_state before = state(u);
    enter_term(u, term);
    for (size_t i = part + 1; i < x.end; i = p->parts.v[i].end) one_item(u, i);
    if (u->level > PUB_MAX_LEVEL || holds_ours(p, part) || count_complete(u, before.units)) return;
    pub_entry *e = read_range(u, x.from, x.to);
    if (!is_complete(e) || e->title.to > term->to) return;
    forget(u, before);
    put_unit(u, part, 1, e, false);
}

static void list(un *u, size_t part) {
    const pub_part *x = &u->p->parts.v[part];
    size_t family = u->family, section = u->section;
    u->family = ++u->families;
    for (size_t i = part + 1; i < x->end; i = u->p->parts.v[i].end) {
        if (u->p->parts.v[i].is == PUB_PART_BLOCK) continue; /* a table's caption */
        u->section = section;
        if (u->p->parts.v[i].is == PUB_PART_DEFINITION)
            definition(u, i);
        else
            one_item(u, i);
    }
    u->section = section;
    u->family = family;
}

/* --- Lines of one paragraph ------------------------------------------------------------------ */

/* Does the line that begins at [at] begin with a number of its own: "[12]", "12.", "(12)"? */
static bool has_own_number(const pub *p, size_t at, size_t end) {
    bool open = at < end && (p->text.p[at] == '[' || p->text.p[at] == '(');
    size_t i = at + open, first = i;
    if (open && i < end && pc_is_upper((unsigned char)p->text.p[i])) i++, first++;
    while (i < end && pc_is_digit((unsigned char)p->text.p[i])) i++;
    if (i == first || i - first > 3 || i >= end) return false;
    return open ? pub_in("])", p->text.p[i]) : p->text.p[i] == '.' || p->text.p[i] == ')';
}

typedef struct un_lines {
    size_t from[64];
    size_t n;
    bool gap[64]; /* an empty line stands before it */
} un_lines;

static void cut_lines(const pub *p, size_t from, size_t to, un_lines *out) {
    out->n = 0;
    bool numbered = has_own_number(p, from, to), fresh = true, gap = false, broken = false;
    for (size_t i = from; i < to; i++) {
        char c = p->text.p[i];
        bool soft = c == PUB_SOFT && numbered && i + 1 < to && has_own_number(p, i + 1, to);
        if (c == PUB_LINE || soft) {
            gap = gap || (fresh && broken);
            fresh = broken = true;
        } else if (fresh && !pc_is_space((unsigned char)c)) {
            if (out->n == PC_COUNT(out->from)) return;
            out->gap[out->n] = gap;
            out->from[out->n++] = i;
            fresh = gap = false;
        }
    }
}

static size_t line_end(const un_lines *l, size_t i, size_t to) {
    return i + 1 < l->n ? l->from[i + 1] : to;
}

/* Is a line an entry by itself, and surely one? */
static bool is_whole(const pub_entry *e) {
    return is_complete(e) && (e->nknown || e->year.n || e->title.how != PUB_HOW_PLAIN);
}

/* Begins the stretch with a title that is set off, but for [most] words before it? */
static bool starts_entry(const pub *p, const pub_entry *e, size_t from, size_t most) {
    return e && e->title.score >= 36 && e->title.how != PUB_HOW_PLAIN &&
           pub_count_words(p, from, e->title.from) <= most;
}

/* Joins lines to stretches that begin where an entry does: at an empty line, at a line that is an
 * entry by itself, or where a title is set off after names were met. */
static size_t cut_entries(un *u, const un_lines *l, size_t to, size_t *starts) {
    const pub_entry *e[PC_COUNT(l->from)];
    size_t n = 0, whole = 0;
    bool gaps = false, names = false;
    for (size_t i = 0; i < l->n; i++) {
        gaps = gaps || l->gap[i];
        e[i] = read_range(u, l->from[i], line_end(l, i, to));
        whole += is_whole(e[i]);
    }
    for (size_t i = 0; i < l->n; i++) {
        bool start = gaps        ? l->gap[i]
                     : whole > 1 ? is_complete(e[i])
                                 : names && starts_entry(u->p, e[i], l->from[i], 0);
        if (i == 0 || start) {
            starts[n++] = l->from[i];
            names = false;
        }
        names = names || (e[i] && e[i]->authors.v.n > 0);
    }
    return n;
}

/* A paragraph that holds several entries. */
static bool take_segments(un *u, size_t part) {
    pub *p = u->p;
    const pub_part x = p->parts.v[part];
    un_lines l;
    size_t starts[64], n, good = 0;
    if (x.b->tag == PC_LineBlock || x.to - x.from < 80) return false;
    cut_lines(p, x.from, x.to, &l);
    if (l.n < 2) return false;
    n = cut_entries(u, &l, x.to, starts);
    if (n < 2) return false;
    size_t first = p->units.n;
    for (size_t i = 0; i < n; i++) {
        pub_entry *e = read_range(u, starts[i], i + 1 < n ? starts[i + 1] : x.to);
        good += is_complete(e) || (e && e->score >= 60);
        put_unit(u, part, 1, e, true);
        p->units.v[p->units.n - 1].segment = true;
    }
    if (good < 2 || good * 3 < n * 2) {
        p->units.n = first;
        return false;
    }
    return true;
}

/* --- Paragraphs and groups ------------------------------------------------------------------- */

static bool is_leaf(const pub_part *x) {
    if (x->ours) return false;
    return is_text(x->b) || x->b->tag == PC_Div || x->b->tag == PC_BlockQuote;
}

static bool has_words(const pub *p, const pub_part *x) {
    size_t w = pub_word_from(p, x->from);
    return w < p->words.n && p->words.v[w].from < x->to;
}

/* Only links that are labels, and marks between them: "[PDF] [Code]". */
static bool is_labels(const pub *p, const pub_part *x) {
    size_t at = x->from, labels = 0;
    for (size_t i = pub_box_from(p, x->from); i < p->boxes.n && p->boxes.v[i].from < x->to; i++) {
        const pub_box *b = &p->boxes.v[i];
        if (!(b->style & PUB_LINK)) continue;
        if (b->from < at) continue;
        if (b->label == BIB_LINK_NONE || pub_count_words(p, at, b->from)) return false;
        at = b->to;
        labels++;
    }
    return labels && pub_count_words(p, at, x->to) == 0;
}

/* A block that goes with the entry before it: its BibTeX, its links. */
static bool is_appendix(const pub *p, const pub_part *x) {
    if (x->is != PUB_PART_BLOCK) return false;
    if (x->b->tag == PC_CodeBlock) return pc_str_startsz(pc_str_trim(x->b->u.code->text), "@");
    return is_text(x->b) && x->to - x->from < 200 && is_labels(p, x);
}

/* A line that says where the entry before it appeared. */
static bool is_venue_line(pub *p, const pub_entry *e, const pub_part *x) {
    if (!e || e->nvenues || x->is != PUB_PART_BLOCK || !is_leaf(x)) return false;
    size_t words = pub_count_words(p, x->from, x->to);
    return words > 1 && words < 15 && pub_is_venue_like(p, x->from, x->to, true);
}

static size_t with_appendix(pub *p, const pub_entry *e, size_t i, size_t end, size_t n) {
    if (i < end && is_venue_line(p, e, &p->parts.v[i])) i = p->parts.v[i].end, n++;
    while (i < end && is_appendix(p, &p->parts.v[i])) i = p->parts.v[i].end, n++;
    return n;
}

/* How many siblings from [part] on, whose first has a title without names, may make one entry. */
static size_t group_of(un *u, size_t part, size_t end, const pub_entry *first) {
    pub *p = u->p;
    size_t n = 1;
    for (size_t i = p->parts.v[part].end; i < end && n < PUB_MAX_GROUP;
         i = p->parts.v[i].end, n++) {
        const pub_part *x = &p->parts.v[i];
        if (x->b->tag == PC_Header || x->b->tag == PC_HorizontalRule) break;
        if (x->to > p->parts.v[part].from + PUB_MAX_TEXT) break;
        if (!is_leaf(x)) continue;
        const pub_entry *e = reading_of(u, i);
        if (starts_entry(p, e, x->from, 4) && (e->title.how == first->title.how || is_complete(e)))
            break;
    }
    return n;
}

static size_t end_of(const pub *p, size_t part, size_t n) {
    size_t last = part;
    for (size_t i = 1; i < n; i++) last = p->parts.v[last].end;
    return p->parts.v[last].to;
}

static size_t next_of(const pub *p, size_t part, size_t n) {
    for (size_t i = 0; i < n; i++) part = p->parts.v[part].end;
    return part;
}

/* A list, each item of which is a label: "[Download]", "**Abstract**: …". */
static bool is_label_list(const pub *p, size_t part) {
    const pub_part *x = &p->parts.v[part];
    if (x->b->tag != PC_BulletList || x->to - x->from > 400) return false;
    for (size_t i = part + 1; i < x->end; i = p->parts.v[i].end)
        if (!is_labels(p, &p->parts.v[i])) return false;
    return true;
}

static void put_group(un *u, size_t part, size_t n, const pub_title *title) {
    put_unit(u, part, n, read_given(u, u->p->parts.v[part].from, end_of(u->p, part, n), title),
             true);
    u->p->units.v[u->p->units.n - 1].given = true;
}

/* A title's block and the blocks with its names: as few as have them. Without names, those up to a
 * list of its links. 0: it stands alone. */
static size_t take_group(un *u, size_t part, size_t end, const pub_entry *first) {
    pub *p = u->p;
    size_t most = group_of(u, part, end, first);
    for (size_t n = 2; n <= most; n++) {
        pub_entry *e = read_given(u, p->parts.v[part].from, end_of(p, part, n), &first->title);
        if (!is_complete(e) || (e->authors.v.n < 2 && !e->authors.line)) continue;
        size_t next = next_of(p, part, n), stop = next_of(p, part, most);
        if (next < stop && is_venue_line(p, e, &p->parts.v[next])) next = p->parts.v[next].end, n++;
        while (next < stop && (is_appendix(p, &p->parts.v[next]) || is_label_list(p, next)))
            next = p->parts.v[next].end, n++;
        put_group(u, part, n, &first->title);
        return n;
    }
    for (size_t n = 2; n <= most && first->score > 0; n++) {
        size_t last = next_of(p, part, n - 1);
        if (!is_label_list(p, last) && !is_appendix(p, &p->parts.v[last])) continue;
        put_group(u, part, n, &first->title);
        return n;
    }
    return 0;
}

static size_t take_block(un *u, size_t part, size_t end) {
    pub *p = u->p;
    const pc_block *b = p->parts.v[part].b;
    pub_entry *e = NULL;
    if (p->parts.v[part].ours) return 1;
    if (is_text(b) && (take_legend(u, part, false) || take_year(u, part))) return 1;
    if (!has_words(p, &p->parts.v[part])) return 1;
    if (is_text(b)) {
        if (take_segments(u, part)) return 1;
        e = read_range(u, p->parts.v[part].from, p->parts.v[part].to);
    } else if (read_whole(u, part, &e)) {
        return 1;
    }
    size_t next = p->parts.v[part].end, n = 1;
    if (is_complete(e)) {
        n = with_appendix(p, e, next, end, n);
        if (n > 1) e = read_range(u, p->parts.v[part].from, end_of(p, part, n));
    } else if (starts_entry(p, e, p->parts.v[part].from, 4) && (n = take_group(u, part, end, e))) {
        return n;
    } else {
        n = e && e->score >= 40 ? with_appendix(p, e, next, end, 1) : 1;
    }
    put_unit(u, part, n, e, true);
    return n;
}

/* --- Headings with an entry below ------------------------------------------------------------ */

static bool has_words_set_off(const pub *p, const pub_part *x) {
    for (size_t i = pub_box_from(p, x->from); i < p->boxes.n && p->boxes.v[i].from < x->to; i++)
        if (p->boxes.v[i].style & (PUB_LINK | PUB_QUOTE)) return true;
    return false;
}

/* Are the blocks below a heading entries of their own? One is enough below a heading of few words.
 */
static bool holds_entries(un *u, size_t body, size_t end, bool few) {
    size_t complete = 0;
    bool boxed = few;
    for (size_t i = body; i < end && complete < 2; i = u->p->parts.v[i].end) {
        if (!is_leaf(&u->p->parts.v[i])) continue;
        const pub_entry *e = reading_of(u, i);
        complete += is_complete(e);
        boxed = boxed || (i == body && is_complete(e) && e->title.how != PUB_HOW_PLAIN);
    }
    return complete > (boxed ? 0 : 1);
}

/* Is the heading a title and what follows it up to [part] its entry? */
static bool is_sister(const pub *p, const pub_part *heading, size_t part) {
    const pub_unit *last = p->units.n ? &p->units.v[p->units.n - 1] : NULL;
    if (!last || next_of(p, last->part, last->nparts) != part) return false;
    const pc_block *b = p->parts.v[last->part].b;
    return b->tag == PC_Header && b->u.header->level == heading->b->u.header->level;
}

/* Few words are rather a section's heading than a title, unless publications stand here. */
static bool may_be_title(const un *u, size_t part, size_t words) {
    const pub *p = u->p;
    bool here = p->sections.v[u->section].topic == PUB_YES || is_sister(p, &p->parts.v[part], part);
    return words >= (here ? 2 : UN_TITLE);
}

/* Blocks that may make an entry with the heading before them, itself included. [body]: the first
 * one with words; 0: there is none, or a list comes first. */
static size_t blocks_below(const un *u, size_t part, size_t end, size_t *body) {
    const pub *p = u->p;
    size_t n = 1;
    *body = 0;
    for (size_t i = p->parts.v[part].end; i < end && n < PUB_MAX_GROUP;
         i = p->parts.v[i].end, n++) {
        const pub_part *y = &p->parts.v[i];
        if (y->b->tag == PC_Header || y->b->tag == PC_HorizontalRule) break;
        if (!*body && (y->b->tag == PC_BulletList || y->b->tag == PC_OrderedList)) break;
        if (!*body && has_words(p, y)) *body = i;
    }
    return n;
}

/* A heading that is a title, with the blocks up to the next heading. */
static size_t take_heading_entry(un *u, size_t part, size_t end) {
    pub *p = u->p;
    const pub_part x = p->parts.v[part];
    size_t words = pub_count_words(p, x.from, x.to), body, n = blocks_below(u, part, end, &body);
    if (!body || !may_be_title(u, part, words)) return 0;
    if (holds_entries(u, body, next_of(p, part, n), words < UN_TITLE)) return 0;
    while (n > 1 && end_of(p, part, n) > x.from + PUB_MAX_TEXT) n--;
    pub_entry *e = read_range(u, x.from, end_of(p, part, n));
    if (!e || !e->title.to || e->title.to > x.to || e->score < 28) return 0;
    bool names = e->authors.v.n > 1 || (e->authors.v.n && e->authors.line);
    bool topic = pub_topic_of(p, pub_text(p, x.from, x.to)) != PUB_UNKNOWN;
    if (!names && (topic || !has_words_set_off(p, &x))) return 0;
    if (words < UN_TITLE && !(e->year.n || e->nvenues || e->labels)) return 0;
    put_unit(u, part, n, e, true);
    return n;
}

static size_t take_heading(un *u, size_t part, size_t end) {
    const pub_part *x = &u->p->parts.v[part];
    if (take_legend(u, part, false)) return 1;
    size_t n = take_heading_entry(u, part, end);
    if (n) return n;
    enter_section(u, (size_t)x->b->u.header->level, part, pub_text(u->p, x->from, x->to));
    u->family = ++u->families;
    return 1;
}

/* --- All of it ------------------------------------------------------------------------------- */

static void blocks(un *u, size_t i, size_t end) {
    pub *p = u->p;
    u->level++;
    while (i < end) {
        const pc_block *b = p->parts.v[i].b;
        size_t n = 1;
        if (p->parts.v[i].is == PUB_PART_CELL) /* its blocks make no entry with the next one's */
            blocks(u, i + 1, p->parts.v[i].end);
        else if (b->tag == PC_Header)
            n = take_heading(u, i, end);
        else if (b->tag == PC_BulletList || b->tag == PC_OrderedList || b->tag == PC_Table ||
                 b->tag == PC_DefinitionList)
            list(u, i);
        else if (pub_is_entry(b))
            p->sections.v[u->section].listed++;
        else if (is_leaf(&p->parts.v[i]))
            n = take_block(u, i, end);
        i = next_of(p, i, n);
    }
    u->level--;
}

void pub_find_units(pub *p) {
    pub_section top = {.topic = p->page, .type = "", .part = PC_NPOS};
    pc_vec_push(p->scratch, &p->sections, top);
    p->readings = pc_alloc0(p->scratch, (p->words.n + 1) * sizeof *p->readings);
    p->spoken_for = pc_alloc0(p->scratch, PUB_MAX_TEXT);
    un u = {.p = p};
    blocks(&u, 0, p->parts.n);
}
