/* Of a whole site: which page is meant, and a collection as one document. */
#ifndef PC_JEKYLL_FOLDER_H
#define PC_JEKYLL_FOLDER_H

#include "readers/jekyll/site.h"
#include "registry/registry.h"

typedef PC_VEC(pc_str) jek_names;
pc_str jek_names_text(pc_arena *a, const jek_names *v); /* "a, b, c" for messages, not too long */

/* A site that was opened as a folder. */
typedef struct jek_folder_site {
    jek_site *site;
    PC_VEC(pc_folder_entry) entries;
    jek_docs docs; /* of the entries */
    bool converting;
} jek_folder_site;

bool jek_doc_is_shown(jek_doc *d); /* it becomes a page that browsers show */
/* Whether its documents become pages of the site. */
bool jek_collection_written(const jek_collection *c);
/* Whether its documents, which have been read, are works, and not talks or courses. */
bool jek_collection_works(jek_collection *c);

/* The page or document with this path in the site or this address; NULL after a diagnostic. */
jek_doc *jek_page_named(jek_site *s, pc_str name);
/* NULL after a diagnostic. */
jek_collection *jek_collection_named(jek_site *s, pc_str label);
/* Whether a name says "publications", in one of the usual words. */
bool jek_means_publications(pc_arena *scratch, pc_str name);
/* The page with the site's publications, or the collection of them. PC_FAILED after a diagnostic
 * that says what could be chosen instead. */
pc_status jek_publications(jek_site *s, pc_doc *out);
/* A collection as a document: one entry after another, newest first. */
pc_status jek_collection_doc(jek_collection *c, pc_doc *out);
/* Whether a document is one of works; and its entry, of its front matter. */
bool jek_doc_is_work(const jek_doc *d);
pc_blocks jek_work_blocks(jek_doc *d);
/* Whether data are a list of works; and its entries. */
bool jek_data_works(jek_site *s, const pc_value *v);
pc_blocks jek_data_blocks(jek_site *s, const pc_value *list);
/* Leaves of "_data/cv/own.yml" the words "cv/own" under which the site's data have it. False: it
 * does not begin with the folder of data. */
bool jek_data_path(const jek_site *s, pc_str *name);
/* Adds the files of data, as "_data/cv/own". */
void jek_data_names(jek_site *s, jek_names *out);
/* A data file, by its path with or without _data/ and suffix, as a document: a list of maps, in its
 * order. False: it is none. */
bool jek_data_doc(jek_site *s, pc_str name, pc_doc *out);

#endif
