#ifndef PC_READER_BIBTEX_H
#define PC_READER_BIBTEX_H

#include "pubconv/plugin.h"

extern const pc_reader pc_reader_bibtex, pc_reader_biblatex;

#endif
