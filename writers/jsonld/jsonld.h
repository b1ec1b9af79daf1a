#ifndef PC_WRITER_JSONLD_H
#define PC_WRITER_JSONLD_H

#include "pubconv/plugin.h"

extern const pc_writer pc_writer_jsonld;

#endif
