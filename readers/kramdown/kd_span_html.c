/* HTML and kramdown's own extensions within text: elements, comments, {: …}, {::comment}. */
#include "ast/walk.h"
#include "html/html_int.h"
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

/* Text that is none of the page's, or in which blanks count. */
static bool is_verbatim(pc_str name) {
    return kd_html_is_program(name) || pc_str_eqz(name, "textarea");
}

/* Where its tag stays raw, a list of attributes behind the element is still for that. */
static void remember_tag(kd_span *p, size_t at, pc_str name, const kd_ial *attr) {
    p->tag_at = at;
    p->tag_name = name;
    p->tag_attr = attr;
    p->element = true;
}

static void push_element(kd_span *p, pc_str name, const kd_ial *attr, pc_inlines xs, size_t from) {
    kd_span_settle(p);
    size_t at = p->out.n;
    kd_push_html_inline(p->k, &p->out, name, attr, xs, kd_pos(p->t, from));
    remember_tag(p, at, name, attr);
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
    kd_span_settle(p); /* what is put out now is never taken back to the text before it */
    if (tag->closed || facts->empty || !kd_span_open(p, &f, KD_S_HTML)) {
        p->at = tag->end;
        push_element(p, name, attr, (pc_inlines){0}, from);
        return;
    }
    size_t tag_at = p->out.n;
    bool node = kd_html_is_node(k, name);
    if (!node) kd_push_raw_tag(k, &p->out, name, attr, kd_pos(p->t, from));
    f.first = p->out.n;
    f.raw = raw;
    f.verbatim = raw && (is_verbatim(name) || f.up->verbatim);
    f.in_html = true;
    p->at = tag->end;
    kd_stop stop = {"<", ends_element, &name};
    if (kd_span_run(p, &stop))
        p->at = pc_str_chr(p->s, '>', p->at) + 1;
    else
        take_rest(p, name, from);
    if (node) {
        push_element(p, name, attr, kd_span_close(p), from);
        return;
    }
    kd_span_merge(p); /* no copies, however deep it stands */
    kd_push_raw_tag(k, &p->out, name, NULL, kd_pos(p->t, from));
    remember_tag(p, tag_at, name, attr);
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
    kd_span_decoded(p, p->at, to);
    p->at = to;
    return true;
}

/* --- attribute lists -----------------------------------------------------------------------------
 */

/* More classes, even those that are there. */
static const pc_attr *with_classes(kd *k, const pc_attr *x, pc_strs more) {
    pc_str *v = PC_NEW_N(k->arena, pc_str, x->classes.n + more.n);
    if (x->classes.n) memcpy(v, x->classes.v, x->classes.n * sizeof *v);
    memcpy(v + x->classes.n, more.v, more.n * sizeof *v);
    return pc_attr_new(k->arena, x->id, v, x->classes.n + more.n, x->pairs.v, x->pairs.n);
}

static const pc_attr *merged(kd *k, const pc_attr *old, const kd_ial *own) {
    const pc_attr *add = kd_ial_attr(k, own), *out = old;
    if (add->id.n) out = pc_attr_set_id(k->arena, out, add->id);
    if (add->classes.n) out = with_classes(k, out, add->classes);
    for (size_t i = 0; i < add->pairs.n; i++)
        out = pc_attr_set(k->arena, out, add->pairs.v[i].key, add->pairs.v[i].value);
    return out;
}

/* A node without an Attr gets a Span around it, with the same origin (ast.h). */
static pc_html_tag origin(const pc_inline *x) {
    static const pc_html_tag rows[PC_INLINE_COUNT] = {[PC_Emph] = PC_HTML_EM,
                                                      [PC_Strong] = PC_HTML_STRONG,
                                                      [PC_Strikeout] = PC_HTML_DEL,
                                                      [PC_Math] = PC_HTML_SPAN};
    return x->html ? (pc_html_tag)x->html : rows[x->tag];
}

/* A title in the list takes the place of the link's; an empty one stays an attribute. */
static pc_inline with_title(kd *k, const pc_inline *x, const pc_attr *attr) {
    const pc_link *l = x->u.link;
    pc_str title = {0};
    const pc_attr *rest = html_attr_take(k->arena, attr, "title", &title);
    if (title.n) attr = rest;
    if (!title.p) title = l->title;
    pc_inline y = x->tag == PC_Link ? pc_link_node(k->arena, attr, l->content, l->url, title)
                                    : pc_image(k->arena, attr, l->content, l->url, title);
    y.html = x->html;
    y.kind = x->kind;
    return pc_at(y, x->pos);
}

static void apply(kd *k, pc_inline *x, const kd_ial *ial) {
    const pc_attr *old = pc_inline_attr(x);
    if (old) {
        const pc_attr *all = merged(k, old, ial);
        bool link = x->tag == PC_Link || x->tag == PC_Image;
        *x = link ? with_title(k, x, all) : pc_inline_with_attr(k->arena, *x, all);
        return;
    }
    pc_html_tag tag = origin(x);
    const pc_attr *attr = merged(k, &pc_attr_none, ial);
    if (tag == PC_HTML_NONE || pc_attr_empty(attr)) return;
    if (x->tag != PC_Math) x->html = (uint8_t)tag;
    *x = pc_from(pc_span_node(k->arena, attr, pc_inlines1(k->arena, *x)), tag, x->pos);
}

static size_t brace(kd_span *p, size_t at) {
    return kd_next_brace(&p->brace, p->s, at);
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

/* {::name … at the scanner, whatever the name; *name_end is behind that. {::} and {::a-b} are lists
 * of attributes. */
static bool is_extension(kd_span *p, size_t *name_end) {
    size_t end = p->at + 3;
    if (!kd_span_at(p, "{::")) return false;
    while (pc_is_alnum(kd_span_char(p, end)) || kd_span_char(p, end) == '_') end++;
    int c = kd_span_char(p, end);
    *name_end = end;
    if (end == p->at + 3) return false;
    return pc_is_space(c) || c == '}' || (c == '/' && kd_span_char(p, end + 1) == '}');
}

/* {:/} and {:/name} */
static bool is_stop(const kd_span *p) {
    size_t end = p->at + 3;
    if (!kd_span_at(p, "{:/")) return false;
    while (pc_is_alnum(kd_span_char(p, end)) || kd_span_char(p, end) == '_' ||
           (kd_span_char(p, end) == '-' && end > p->at + 3))
        end++;
    return kd_span_char(p, end) == '}';
}

static void apply_to_tag(kd_span *p, const kd_ial *own) {
    kd_ial all = {0};
    pc_inline *tag = &p->out.v[p->tag_at];
    bool closed = pc_str_endsz(tag->u.raw->text, "/>");
    for (size_t i = 0; i < p->tag_attr->pairs.n; i++)
        kd_ial_put(p->k, &all, p->tag_attr->pairs.v[i].key, p->tag_attr->pairs.v[i].value);
    kd_ial_apply(p->k, &all, own);
    pc_str text = kd_open_tag(p->k, p->tag_name, &all, closed);
    *tag = pc_at(pc_raw_inline(p->k->arena, PC_S("html"), text), tag->pos);
}

/* {: …} at the scanner: its attributes come over *own. */
static bool one_list(kd_span *p, kd_ial *own, bool *standalone) {
    size_t from = p->at + 2, end = brace(p, from);
    if (end == PC_NPOS || end == from) return false;
    kd_ial ial = {0};
    kd_ial_parse(p->k, pc_str_sub(p->s, from, end), &ial);
    kd_ial_apply(p->k, own, &ial);
    *standalone |= kd_ial_has_ref(&ial, "standalone");
    p->at = end + 1;
    return true;
}

/* Lists that follow each other are applied together: each takes its time once. */
static bool attribute_lists(kd_span *p) {
    kd_ial own = {0};
    size_t end;
    bool standalone = false, any = false;
    if (!p->element || p->out.n == p->frame->first) {
        end = brace(p, p->at + 2);
        if (end != PC_NPOS && end > p->at + 2)
            kd_warn(p->k, kd_pos(p->t, p->at), "an attribute list behind text belongs to nothing");
        return false;
    }
    while (kd_span_at(p, "{:") && !is_stop(p) && !is_extension(p, &end) &&
           one_list(p, &own, &standalone))
        any = true;
    if (!any) return false;
    pc_inline *x = &p->out.v[p->out.n - 1];
    if (x->tag == PC_RawInline && p->tag_attr && p->tag_at < p->out.n)
        apply_to_tag(p, &own);
    else
        apply(p->k, x, &own);
    bool image = x->tag == PC_Image && !x->html; /* Markdown's, not a tag */
    if (image && standalone) x->html = PC_HTML_FIGURE;
    return true;
}

/* {::name options /} or {::name options}body{:/name} */
static bool extension(kd_span *p, size_t end) {
    size_t from = p->at;
    pc_str name = pc_str_sub(p->s, from + 3, end);
    bool known = pc_str_eqz(name, "comment") || pc_str_eqz(name, "nomarkdown") ||
                 pc_str_eqz(name, "options");
    size_t close = known ? brace(p, end) : PC_NPOS;
    if (close == PC_NPOS) return false;
    bool alone = p->s.p[close - 1] == '/';
    pc_str options = pc_str_sub(p->s, end, close - alone), body = {0};
    size_t to = close + 1;
    if (!alone) {
        size_t stop = stop_tag(p, to, name, &end);
        if (stop == PC_NPOS) {
            p->waste += p->s.n - to;
            kd_warn(p->k, kd_pos(p->t, from),
                    "'{::%.*s}' has no end, {:/} or {:/%.*s}: it is read as text", PC_F(name),
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
    size_t end;
    bool taken = false;
    if (!kd_span_at(p, "{:")) return false;
    if (is_extension(p, &end))
        taken = !kd_span_hopeless(p) && extension(p, end);
    else if (!is_stop(p))
        taken = attribute_lists(p);
    if (taken) return true;
    kd_span_text(p, p->at, p->at + 1);
    p->at++;
    return true;
}
