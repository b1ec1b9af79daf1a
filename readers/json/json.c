/* Pandoc's JSON to a document: every constructor of pandoc-types 1.22 and 1.23.
 *
 * The text is read straight into cells (nodes.c) over a pull tokenizer (pull.c). Generic values in
 * between (data/json.h) would be shorter, but a page's JSON is six times the page, and its values
 * take some 200 bytes for each word, where a cell takes 24 and a slice of the source. What is
 * accepted is what Pandoc's own reader (aeson) accepts: members in any order, the first of two with
 * one name, unknown ones left out, whole numbers also as 2.0. */
#include "readers/json/json.h"

#include "ast/meta.h"
#include "readers/json/nodes.h"
#include "registry/ctx.h"

static const json_names meta_names =
    NAMES("a metadata value", PC_LIT("MetaMap"), PC_LIT("MetaList"), PC_LIT("MetaBool"),
          PC_LIT("MetaString"), PC_LIT("MetaInlines"), PC_LIT("MetaBlocks"));

typedef PC_VEC(pc_meta_entry) json_entries;

static pc_meta json_meta(json *j, pull_path *f);

/* An object of metadata values. */
static pc_meta_map json_map(json *j) {
    pull *r = &j->r;
    json_entries v = {0};
    pull_take(r, '{', "an object of metadata values");
    for (bool first = true; !pull_try(r, '}'); first = false) {
        if (!first) pull_take(r, ',', "',' or '}'");
        pc_meta_entry e = {.key = pull_string(r, "a key")};
        pull_take(r, ':', "':' after the key");
        pull_path f = {r->path, pc_str_cat(r->scratch, PC_S("."), e.key), PC_NPOS, NULL};
        r->path = &f;
        e.value = json_meta(j, &f);
        r->path = f.up;
        pc_vec_push(r->scratch, &v, e);
    }
    /* pc_meta_sort() keeps the last of equal keys, aeson the first. */
    for (size_t i = 0, k = v.n; i + 1 < k; i++) {
        pc_meta_entry swap = v.v[i];
        v.v[i] = v.v[--k];
        v.v[k] = swap;
    }
    return pc_meta_sort(r->arena, v.v, v.n);
}

static pc_meta_list json_meta_list(json *j) {
    PC_VEC(pc_meta) v = {0};
    pull_path f;
    pull_open(&j->r, &f, PC_S(".c"), "a list of metadata values");
    while (pull_next(&j->r, &f)) pc_vec_push(j->r.scratch, &v, json_meta(j, &f));
    return (pc_meta_list){pc_vec_done(j->r.arena, &v), v.n};
}

static void json_meta_content(json *j, pc_meta *m) {
    switch ((pc_meta_tag)m->tag) {
    case PC_MetaMap: m->u.map = json_map(j); break;
    case PC_MetaList: m->u.list = json_meta_list(j); break;
    case PC_MetaBool: m->u.b = pull_bool(&j->r); break;
    case PC_MetaString: m->u.text = pull_string(&j->r, "a string"); break;
    case PC_MetaInlines: m->u.inlines = json_inlines(j, PC_S(".c")); break;
    case PC_MetaBlocks: m->u.blocks = json_blocks(j, PC_S(".c")); break;
    }
}

static pc_meta json_meta(json *j, pull_path *f) {
    json_con c;
    json_deeper(j);
    json_con_open(j, &c, &meta_names);
    bool content = json_con_content(j, &c);
    f->name = meta_names.v[c.tag].p;
    if (!content) pull_fail(&j->r, c.at, PC_S(""), "%s has no \"c\"", f->name);
    pc_meta m = {.tag = (uint8_t)c.tag, .pos = pc_source_pos(j->r.src, c.at)};
    json_meta_content(j, &m);
    while (json_con_content(j, &c)) pull_skip(&j->r);
    j->depth--;
    return m;
}

static void json_version(json *j, pc_doc *doc) {
    pull *r = &j->r;
    pull_path f;
    pull_peek(r);
    size_t at = pull_at(r);
    pull_open(r, &f, PC_S("pandoc-api-version"), "a version: [1, 23, 1]");
    for (size_t i = 0; pull_next(r, &f); i++) {
        int64_t n = pull_int(r, "a number");
        if (i < PC_COUNT(doc->api)) doc->api[i] = n < 0 || n > INT16_MAX ? -1 : (int)n;
    }
    if (doc->api[0] == 1 && (doc->api[1] == 22 || doc->api[1] == 23)) return;
    pull_fail(r, at, PC_S("Pandoc 2.11 to 2.19 write version 1.22, Pandoc 3 writes 1.23"),
              "this is version %d.%d of Pandoc's JSON; versions 1.22 and 1.23 can be read",
              doc->api[0], doc->api[1]);
}

typedef enum json_member { MEMBER_API, MEMBER_META, MEMBER_BLOCKS, MEMBER_COUNT } json_member;
static const pc_str members[] = {PC_LIT("pandoc-api-version"), PC_LIT("meta"), PC_LIT("blocks")};

static void json_read_member(json *j, pc_doc *doc, json_member member) {
    pull_path f = {NULL, PC_S("meta"), PC_NPOS, NULL};
    switch (member) {
    case MEMBER_API: json_version(j, doc); break;
    case MEMBER_META:
        j->r.path = &f;
        doc->meta = json_map(j);
        j->r.path = NULL;
        break;
    case MEMBER_BLOCKS: doc->blocks = json_blocks(j, PC_S("blocks")); break;
    case MEMBER_COUNT: pull_skip(&j->r);
    }
}

/* What Pandoc wrote before 1.18 was a list of metadata, {"unMeta": …}, and blocks. */
static pc_str list_help(const pull *r) {
    pc_str start = pc_str_sub((pc_str){r->p, (size_t)(r->end - r->p)}, 0, 200);
    if (pc_str_find(start, PC_S("\"unMeta\""), 0) == PC_NPOS)
        return PC_S("a list of works is CSL JSON: read it with -f csljson");
    return PC_S("Pandoc before 1.18 wrote a list; write it anew with a newer one");
}

static void json_doc(json *j, pc_doc *doc) {
    pull *r = &j->r;
    unsigned seen = 0;
    if (pull_peek(r) == '[')
        pull_fail(r, pull_at(r), list_help(r),
                  "expected a document {\"pandoc-api-version\": …}, found a list");
    size_t at = pull_at(r);
    pull_take(r, '{', "a document {\"pandoc-api-version\": …}");
    for (bool first = true; !pull_try(r, '}'); first = false) {
        if (!first) pull_take(r, ',', "',' or '}'");
        pc_str key = pull_string(r, "a key");
        pull_take(r, ':', "':' after the key");
        size_t member = 0;
        while (member < MEMBER_COUNT && !pc_str_eq(members[member], key)) member++;
        json_read_member(j, doc, seen >> member & 1 ? MEMBER_COUNT : (json_member)member);
        seen |= 1u << member;
    }
    for (size_t i = 0; i < MEMBER_COUNT; i++)
        if (!(seen >> i & 1))
            pull_fail(r, at,
                      PC_S("pubconv -t json and pandoc -t json write all three; CSL JSON is read "
                           "with -f csljson"),
                      "this document has no \"%.*s\"", PC_F(members[i]));
    pull_end(r);
}

typedef struct json_call {
    json j;
    pc_doc doc;
} json_call;

static void json_body(void *arg) {
    json_call *call = arg;
    json_doc(&call->j, &call->doc);
}

/* The first error is the last: what follows a wrong bracket means nothing. */
static pc_status json_read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    const char *p = in->text.p;
    json_call call = {.doc = *out};
    call.j.r = (pull){.mem = cx->mem,
                      .arena = cx->arena,
                      .scratch = cx->scratch,
                      .diags = cx->diags,
                      .src = in,
                      .start = p,
                      .p = p,
                      .end = p + in->text.n};
    pc_mark mark = pc_arena_mark(cx->scratch);
    pc_fault fault = pc_try(cx->mem, json_body, &call);
    pc_arena_release(cx->scratch, mark);
    if (fault == PC_FAULT_STOP) return PC_FAILED;
    if (fault) pc_throw(cx->mem, fault);
    *out = call.doc;
    return PC_OK;
}

static const char *const suffixes[] = {".json", NULL};

const pc_reader pc_reader_json = {
    .size = sizeof(pc_reader),
    .name = "json",
    .summary = "Pandoc's document model as JSON",
    .suffixes = suffixes,
    .read = json_read,
};
