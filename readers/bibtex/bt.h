/* A .bib file on its way to records.
 *
 *   bt_parse.c    the language: @string, @preamble, entries, values
 *   bt_inherit.c  crossref, xdata
 *   bt_tex.c      LaTeX in values to inlines and text
 *   bt_names.c    authors, their marks and annotations
 *   bt_record.c   an entry as a record
 *   bibtex.c      the document
 *
 * What the input makes is bounded: a value may be repeated (macros, inheritance), so the bytes of
 * all values together have a limit (bt.room). */
#ifndef PC_BT_H
#define PC_BT_H

#include "ast/build.h"
#include "base/map.h"
#include "bib/field.h"
#include "registry/ctx.h"

typedef struct bt_field {
    pc_str name;  /* in small letters */
    pc_str value; /* in TeX: what stands in the braces, macros put in, joined */
    pc_pos pos;   /* of value's first byte … */
    bool along;   /* … with which the others run along */
    bool used;
} bt_field;

typedef struct bt_entry {
    pc_str type, key; /* type in small letters */
    pc_pos pos;
    PC_VEC(bt_field) fields;
    pc_map index; /* name -> its number + 1 in fields */
    enum { BT_NEW, BT_BUSY, BT_DONE } inherited;
} bt_entry;

typedef struct bt {
    pc_ctx *cx;
    pc_arena *a, *scratch;
    const pc_source *src;
    pc_str s; /* src->text */
    size_t at;
    bib_dialect dialect;
    pc_map macros;  /* name -> pc_str */
    pc_map unknown; /* commands that have had their message */
    pc_map keys;    /* key -> bt_entry, the first that has it … */
    pc_map folded;  /* … and by the key in small letters, when one is not found as it is */
    struct {
        size_t to;   /* how far a quote has been looked for that ends a value; */
        bool quoted; /* whether there is one, at [to] */
    } ahead;
    size_t lacking;  /* braced values have no end up to here, but before a field */
    size_t unclosed; /* quoted values with a brace that is not closed have no end up to here */
    PC_VEC(bt_entry *) entries;
    PC_VEC(pc_str) preamble;
    size_t room; /* bytes of values that may still be made */
    bool full;
    pc_str self; /* the owner's name, as given */
    pc_map ids;
} bt;

void bt_say(bt *b, pc_pos from, pc_pos to, pc_str help, const char *fmt, ...) PC_PRINTF(5, 6);
/* Takes n bytes of what may be made; false, with a message once, when they are used up. */
bool bt_take(bt *b, size_t n);

void bt_parse(bt *b);
bt_field *bt_get(const bt_entry *e, pc_str name); /* NULL when absent */
/* Where a part of the field's value stands: of one that does not stand there as it is, the value.
 */
pc_pos bt_place(const bt_field *f, pc_str part);
void bt_add(bt *b, bt_entry *e, bt_field f); /* not there yet */
void bt_inherit(bt *b);

/* [tex] as inlines. [title]: braces keep the letters' case, Span .nocase. A paragraph's end is a
 * LineBreak. */
pc_inlines bt_inlines(bt *b, pc_str tex, pc_pos pos, bool along, bool title);
/* As text: formulas are \(…\), paragraphs have an empty line between them. */
pc_str bt_text(bt *b, pc_str tex, pc_pos pos, bool along);
pc_str bt_field_text(bt *b, const bt_field *f);
pc_str bt_inlines_text(bt *b, pc_inlines xs);
/* An address: nothing is a command, but what people escape is taken back. */
pc_str bt_verbatim(bt *b, pc_str tex);
/* Without breaks of lines, as it is written again. */
pc_str bt_squeeze(bt *b, pc_str tex);

bib_authors bt_authors(bt *b, bt_entry *e, bool *etal);
pc_str bt_names(bt *b, const bt_field *f);

void bt_record(bt *b, bt_entry *e, bib_record *out);

#endif
