#ifndef PC_READER_JSON_H
#define PC_READER_JSON_H

#include "pubconv/plugin.h"

extern const pc_reader pc_reader_json;

#endif
