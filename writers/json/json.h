#ifndef PC_WRITER_JSON_H
#define PC_WRITER_JSON_H

#include "pubconv/plugin.h"

extern const pc_writer pc_writer_json;

#endif
