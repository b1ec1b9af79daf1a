#ifndef PC_READER_COMMONMARK_H
#define PC_READER_COMMONMARK_H

#include "pubconv/plugin.h"

extern const pc_reader pc_reader_commonmark;
extern const pc_reader pc_reader_gfm;

#endif
