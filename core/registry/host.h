/* The functions that plugins are given (pubconv/plugin.h). */
#ifndef PC_HOST_H
#define PC_HOST_H

#include "pubconv/plugin.h"

/* One table for all conversions and threads; never changes. */
const pc_host *pc_host_table(void);

#endif
