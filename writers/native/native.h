#ifndef PC_WRITER_NATIVE_H
#define PC_WRITER_NATIVE_H

#include "pubconv/plugin.h"

extern const pc_writer pc_writer_native;

#endif
