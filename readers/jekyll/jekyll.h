#ifndef PC_READER_JEKYLL_H
#define PC_READER_JEKYLL_H

#include "pubconv/plugin.h"

extern const pc_reader pc_reader_jekyll;

#endif
