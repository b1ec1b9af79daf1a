#ifndef PC_WRITER_LATEX_H
#define PC_WRITER_LATEX_H

#include "pubconv/plugin.h"

extern const pc_writer pc_writer_latex;

#endif
