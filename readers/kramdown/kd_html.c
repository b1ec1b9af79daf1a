/* HTML among blocks. An element's content is blocks, spans, or raw: text and elements as they
 * stand. kramdown decides by the element and by markdown="…". */
#include "readers/kramdown/kd_block.h"

static void element(kd_blocks *b, const kd_tag *tag, size_t at);

static kd_el *add_text_element(kd_blocks *b, kd_type type, size_t from, size_t to) {
    kd_el *x = kd_el_new(b->k, type, kd_pos_near(&b->t, from, &b->near));
    x->text = kd_keep(b, from, to);
    kd_el_add(b->el, x);
    return x;
}

/* White space up to the end of the line, and that. */
static void trailing_space(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t i = b->at;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t')) i++;
    if (i < s.n && s.p[i] == '\n') b->at = i + 1;
}

static bool is_raw(const kd_el *x) {
    return x->type == KD_HTML && x->model == KD_MODEL_RAW;
}

static void unended(kd_blocks *b, kd_el *x) {
    kd_warn(b->k, x->pos, "<%.*s> has no end tag: it is closed where the text around it ends",
            PC_F(x->name));
}

/* --- raw content ---------------------------------------------------------------------------------
 */

/* Text that is still a part of b->t: [from, b->at) becomes a child. */
static void flush(kd_blocks *b, size_t from, size_t to) {
    if (from < to) add_text_element(b, KD_TEXT, from, to);
}

/* A comment or instruction at b->at. */
static size_t marked_end(kd_blocks *b) {
    size_t end = kd_comment_end(b->t.s, b->at, &b->comment);
    if (end || !pc_str_startsz(pc_str_from(b->t.s, b->at), "<?")) return end;
    end = kd_next(&b->pi, b->t.s, PC_S("?>"), b->at + 2);
    return end == PC_NPOS ? 0 : end + 2;
}

static bool ends(const kd_el *x, pc_str name) {
    return *kd_html_facts_of(x->name)->name ? pc_str_ieq(x->name, name) : pc_str_eq(x->name, name);
}

/* One thing that begins with '<' in the raw element [x]; *text is where the text before it begins.
 * True: it was x's end tag. */
static bool raw_thing(kd_blocks *b, kd_el *x, size_t *text) {
    kd_tag tag;
    size_t at = b->at, end = marked_end(b);
    if (end) {
        flush(b, *text, at);
        add_text_element(b, b->t.s.p[at + 1] == '!' ? KD_HTML_COMMENT : KD_PI, at, end);
        *text = b->at = end;
        return false;
    }
    if (!kd_tag_at(b->t.s, at, &tag)) {
        b->at++;
        return false;
    }
    b->at = tag.end;
    if (tag.close && ends(x, tag.name)) {
        flush(b, *text, at);
        return true;
    }
    if (tag.close) {
        kd_warn(b->k, kd_pos(&b->t, at), "</%.*s> ends nothing: it is kept as text",
                PC_F(tag.name));
    } else if (!kd_too_deep(b->k, kd_pos(&b->t, at))) {
        flush(b, *text, at);
        element(b, &tag, at);
        *text = b->at;
    }
    return false;
}

static void raw_content(kd_blocks *b, kd_el *x) {
    pc_str s = b->t.s;
    kd_el *outer = b->el;
    size_t text = b->at;
    bool done = false;
    b->el = x;
    b->k->depth += KD_WEIGHT_HTML;
    while (!done && b->at < s.n) {
        size_t at = pc_str_chr(s, '<', b->at);
        b->at = at == PC_NPOS ? s.n : at;
        done = at != PC_NPOS && raw_thing(b, x, &text);
    }
    if (!done) {
        flush(b, text, s.n);
        unended(b, x);
    }
    b->k->depth -= KD_WEIGHT_HTML;
    b->el = outer;
}

/* --- elements ------------------------------------------------------------------------------------
 */

/* </name> from [at] on, whatever is before it; tag->end is 0 when there is none. */
static size_t find_end_tag(pc_str s, size_t at, pc_str name, kd_tag *tag) {
    for (size_t i = pc_str_find(s, PC_S("</"), at); i != PC_NPOS;
         i = pc_str_find(s, PC_S("</"), i + 2))
        if (pc_str_ieq(pc_str_sub(s, i + 2, i + 2 + name.n), name) && kd_tag_at(s, i, tag) &&
            tag->name.n == name.n)
            return i;
    tag->end = 0;
    return s.n;
}

/* Everything up to the first end tag is one text. */
static void text_content(kd_blocks *b, kd_el *x) {
    kd_tag tag;
    size_t from = b->at, to = find_end_tag(b->t.s, from, x->name, &tag);
    kd_el *outer = b->el;
    b->el = x;
    flush(b, from, to);
    b->el = outer;
    b->at = tag.end ? tag.end : b->t.s.n;
    if (!tag.end) unended(b, x);
}

static kd_model model_of(const kd_blocks *b, const kd_html_facts *facts, pc_str markdown) {
    kd_model model =
        is_raw(b->el) || !b->k->options.parse_block_html ? KD_MODEL_RAW : (kd_model)facts->model;
    if (pc_str_eqz(markdown, "0")) model = KD_MODEL_RAW;
    if (pc_str_eqz(markdown, "1")) model = (kd_model)facts->model;
    if (pc_str_eqz(markdown, "span")) model = KD_MODEL_SPAN;
    if (pc_str_eqz(markdown, "block")) model = KD_MODEL_BLOCK;
    return model;
}

static void content(kd_blocks *b, kd_el *x) {
    switch ((kd_model)x->model) {
    case KD_MODEL_BLOCK:
        if (!kd_parse_on(b, x)) unended(b, x);
        break;
    case KD_MODEL_SPAN: text_content(b, x); break;
    case KD_MODEL_RAW: raw_content(b, x); break;
    }
    if (!is_raw(b->el)) trailing_space(b);
}

/* The element whose start tag, which begins at [at], has been read. */
static void element(kd_blocks *b, const kd_tag *tag, size_t at) {
    const kd_html_facts *facts = kd_html_facts_of(tag->name);
    pc_str markdown;
    kd_tag lasting = *tag;
    if (!b->lasting) lasting.attrs = pc_str_dup(b->k->arena, tag->attrs);
    kd_el *x = kd_block_add(b, KD_HTML, at);
    x->name = *facts->name ? pc_strz(facts->name) : pc_str_dup(b->k->arena, tag->name);
    x->attr = kd_html_attrs(b->k, &lasting, &markdown);
    x->closed = tag->closed || facts->empty;
    bool text = kd_html_is_program(x->name);
    if (text) {
        x->closed = false;
        text_content(b, x);
    }
    x->model = (uint8_t)model_of(b, facts, markdown);
    if (x->model == KD_MODEL_BLOCK) trailing_space(b);
    if (!x->closed && !text) content(b, x);
    x->native = b->k->options.html_to_native;
}

/* --- blocks --------------------------------------------------------------------------------------
 */

static bool comment(kd_blocks *b) {
    size_t end = b->t.s.p[b->at] == '<' ? marked_end(b) : 0;
    if (!end || b->t.s.p[b->at + 1] != '!') return false;
    add_text_element(b, KD_HTML_COMMENT, b->at, end);
    b->at = end;
    trailing_space(b);
    return true;
}

/* An end tag is compared in lower case: an unknown element with a capital never ends. */
static bool ends_block(const kd_el *x, pc_str name) {
    if (x->type != KD_HTML || !pc_str_ieq(x->name, name)) return false;
    for (size_t i = 0; i < name.n; i++)
        if (pc_is_upper(x->name.p[i])) return false;
    return true;
}

bool kd_html_block(kd_blocks *b) {
    kd_tag tag;
    size_t at = kd_indent(b->t.s, b->at, 3);
    if (at + 1 >= b->t.s.n || b->t.s.p[at] != '<') return false;
    if (comment(b)) return true;
    if (!kd_tag_at(b->t.s, at, &tag) || kd_html_facts_of(tag.name)->span) return false;
    if (!tag.close) {
        if (kd_too_deep(b->k, kd_pos(&b->t, at))) return false;
        b->at = tag.end;
        element(b, &tag, at);
        return true;
    }
    if (!ends_block(b->el, tag.name)) return false;
    b->at = tag.end;
    b->found_end = true;
    return true;
}
