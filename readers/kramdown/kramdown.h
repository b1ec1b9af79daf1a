#ifndef PC_KRAMDOWN_H
#define PC_KRAMDOWN_H

#include <pubconv/plugin.h>

extern const pc_reader pc_reader_kramdown;

#endif
