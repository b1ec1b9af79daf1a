/* Chinese names in Latin letters: which words can be ones. */
#ifndef BIB_PINYIN_H
#define BIB_PINYIN_H

#include "base/base.h"

/* Whether small letters are syllables of Hanyu Pinyin and nothing else ("haoyang", not "hoayang").
 * Table: pinyin.def. */
bool bib_is_pinyin(pc_str letters);

#endif
