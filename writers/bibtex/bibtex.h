#ifndef PC_WRITER_BIBTEX_H
#define PC_WRITER_BIBTEX_H

#include "pubconv/plugin.h"

extern const pc_writer pc_writer_bibtex, pc_writer_biblatex;

#endif
