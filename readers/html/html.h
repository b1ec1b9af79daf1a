#ifndef PC_READER_HTML_H
#define PC_READER_HTML_H

#include "pubconv/plugin.h"

extern const pc_reader pc_reader_html;

#endif
