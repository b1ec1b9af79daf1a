/* jekyll-scholar without Ruby: the site's .bib files, read by the bibtex reader, and what its tags
 * choose of them.
 *
 *   scholar.c        the tags: settings, options, HTML
 *   scholar_query.c  --query, sort_by, group_by */
#ifndef PC_JEKYLL_SCHOLAR_H
#define PC_JEKYLL_SCHOLAR_H

#include "bib/record.h"
#include "readers/jekyll/site.h"

/* An entry of a bibliography; its block lives as long as the site. */
typedef struct jek_entry_row {
    const pc_block *block;
    bib_record record;
    size_t rank; /* in its file */
} jek_entry_row;

typedef PC_VEC(const jek_entry_row *) jek_rows;

/* A field by the name that it has in the .bib file; key, type and name as jekyll-scholar has them.
 * In [a]. */
pc_str jek_row_field(pc_arena *a, const jek_entry_row *x, pc_str name);

/* Whether the entry is one of those that bibtex-ruby's query asks for:
 * "@article[year>=2019 && keywords~=x]*", "@*[selected=true]". */
bool jek_row_matches(pc_arena *scratch, const jek_entry_row *x, pc_str query);

/* By the fields [keys] ("year, month"), each in its direction of [orders] ("descending"; the last
 * one goes for what follows). Stable. */
void jek_rows_sort(pc_arena *scratch, jek_rows *v, pc_str keys, pc_str orders);

/* Numbers as numbers, else by letters without case. */
int jek_field_compare(pc_arena *scratch, pc_str x, pc_str y);
bool jek_is_descending(pc_str order);

#endif
