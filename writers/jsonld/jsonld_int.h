/* Writing JSON piece by piece, indented. */
#ifndef JL_INT_H
#define JL_INT_H

#include "bib/record.h"
#include "registry/ctx.h"

typedef struct jl {
    pc_ctx *cx;
    pc_arena *a;
    pc_buf *out;
    size_t depth;
    bool first; /* nothing was put into the innermost object or array */
    bool keyed; /* a key waits for its value */
} jl;

void jl_open(jl *j, char bracket);  /* '{' or '[' */
void jl_close(jl *j, char bracket); /* '}' or ']' */
void jl_key(jl *j, const char *key);
void jl_str(jl *j, pc_str s);
void jl_strz(jl *j, const char *s);
void jl_number(jl *j, size_t n);
/* key: "text", unless the text is empty. */
void jl_member(jl *j, const char *key, pc_str text);
/* key: {"@id": "…"} */
void jl_ref(jl *j, const char *key, pc_str id);
/* {"@type": "…", and on. */
void jl_node(jl *j, const char *type);

/* Who the page belongs to. */
typedef struct jl_person {
    pc_str id; /* empty: nobody is known */
    pc_str name, given, family;
    pc_str orcid;
} jl_person;

typedef struct jl_page {
    pc_str base;   /* https://site/page/, or empty */
    pc_str origin; /* https://site, or empty */
    jl_person self;
} jl_page;

/* [path] as an absolute address; empty if that cannot be. */
pc_str jl_absolute(jl *j, const jl_page *page, pc_str path);
pc_str jl_local_id(jl *j, const jl_page *page, pc_str fragment);
pc_str jl_meta_text(jl *j, pc_meta_map m, const char *path);

void jl_find_person(jl *j, jl_page *page, const pc_doc *doc, const bib_list *list);
void jl_write_person(jl *j, const jl_page *page, const pc_doc *doc, const bib_list *list);

/* [id]: the work's @id. */
void jl_write_work(jl *j, const jl_page *page, const bib_record *r, pc_str id);

#endif
