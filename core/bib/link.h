/* What a link of an entry is for, from its address and its words. Word lists: link.def. */
#ifndef BIB_LINK_H
#define BIB_LINK_H

#include "base/arena.h"

typedef enum bib_purpose {
    BIB_LINK_NONE,
#define BIB_PURPOSE(NAME, cls) BIB_LINK_##NAME,
#include "bib/purpose.def"
#undef BIB_PURPOSE
    BIB_LINK_COUNT
} bib_purpose;

/* The class of the document: "pdf"; "" for NONE. */
const char *bib_purpose_class(bib_purpose p);
bib_purpose bib_purpose_find(pc_str cls);
/* "pdf", "[Paper]", "Code": all of the words are a label; NONE if they are not. */
bib_purpose bib_label_purpose(pc_str words);
/* By the address: hosts and endings. */
bib_purpose bib_url_purpose(pc_str url);
/* "", "#", "TBD", "()", "javascript:void(0)", "…": no address at all. */
bool bib_url_placeholder(pc_str url);

/* An address with its percent escapes undone; [url] itself when there are none. */
pc_str bib_url_unescape(pc_arena *a, pc_str url);

#endif
