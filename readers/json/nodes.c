/* The constructors of pandoc-types 1.22 and 1.23, straight from the text into cells: one row per
 * shape reads the value of "c". Recursion is bounded by PC_MAX_DEPTH. */
#include "readers/json/nodes.h"

#include "ast/build.h"
#include "base/limits.h"

static const json_names inline_names = {.type = "an inline",
                                        .n = PC_INLINE_COUNT,
                                        .v = {
#define PC_INLINE(Name, SHAPE) [PC_##Name] = PC_LIT(#Name),
#include "ast/ast.def"
                                        }};
static const json_names block_names = {.type = "a block",
                                       .n = PC_BLOCK_COUNT,
                                       .v = {
#define PC_BLOCK(Name, SHAPE) [PC_##Name] = PC_LIT(#Name),
#include "ast/ast.def"
                                       }};

/* The other types that are written {"t": …}, in the order of the enumerations of ast.h. */
static const json_names quote_names =
    NAMES("a quote type", PC_LIT("SingleQuote"), PC_LIT("DoubleQuote"));
static const json_names math_names =
    NAMES("a math type", PC_LIT("DisplayMath"), PC_LIT("InlineMath"));
static const json_names mode_names = NAMES("a citation mode", PC_LIT("AuthorInText"),
                                           PC_LIT("SuppressAuthor"), PC_LIT("NormalCitation"));
static const json_names style_names =
    NAMES("a list number style", PC_LIT("DefaultStyle"), PC_LIT("Example"), PC_LIT("Decimal"),
          PC_LIT("LowerRoman"), PC_LIT("UpperRoman"), PC_LIT("LowerAlpha"), PC_LIT("UpperAlpha"));
static const json_names delim_names =
    NAMES("a list number delimiter", PC_LIT("DefaultDelim"), PC_LIT("Period"), PC_LIT("OneParen"),
          PC_LIT("TwoParens"));
static const json_names align_names =
    NAMES("an alignment", PC_LIT("AlignLeft"), PC_LIT("AlignRight"), PC_LIT("AlignCenter"),
          PC_LIT("AlignDefault"));
static const json_names width_names =
    NAMES("a column width", PC_LIT("ColWidth"), PC_LIT("ColWidthDefault"));

/* Constructors. */

static size_t json_find(json *j, const json_names *names, pc_str name, size_t at) {
    for (size_t i = 0; i < names->n; i++)
        if (names->v[i].n == name.n && memcmp(names->v[i].p, name.p, name.n) == 0) return i;
    pc_str meant = pc_did_you_mean(name, names->v, names->n), help = PC_S("");
    if (meant.n) help = pc_str_fmt(j->r.diags->arena, "did you mean \"%.*s\"?", PC_F(meant));
    pull_fail(&j->r, at, help, "unknown constructor \"%.*s\" of %s", PC_F(name), names->type);
}

void json_con_open(json *j, json_con *c, const json_names *names) {
    pull_peek(&j->r);
    *c = (json_con){names, pull_at(&j->r), PC_NPOS, false};
    pull_take(&j->r, '{', names->type);
    if (pull_peek(&j->r) == ',') pull_expected(&j->r, "a key");
}

static void json_con_tag(json *j, json_con *c) {
    size_t at = pull_at(&j->r);
    pc_str name = pull_string(&j->r, "the name of a constructor");
    if (c->tag == PC_NPOS) c->tag = json_find(j, c->names, name, at);
}

static void json_con_need_tag(json *j, const json_con *c) {
    if (c->tag == PC_NPOS)
        pull_fail(&j->r, c->at, PC_S(""), "this object has no \"t\" that says which %s it is",
                  c->names->type + (pc_str_startsz(pc_strz(c->names->type), "an ") ? 3 : 2));
}

bool json_con_content(json *j, json_con *c) {
    pull *r = &j->r;
    for (bool first = c->tag == PC_NPOS && !c->passed; !pull_try(r, '}'); first = false) {
        if (!first) pull_take(r, ',', "',' or '}'");
        pc_str key = pull_string(r, "a key");
        pull_take(r, ':', "':' after the key");
        bool content = key.n == 1 && *key.p == 'c' && !c->passed;
        if (key.n == 1 && *key.p == 't' && !c->passed) {
            pull_peek(r);
            json_con_tag(j, c);
            continue;
        }
        if (!content) {
            pull_skip(r);
            continue;
        }
        if (c->tag == PC_NPOS) {
            pc_str name = pull_tag_ahead(r, c->at);
            if (name.p) c->tag = json_find(j, c->names, name, (size_t)(name.p - r->start) - 1);
        }
        json_con_need_tag(j, c);
        c->passed = true;
        return true;
    }
    json_con_need_tag(j, c);
    return false;
}

/* A constructor without arguments; what is given nevertheless is left out, as aeson does. */
static size_t json_enum(json *j, const json_names *names) {
    json_con c;
    json_con_open(j, &c, names);
    while (json_con_content(j, &c)) pull_skip(&j->r);
    return c.tag;
}

/* Arguments. */

#define HERE PC_S("") /* a list whose place is an item of the list around it */

static pc_strs json_strs(json *j, const char *what) {
    PC_VEC(pc_str) v = {0};
    pull_path f;
    pull_open(&j->r, &f, HERE, what);
    while (pull_next(&j->r, &f)) pc_vec_push(j->r.scratch, &v, pull_string(&j->r, "a string"));
    return (pc_strs){pc_vec_done(j->r.arena, &v), v.n};
}

static pc_str json_item_str(json *j, pull_path *f, const char *what) {
    pull_item(&j->r, f, what);
    return pull_string(&j->r, what);
}

static const pc_attr *json_attr(json *j) {
    pull *r = &j->r;
    PC_VEC(pc_key_value) pairs = {0};
    pull_path f, g, h;
    pull_open(r, &f, HERE, "attributes: [id, [classes], [[key, value]]]");
    pc_str id = json_item_str(j, &f, "an identifier");
    pull_item(r, &f, "a list of classes");
    pc_strs classes = json_strs(j, "a list of classes");
    pull_item(r, &f, "a list of pairs");
    pull_open(r, &g, HERE, "a list of pairs");
    while (pull_next(r, &g)) {
        pc_key_value pair;
        pull_open(r, &h, HERE, "a pair [key, value]");
        pair.key = json_item_str(j, &h, "a key");
        pair.value = json_item_str(j, &h, "a value");
        pull_close(r, &h);
        pc_vec_push(r->scratch, &pairs, pair);
    }
    pull_close(r, &f);
    if (id.n + classes.n + pairs.n == 0) return &pc_attr_none;
    return pc_attr_new(r->arena, id, classes.v, classes.n, pairs.v, pairs.n);
}

static const pc_attr *json_item_attr(json *j, pull_path *f) {
    pull_item(&j->r, f, "attributes");
    return json_attr(j);
}

static pc_inlines json_item_inlines(json *j, pull_path *f) {
    pull_item(&j->r, f, "a list of inlines");
    return json_inlines(j, HERE);
}

static pc_blocks json_item_blocks(json *j, pull_path *f) {
    pull_item(&j->r, f, "a list of blocks");
    return json_blocks(j, HERE);
}

static size_t json_item_enum(json *j, pull_path *f, const json_names *names) {
    pull_item(&j->r, f, names->type);
    return json_enum(j, names);
}

static int64_t json_item_int(json *j, pull_path *f, const char *what) {
    pull_item(&j->r, f, what);
    return pull_int(&j->r, what);
}

static pc_items json_items(json *j, pc_str label) {
    PC_VEC(pc_blocks) v = {0};
    pull_path f;
    pull_open(&j->r, &f, label, "a list of lists of blocks");
    while (pull_next(&j->r, &f)) pc_vec_push(j->r.scratch, &v, json_blocks(j, HERE));
    return (pc_items){pc_vec_done(j->r.arena, &v), v.n};
}

static void json_content(json *j, pull_path *f) {
    pull_open(&j->r, f, PC_S(".c"), "a list of arguments");
}

/* Shapes: each reads the value of "c" into the cell. */

static void json_text(json *j, pc_any *x) {
    if (x->i.tag != PC_Math) {
        x->i.u.text = pull_string(&j->r, "a string");
        return;
    }
    pull_path f;
    json_content(j, &f);
    x->i.kind = (uint16_t)json_item_enum(j, &f, &math_names);
    x->i.u.text = json_item_str(j, &f, "TeX");
    pull_close(&j->r, &f);
}

static void json_of_inlines(json *j, pc_any *x) {
    x->i.u.inlines = json_inlines(j, PC_S(".c"));
}

/* The one constructor of the shape above whose inlines are not all that it has. */
static void json_quoted(json *j, pc_any *x) {
    pull_path f;
    json_content(j, &f);
    x->i.kind = (uint16_t)json_item_enum(j, &f, &quote_names);
    x->i.u.inlines = json_item_inlines(j, &f);
    pull_close(&j->r, &f);
}

static void json_of_blocks(json *j, pc_any *x) {
    x->i.u.blocks = json_blocks(j, PC_S(".c"));
}

static pc_str json_key(json *j) {
    pc_str key = pull_string(&j->r, "a key");
    pull_take(&j->r, ':', "':' after the key");
    return key;
}

typedef enum json_field {
    FIELD_ID,
    FIELD_PREFIX,
    FIELD_SUFFIX,
    FIELD_MODE,
    FIELD_NOTE,
    FIELD_HASH,
    FIELD_COUNT
} json_field;
static const json_names fields =
    NAMES("a citation", PC_LIT("citationId"), PC_LIT("citationPrefix"), PC_LIT("citationSuffix"),
          PC_LIT("citationMode"), PC_LIT("citationNoteNum"), PC_LIT("citationHash"));

static void json_citation_field(json *j, pc_citation *c, json_field field) {
    pull *r = &j->r;
    switch (field) {
    case FIELD_ID: c->id = pull_string(r, "an identifier"); break;
    case FIELD_PREFIX: c->prefix = json_inlines(j, PC_S(".citationPrefix")); break;
    case FIELD_SUFFIX: c->suffix = json_inlines(j, PC_S(".citationSuffix")); break;
    case FIELD_MODE: c->mode = (pc_citation_mode)json_enum(j, &mode_names); break;
    case FIELD_NOTE: c->note_num = pull_int(r, "a number"); break;
    case FIELD_HASH: c->hash = pull_int(r, "a number"); break;
    case FIELD_COUNT: pull_skip(r);
    }
}

static pc_citation json_citation(json *j) {
    pull *r = &j->r;
    pc_citation c = {0};
    unsigned seen = 0;
    pull_peek(r);
    size_t at = pull_at(r);
    pull_take(r, '{', "a citation");
    for (bool first = true; !pull_try(r, '}'); first = false) {
        if (!first) pull_take(r, ',', "',' or '}'");
        pc_str key = json_key(j);
        size_t field = 0;
        while (field < FIELD_COUNT && !pc_str_eq(fields.v[field], key)) field++;
        json_citation_field(j, &c, seen >> field & 1 ? FIELD_COUNT : (json_field)field);
        seen |= 1u << field;
    }
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (!(seen >> i & 1))
            pull_fail(r, at, PC_S(""), "this citation has no \"%s\"", fields.v[i].p);
    return c;
}

static void json_cite(json *j, pc_any *x) {
    pull *r = &j->r;
    pc_cite cite = {0};
    PC_VEC(pc_citation) v = {0};
    pull_path f, g;
    json_content(j, &f);
    pull_item(r, &f, "a list of citations");
    pull_open(r, &g, HERE, "a list of citations");
    while (pull_next(r, &g)) pc_vec_push(r->scratch, &v, json_citation(j));
    cite.citations = (pc_citations){pc_vec_done(r->arena, &v), v.n};
    cite.content = json_item_inlines(j, &f);
    pull_close(r, &f);
    x->i.u.cite = pc_vec_copy(r->arena, &cite, 1, sizeof cite);
}

static void json_code(json *j, pc_any *x) {
    pull_path f;
    pc_code code;
    json_content(j, &f);
    code.attr = json_item_attr(j, &f);
    code.text = json_item_str(j, &f, "a text");
    pull_close(&j->r, &f);
    x->i.u.code = pc_vec_copy(j->r.arena, &code, 1, sizeof code);
}

static void json_raw(json *j, pc_any *x) {
    pull_path f;
    pc_raw raw;
    json_content(j, &f);
    raw.format = json_item_str(j, &f, "a format");
    raw.text = json_item_str(j, &f, "a text");
    pull_close(&j->r, &f);
    x->i.u.raw = pc_vec_copy(j->r.arena, &raw, 1, sizeof raw);
}

static void json_link(json *j, pc_any *x) {
    pull_path f, g;
    pc_link link;
    json_content(j, &f);
    link.attr = json_item_attr(j, &f);
    link.content = json_item_inlines(j, &f);
    pull_item(&j->r, &f, "a target: [address, title]");
    pull_open(&j->r, &g, HERE, "a target: [address, title]");
    link.url = json_item_str(j, &g, "an address");
    link.title = json_item_str(j, &g, "a title");
    pull_close(&j->r, &g);
    pull_close(&j->r, &f);
    x->i.u.link = pc_vec_copy(j->r.arena, &link, 1, sizeof link);
}

static void json_span(json *j, pc_any *x) {
    pull_path f;
    pc_span span;
    json_content(j, &f);
    span.attr = json_item_attr(j, &f);
    span.content = json_item_inlines(j, &f);
    pull_close(&j->r, &f);
    x->i.u.span = pc_vec_copy(j->r.arena, &span, 1, sizeof span);
}

static void json_div(json *j, pc_any *x) {
    pull_path f;
    pc_div div;
    json_content(j, &f);
    div.attr = json_item_attr(j, &f);
    div.content = json_item_blocks(j, &f);
    pull_close(&j->r, &f);
    x->b.u.div = pc_vec_copy(j->r.arena, &div, 1, sizeof div);
}

static void json_lines(json *j, pc_any *x) {
    PC_VEC(pc_inlines) v = {0};
    pull_path f;
    json_content(j, &f);
    while (pull_next(&j->r, &f)) pc_vec_push(j->r.scratch, &v, json_inlines(j, HERE));
    x->b.u.lines = (pc_lines){pc_vec_done(j->r.arena, &v), v.n};
}

static void json_olist(json *j, pc_any *x) {
    pull_path f, g;
    pc_olist list;
    json_content(j, &f);
    pull_item(&j->r, &f, "list attributes: [start, style, delimiter]");
    pull_open(&j->r, &g, HERE, "list attributes: [start, style, delimiter]");
    list.start = json_item_int(j, &g, "a start number");
    list.style = (pc_list_style)json_item_enum(j, &g, &style_names);
    list.delim = (pc_list_delim)json_item_enum(j, &g, &delim_names);
    pull_close(&j->r, &g);
    pull_item(&j->r, &f, "a list of items");
    list.items = json_items(j, HERE);
    pull_close(&j->r, &f);
    x->b.u.olist = pc_vec_copy(j->r.arena, &list, 1, sizeof list);
}

static void json_of_items(json *j, pc_any *x) {
    x->b.u.items = json_items(j, PC_S(".c"));
}

static void json_defs(json *j, pc_any *x) {
    PC_VEC(pc_def) v = {0};
    pull_path f, g;
    json_content(j, &f);
    while (pull_next(&j->r, &f)) {
        pc_def def;
        pull_open(&j->r, &g, HERE, "a pair [term, definitions]");
        def.term = json_item_inlines(j, &g);
        pull_item(&j->r, &g, "a list of definitions");
        def.defs = json_items(j, HERE);
        pull_close(&j->r, &g);
        pc_vec_push(j->r.scratch, &v, def);
    }
    x->b.u.defs = (pc_defs){pc_vec_done(j->r.arena, &v), v.n};
}

static void json_header(json *j, pc_any *x) {
    pull_path f;
    pc_header h;
    json_content(j, &f);
    h.level = json_item_int(j, &f, "a level");
    h.attr = json_item_attr(j, &f);
    h.content = json_item_inlines(j, &f);
    pull_close(&j->r, &f);
    x->b.u.header = pc_vec_copy(j->r.arena, &h, 1, sizeof h);
}

static pc_caption json_item_caption(json *j, pull_path *f) {
    pull_path g;
    pc_caption c = {0};
    pull_item(&j->r, f, "a caption: [short or null, blocks]");
    pull_open(&j->r, &g, HERE, "a caption: [short or null, blocks]");
    pull_item(&j->r, &g, "a short caption or null");
    c.has_short = !pull_null(&j->r);
    if (c.has_short) c.short_caption = json_inlines(j, HERE);
    c.blocks = json_item_blocks(j, &g);
    pull_close(&j->r, &g);
    return c;
}

static void json_figure(json *j, pc_any *x) {
    pull_path f;
    pc_figure figure;
    json_content(j, &f);
    figure.attr = json_item_attr(j, &f);
    figure.caption = json_item_caption(j, &f);
    figure.content = json_item_blocks(j, &f);
    pull_close(&j->r, &f);
    x->b.u.figure = pc_vec_copy(j->r.arena, &figure, 1, sizeof figure);
}

/* Tables. */

/* An explicit width of 0 is kept apart from ColWidthDefault by its sign (ast.h). */
static double json_width(json *j) {
    json_con c;
    double width = 0;
    json_con_open(j, &c, &width_names);
    if (json_con_content(j, &c)) {
        if (c.tag == 0)
            width = pull_double(&j->r, "a width");
        else
            pull_skip(&j->r);
        while (json_con_content(j, &c)) pull_skip(&j->r);
    } else if (c.tag == 0) {
        pull_fail(&j->r, c.at, PC_S(""), "ColWidth has no \"c\"");
    }
    return c.tag == 0 && !(width < 0) && !(width > 0) ? -0.0 : width;
}

static void json_item_cols(json *j, pull_path *f, pc_table *t) {
    PC_VEC(pc_col_spec) v = {0};
    pull_path g, h;
    pull_item(&j->r, f, "a list of columns");
    pull_open(&j->r, &g, HERE, "a list of columns");
    while (pull_next(&j->r, &g)) {
        pc_col_spec col;
        pull_open(&j->r, &h, HERE, "a column: [alignment, width]");
        col.align = (pc_alignment)json_item_enum(j, &h, &align_names);
        pull_item(&j->r, &h, "a column width");
        col.width = json_width(j);
        pull_close(&j->r, &h);
        pc_vec_push(j->r.scratch, &v, col);
    }
    t->cols = pc_vec_done(j->r.arena, &v);
    t->ncols = v.n;
}

static pc_cell json_cell(json *j) {
    pull_path f;
    pc_cell cell;
    pull_open(&j->r, &f, HERE, "a cell: [attributes, alignment, rows, columns, blocks]");
    cell.attr = json_item_attr(j, &f);
    cell.align = (pc_alignment)json_item_enum(j, &f, &align_names);
    cell.row_span = json_item_int(j, &f, "a row span");
    cell.col_span = json_item_int(j, &f, "a column span");
    cell.content = json_item_blocks(j, &f);
    pull_close(&j->r, &f);
    return cell;
}

static pc_row json_row(json *j) {
    PC_VEC(pc_cell) v = {0};
    pull_path f, g;
    pc_row row;
    pull_open(&j->r, &f, HERE, "a row: [attributes, cells]");
    row.attr = json_item_attr(j, &f);
    pull_item(&j->r, &f, "a list of cells");
    pull_open(&j->r, &g, HERE, "a list of cells");
    while (pull_next(&j->r, &g)) pc_vec_push(j->r.scratch, &v, json_cell(j));
    pull_close(&j->r, &f);
    row.cells = pc_vec_done(j->r.arena, &v);
    row.n = v.n;
    return row;
}

static pc_rows json_item_rows(json *j, pull_path *f) {
    PC_VEC(pc_row) v = {0};
    pull_path g;
    pull_item(&j->r, f, "a list of rows");
    pull_open(&j->r, &g, HERE, "a list of rows");
    while (pull_next(&j->r, &g)) pc_vec_push(j->r.scratch, &v, json_row(j));
    return (pc_rows){pc_vec_done(j->r.arena, &v), v.n};
}

static pc_table_part json_item_part(json *j, pull_path *f, const char *what) {
    pull_path g;
    pc_table_part part;
    pull_item(&j->r, f, what);
    pull_open(&j->r, &g, HERE, what);
    part.attr = json_item_attr(j, &g);
    part.rows = json_item_rows(j, &g);
    pull_close(&j->r, &g);
    return part;
}

static pc_table_body json_body(json *j) {
    pull_path f;
    pc_table_body body;
    pull_open(&j->r, &f, HERE, "a table body: [attributes, row head columns, rows, rows]");
    body.attr = json_item_attr(j, &f);
    body.row_head_columns = json_item_int(j, &f, "a number of row head columns");
    body.head = json_item_rows(j, &f);
    body.body = json_item_rows(j, &f);
    pull_close(&j->r, &f);
    return body;
}

static void json_table(json *j, pc_any *x) {
    PC_VEC(pc_table_body) v = {0};
    pull_path f, g;
    pc_table t;
    json_content(j, &f);
    t.attr = json_item_attr(j, &f);
    t.caption = json_item_caption(j, &f);
    json_item_cols(j, &f, &t);
    t.head = json_item_part(j, &f, "a table head: [attributes, rows]");
    pull_item(&j->r, &f, "a list of table bodies");
    pull_open(&j->r, &g, HERE, "a list of table bodies");
    while (pull_next(&j->r, &g)) pc_vec_push(j->r.scratch, &v, json_body(j));
    t.bodies = pc_vec_done(j->r.arena, &v);
    t.nbodies = v.n;
    t.foot = json_item_part(j, &f, "a table foot: [attributes, rows]");
    pull_close(&j->r, &f);
    x->b.u.table = pc_vec_copy(j->r.arena, &t, 1, sizeof t);
}

/* Nodes. */

static void (*const json_shapes[])(json *j, pc_any *x) = {
    [PC_SHAPE_EMPTY] = NULL,
    [PC_SHAPE_TEXT] = json_text,
    [PC_SHAPE_INLINES] = json_of_inlines,
    [PC_SHAPE_BLOCKS] = json_of_blocks,
    [PC_SHAPE_CITE] = json_cite,
    [PC_SHAPE_ATTR_TEXT] = json_code,
    [PC_SHAPE_RAW] = json_raw,
    [PC_SHAPE_LINK] = json_link,
    [PC_SHAPE_ATTR_INLINES] = json_span,
    [PC_SHAPE_ATTR_BLOCKS] = json_div,
    [PC_SHAPE_LINES] = json_lines,
    [PC_SHAPE_OLIST] = json_olist,
    [PC_SHAPE_ITEMS] = json_of_items,
    [PC_SHAPE_DEFS] = json_defs,
    [PC_SHAPE_HEADER] = json_header,
    [PC_SHAPE_TABLE] = json_table,
    [PC_SHAPE_FIGURE] = json_figure,
};

_Static_assert(PC_COUNT(json_shapes) == PC_SHAPE_COUNT, "every shape has a row");

void json_deeper(json *j) {
    if (++j->depth > PC_MAX_DEPTH)
        pull_fail(&j->r, pull_at(&j->r), PC_S(""), "nested deeper than %d", PC_MAX_DEPTH);
}

/* Reads an object into the cell: its tag, position and union. [f]: the frame of the list it stands
 * in. */
static void json_node(json *j, pull_path *f, bool block, pc_any *x) {
    json_con c;
    json_deeper(j);
    json_con_open(j, &c, block ? &block_names : &inline_names);
    bool content = json_con_content(j, &c);
    f->name = c.names->v[c.tag].p;
    pc_shape shape;
    if (block) {
        x->b = (pc_block){.tag = (uint8_t)c.tag, .pos = pc_source_pos(j->r.src, c.at)};
        shape = pc_block_shape((pc_block_tag)c.tag);
    } else {
        x->i = (pc_inline){.tag = (uint8_t)c.tag, .pos = pc_source_pos(j->r.src, c.at)};
        shape = pc_inline_shape((pc_inline_tag)c.tag);
    }
    if (!content && shape != PC_SHAPE_EMPTY)
        pull_fail(&j->r, c.at, PC_S(""), "%s has no \"c\"", f->name);
    if (content && !block && c.tag == PC_Quoted)
        json_quoted(j, x);
    else if (content && shape != PC_SHAPE_EMPTY)
        json_shapes[shape](j, x);
    else if (content)
        pull_skip(&j->r);
    while (content && json_con_content(j, &c)) pull_skip(&j->r);
    j->depth--;
}

pc_inlines json_inlines(json *j, pc_str label) {
    size_t base = j->inlines.n;
    pull_path f;
    pc_any x;
    pull_open(&j->r, &f, label, "a list of inlines");
    while (pull_next(&j->r, &f)) {
        json_node(j, &f, false, &x);
        pc_vec_push(j->r.scratch, &j->inlines, x.i);
    }
    pc_inlines xs = {NULL, j->inlines.n - base};
    if (xs.n) xs.v = pc_vec_copy(j->r.arena, j->inlines.v + base, xs.n, sizeof(pc_inline));
    j->inlines.n = base;
    return xs;
}

pc_blocks json_blocks(json *j, pc_str label) {
    size_t base = j->blocks.n;
    pull_path f;
    pc_any x;
    pull_open(&j->r, &f, label, "a list of blocks");
    while (pull_next(&j->r, &f)) {
        json_node(j, &f, true, &x);
        pc_vec_push(j->r.scratch, &j->blocks, x.b);
    }
    pc_blocks xs = {NULL, j->blocks.n - base};
    if (xs.n) xs.v = pc_vec_copy(j->r.arena, j->blocks.v + base, xs.n, sizeof(pc_block));
    j->blocks.n = base;
    return xs;
}
