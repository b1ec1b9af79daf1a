#ifndef PC_FILTER_PUBLICATIONS_H
#define PC_FILTER_PUBLICATIONS_H

#include "pubconv/plugin.h"

extern const pc_filter pc_filter_publications;

#endif
