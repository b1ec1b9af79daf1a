#ifndef PC_READER_JEKYLL_H
#define PC_READER_JEKYLL_H

#include "registry/registry.h"

extern const pc_reader pc_reader_jekyll;
extern const pc_folder_reader pc_folder_jekyll;

#endif
