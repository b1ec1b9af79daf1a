/* Metadata: building and asking. */
#ifndef PC_META_H
#define PC_META_H

#include "ast/ast.h"
#include "data/value.h"

/* NULL when absent. */
const pc_meta *pc_meta_get(pc_meta_map m, pc_str key);
const pc_meta *pc_meta_getz(pc_meta_map m, const char *key);
/* A new map with the key set. */
pc_meta_map pc_meta_set(pc_arena *a, pc_meta_map m, pc_str key, pc_meta value);
pc_meta_map pc_meta_del(pc_arena *a, pc_meta_map m, pc_str key);
/* over's keys win; nothing is joined in depth, as for Pandoc's -M over front matter. */
pc_meta_map pc_meta_merge(pc_arena *a, pc_meta_map under, pc_meta_map over);
pc_meta_map pc_meta_sort(pc_arena *a, pc_meta_entry *v, size_t n); /* the last of equal keys wins */
pc_meta pc_meta_str(pc_str s);
pc_meta pc_meta_bool(bool b);
pc_meta pc_meta_inlines(pc_inlines xs);
/* Text of a MetaString, MetaInlines, MetaBlocks or MetaBool (stringified into a); else empty. */
pc_str pc_meta_text(pc_arena *a, const pc_meta *m);
/* Data as metadata without Markdown: strings as MetaString, numbers as their text, null as "". */
pc_meta pc_meta_from_value(pc_arena *a, const pc_value *v);
pc_value pc_meta_to_value(pc_arena *a, const pc_meta *m); /* for templates that want text */

#endif
