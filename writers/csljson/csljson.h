#ifndef PC_WRITER_CSLJSON_H
#define PC_WRITER_CSLJSON_H

#include "pubconv/plugin.h"

extern const pc_writer pc_writer_csljson;

#endif
