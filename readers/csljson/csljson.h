#ifndef PC_READER_CSLJSON_H
#define PC_READER_CSLJSON_H

#include "pubconv/plugin.h"

extern const pc_reader pc_reader_csljson;

#endif
