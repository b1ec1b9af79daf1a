/* HTML and kramdown's own extensions within text: elements, comments, {: …}, {::comment}. */
#include "ast/walk.h"
#include "readers/kramdown/kd_span.h"

/* --- HTML ----------------------------------------------------------------------------------------
 */

static bool begins_tag(const kd_span *p) {
    size_t i = p->at + 1;
    int c = kd_span_char(p, i);
    if (c == '/' || kd_span_at(p, "<!--")) return true;
    if (c < 0x80) return pc_is_alpha(c) || c == '_';
    return pc_uni_is_alpha(pc_utf8_next(p->s, &i));
}

static bool comment(kd_span *p) {
    kd *k = p->k;
    size_t end = kd_comment_end(p->s, p->at, &p->comment);
    if (!end) return false;
    pc_str text = pc_str_sub(p->s, p->at, end);
    if (pc_ext_has(k->cx->exts, PC_EXT_raw_html))
        kd_span_push(p, pc_at(pc_raw_inline(k->arena, PC_S("html"), text), kd_pos(p->t, p->at)));
    p->at = end;
    return true;
}

static bool ends_element(kd_span *p, void *user) {
    kd_tag tag;
    pc_str name = *(pc_str *)user;
    if (!kd_tag_at(p->s, p->at, &tag) || !tag.close || tag.attrs.n) return false;
    bool known = kd_html_known(kd_html_facts_of(name));
    return known ? pc_str_ieq(tag.name, name) : pc_str_eq(tag.name, name);
}

/* Attribute values may run over lines. */
static void one_line(kd *k, kd_ial *attr) {
    for (size_t i = 0; i < attr->pairs.n; i++) {
        pc_str v = attr->pairs.v[i].value;
        if (pc_str_chr(v, '\n', 0) == PC_NPOS) continue;
        char *p = pc_alloc_text(k->arena, v.n);
        for (size_t c = 0; c < v.n; c++) p[c] = v.p[c] == '\n' ? ' ' : v.p[c];
        attr->pairs.v[i].value.p = p;
    }
}

/* Whether what the element holds is Markdown. */
static bool parses(const kd_span *p, const kd_html_facts *facts, pc_str markdown) {
    if (pc_str_eqz(markdown, "span")) return true;
    if (pc_str_eqz(markdown, "1")) return facts->model != KD_MODEL_RAW;
    if (pc_str_eqz(markdown, "0")) return false;
    return facts->model != KD_MODEL_RAW && !p->frame->raw && p->k->options.parse_span_html;
}

/* The rest of the text belongs to an element that does not end. */
static void take_rest(kd_span *p, pc_str name, size_t from) {
    kd_span_text(p, p->at, p->s.n);
    p->at = p->s.n;
    kd_warn(p->k, kd_pos(p->t, from), "<%.*s> has no end tag: it ends with its text", PC_F(name));
}

static void element(kd_span *p, const kd_tag *tag) {
    kd *k = p->k;
    const kd_html_facts *facts = kd_html_facts_of(tag->name);
    pc_str markdown, name = kd_html_known(facts) ? pc_strz(facts->name) : tag->name;
    size_t from = p->at;
    kd_ial *attr = kd_html_attrs(k, tag, &markdown);
    kd_frame f;
    bool raw = !parses(p, facts, markdown);
    one_line(k, attr);
    if (tag->closed || facts->empty || !kd_span_open(p, &f, KD_S_HTML)) {
        p->at = tag->end;
        kd_push_html_inline(k, &p->out, name, attr, (pc_inlines){0}, true, kd_pos(p->t, from));
        p->element = true;
        return;
    }
    f.raw = raw;
    f.verbatim = pc_str_eqz(name, "script") || pc_str_eqz(name, "style");
    f.in_html = true;
    p->at = tag->end;
    kd_stop stop = {"<", ends_element, &name};
    if (kd_span_run(p, &stop))
        p->at = pc_str_chr(p->s, '>', p->at) + 1;
    else
        take_rest(p, name, from);
    pc_inlines xs = kd_span_close(p);
    kd_push_html_inline(k, &p->out, name, attr, xs, false, kd_pos(p->t, from));
    p->element = true;
}

/* Tags of blocks, and end tags of nothing, are text here. */
bool kd_span_html(kd_span *p) {
    if (kd_span_char(p, p->at) != '<' || !begins_tag(p)) return false;
    if (comment(p)) return true;
    kd_tag tag;
    bool whole = kd_tag_at(p->s, p->at, &tag);
    if (whole && !tag.close && !kd_html_facts_of(tag.name)->block) {
        element(p, &tag);
        return true;
    }
    size_t to = whole ? tag.end : p->at + 1;
    bool raw = p->frame->raw;
    p->frame->raw = true; /* it may have character references */
    kd_span_text(p, p->at, to);
    p->frame->raw = raw;
    p->at = to;
    return true;
}

/* --- attribute lists -----------------------------------------------------------------------------
 */

static const pc_attr *merged(kd *k, const pc_attr *old, const kd_ial *ial) {
    kd_ial own = {0};
    kd_ial_apply(k, &own, ial);
    const pc_attr *add = kd_ial_attr(k, &own), *out = old;
    if (add->id.n) out = pc_attr_set_id(k->arena, out, add->id);
    for (size_t i = 0; i < add->classes.n; i++)
        out = pc_attr_add_class(k->arena, out, add->classes.v[i]);
    for (size_t i = 0; i < add->pairs.n; i++)
        out = pc_attr_set(k->arena, out, add->pairs.v[i].key, add->pairs.v[i].value);
    return out;
}

/* A node without an Attr gets a Span around it, with the same origin (ast.h). */
static pc_html_tag origin(const pc_inline *x) {
    static const pc_html_tag rows[PC_INLINE_COUNT] = {
        [PC_Emph] = PC_HTML_EM, [PC_Strong] = PC_HTML_STRONG, [PC_Strikeout] = PC_HTML_DEL};
    return x->html ? (pc_html_tag)x->html : rows[x->tag];
}

static void apply(kd *k, pc_inline *x, const kd_ial *ial) {
    const pc_attr *old = pc_inline_attr(x);
    if (old) {
        *x = pc_inline_with_attr(k->arena, *x, merged(k, old, ial));
        return;
    }
    pc_html_tag tag = origin(x);
    const pc_attr *attr = merged(k, &pc_attr_none, ial);
    if (tag == PC_HTML_NONE || pc_attr_empty(attr)) return;
    x->html = (uint8_t)tag;
    *x = pc_from(pc_span_node(k->arena, attr, pc_inlines1(k->arena, *x)), tag, x->pos);
}

/* The } that ends what begins at [at], escaped ones aside; PC_NPOS: there is none. */
static size_t brace(kd_span *p, size_t at) {
    if (p->no_extension && at >= p->no_extension) return PC_NPOS;
    for (size_t i = at; i < p->s.n; i++) {
        if (p->s.p[i] == '}') return i;
        if (p->s.p[i] == '\\' && kd_span_char(p, i + 1) == '}') i++;
    }
    p->no_extension = at;
    return PC_NPOS;
}

static bool attribute_list(kd_span *p) {
    size_t from = p->at + 2, end = brace(p, from);
    if (end == PC_NPOS || end == from) return false;
    bool fits = p->element && p->out.n > p->frame->first;
    if (!fits) {
        kd_warn(p->k, kd_pos(p->t, p->at), "an attribute list behind text belongs to nothing");
        return false;
    }
    kd_ial ial = {0};
    kd_ial_parse(p->k, pc_str_sub(p->s, from, end), &ial);
    pc_inline *x = &p->out.v[p->out.n - 1];
    apply(p->k, x, &ial);
    if (x->tag == PC_Image && kd_ial_has_ref(&ial, "standalone")) x->html = PC_HTML_FIGURE;
    p->at = end + 1;
    return true;
}

/* --- extensions ----------------------------------------------------------------------------------
 */

/* {:/name} or {:/} from [at] on; *to is behind it. */
static size_t stop_tag(kd_span *p, size_t at, pc_str name, size_t *to) {
    for (size_t i = at; (i = pc_str_find(p->s, PC_S("{:/"), i)) != PC_NPOS; i += 3) {
        pc_str rest = pc_str_from(p->s, i + 3);
        if (pc_str_starts(rest, name)) rest = pc_str_from(rest, name.n);
        if (!rest.n || rest.p[0] != '}') continue;
        *to = (size_t)(rest.p - p->s.p) + 1;
        return i;
    }
    return PC_NPOS;
}

static void put_extension(kd_span *p, pc_str name, pc_str options, pc_str body, size_t from) {
    kd *k = p->k;
    kd_ial opts = {0};
    kd_ial_parse(k, options, &opts);
    if (pc_str_eqz(name, "comment") && body.p) {
        body = kd_comment(k, body);
        kd_span_raw(p, PC_S("html"), body, from);
    } else if (pc_str_eqz(name, "nomarkdown")) {
        pc_str type = pc_str_trim(kd_ial_get(&opts, "type"));
        if (body.p) kd_span_raw(p, type.n ? pc_str_dup(k->arena, type) : PC_S("html"), body, from);
    } else if (pc_str_eqz(name, "options")) {
        kd_set_options(k, &opts, kd_pos(p->t, from));
    }
}

/* {::name options /} or {::name options}body{:/name} */
static bool extension(kd_span *p) {
    size_t from = p->at, at = from + 3, end = at;
    while (end < p->s.n && (pc_is_alnum(p->s.p[end]) || p->s.p[end] == '_')) end++;
    pc_str name = pc_str_sub(p->s, at, end);
    bool known = pc_str_eqz(name, "comment") || pc_str_eqz(name, "nomarkdown") ||
                 pc_str_eqz(name, "options");
    size_t close = known ? brace(p, end) : PC_NPOS;
    int c = kd_span_char(p, end);
    if (close == PC_NPOS || !(pc_is_space(c) || c == '/' || c == '}')) return false;
    bool alone = p->s.p[close - 1] == '/';
    pc_str options = pc_str_sub(p->s, end, close - alone), body = {0};
    size_t to = close + 1;
    if (!alone) {
        size_t stop = stop_tag(p, to, name, &end);
        if (stop == PC_NPOS) {
            p->waste += p->s.n - to;
            kd_warn(p->k, kd_pos(p->t, from), "{::%.*s} has no end: it is read as text",
                    PC_F(name));
            return false;
        }
        body = pc_str_sub(p->s, to, stop);
        to = end;
    }
    put_extension(p, name, options, body, from);
    p->at = to;
    return true;
}

bool kd_span_extension(kd_span *p) {
    if (!kd_span_at(p, "{:")) return false;
    bool more = kd_span_at(p, "{::");
    bool taken = more && !kd_span_hopeless(p) ? extension(p)
                                              : !kd_span_at(p, "{:/") && !more && attribute_list(p);
    if (taken) return true;
    kd_span_text(p, p->at, p->at + 1);
    p->at++;
    return true;
}
