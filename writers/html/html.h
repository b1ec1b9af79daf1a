#ifndef PC_WRITER_HTML_H
#define PC_WRITER_HTML_H

#include "pubconv/plugin.h"

extern const pc_writer pc_writer_html;

#endif
