/* jekyll-scholar without Ruby: the site's .bib files, read by the bibtex reader, and what its tags
 * make of them. Each rule is of its version 7.3 (utilities.rb, tags/).
 *
 *   scholar.c          the tags by name; what they leave in the page
 *   scholar_options.c  `scholar:` of page and site, and the tags' own options
 *   scholar_files.c    the .bib files
 *   scholar_query.c    --query, sort_by
 *   scholar_group.c    group_by
 *   scholar_cite.c     cite, reference, bibtex, quote, and links to pages of details
 *   scholar_html.c     an entry as HTML within the page's text */
#ifndef PC_JEKYLL_SCHOLAR_H
#define PC_JEKYLL_SCHOLAR_H

#include "bib/record.h"
#include "readers/jekyll/site.h"

/* An entry of a bibliography; its block lives as long as the site. */
typedef struct jek_entry_row {
    const pc_block *block;
    bib_record record;
} jek_entry_row;

typedef PC_VEC(const jek_entry_row *) jek_rows;
typedef PC_VEC(pc_str) jek_texts;

/* A .bib file that was read. */
typedef struct jek_library {
    jek_entry_row *v;
    size_t n;
    pc_map by_key;
} jek_library;

/* What a site remembers from one tag to the next. */
typedef struct jek_scholar {
    pc_map libraries; /* path -> jek_library */
    bool said_style, said_template;
} jek_scholar;

/* The entry with this key of any file that was read, as the file has it; NULL: there is none. */
const pc_block *jek_library_block(jek_site *s, pc_str key);

/* One tag at work. */
typedef struct jek_tag {
    jek_site *s;
    liq_run *r;
    pc_arena *a; /* of the conversion at hand */
    pc_buf *out;
    bool missing; /* a file is not there */
    /* Its options; texts that were not given have p NULL. */
    jek_texts files, locators, labels;
    pc_str query, group_by, group_order, type_order, prefix, list_tag, text, style, template;
    pc_str duplicates;   /* fields that tell entries apart, or empty */
    int64_t max, offset; /* max -1: all */
    bool cited, in_order, clear, no_author;
} jek_tag;

/* --- scholar_options.c --- */

/* A setting of the page, else of the site; NULL: neither has one. */
const pc_value *jek_setting(const jek_tag *t, const char *name);
/* The same as text, else jekyll-scholar's own (defaults.rb). Lists are joined with commas. */
pc_str jek_setting_text(const jek_tag *t, const char *name, const char *standard);
/* The text of [key] in a setting that is a map; empty: it has none. */
pc_str jek_setting_of(const jek_tag *t, const char *name, pc_str key);
/* Reads "-f books --max 5" into t. What is no option is said. */
void jek_options_read(jek_tag *t, pc_str s);
/* Say once for a site that citations and entries look the same whatever the style (a warning), and
 * entries whatever the template (a note). */
void jek_style_say(jek_tag *t);
void jek_template_say(jek_tag *t);

/* --- scholar_files.c --- */

jek_scholar *jek_scholar_of(jek_site *s);
/* Keys of the entries that the page at hand has cited so far, in order. */
pc_map *jek_cited(jek_site *s);
/* What the tag reads when it names no file: `bibliography` of the settings. */
void jek_files_choose(jek_tag *t);
/* NULL after a diagnostic: there is no such file. */
jek_library *jek_library_named(jek_tag *t, pc_str name);
/* The entries of a text in BibTeX (NULL: none), in the memory of [cx]. */
jek_library *jek_library_read(jek_site *s, pc_ctx *cx, const pc_source *src);
/* An entry of the tag's files; NULL: none has the key. */
const jek_entry_row *jek_entry_named(jek_tag *t, pc_str key);

/* --- scholar_query.c --- */

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

/* --- scholar_group.c --- */

/* Prints the rows in groups by the fields [keys], under headings. */
void jek_put_groups(jek_tag *t, const jek_rows *rows, pc_str keys);

/* --- scholar_cite.c --- */

void jek_put_citation(jek_tag *t, const liq_citation *c);
void jek_put_reference(jek_tag *t, const liq_citation *c);
void jek_put_quote(jek_tag *t, const liq_citation *c);
void jek_put_bibtex(jek_tag *t, const liq_citation *c);
void jek_put_nothing(jek_tag *t, const liq_citation *c); /* nocite */
void jek_put_details(jek_tag *t, const liq_citation *c);
void jek_put_details_url(jek_tag *t, const liq_citation *c);

/* --- scholar_html.c --- */

void jek_put_escaped(pc_buf *b, pc_str s);
/* A name of an element that the settings give, and nothing else. */
pc_str jek_element(pc_str name, const char *standard);
/* The list of entries: the tag's, or the settings', elements around each. */
void jek_put_items(jek_tag *t, const jek_rows *rows);
/* An entry in a line, with `key` as its identifier. */
void jek_put_line(jek_tag *t, const jek_entry_row *x, pc_str key);
/* Citations with a prefix lead to identifiers with one: "talks-bee2024". */
pc_str jek_prefixed(const jek_tag *t, pc_str id);

#endif
