/* Pandoc's defaults. */
#include "options/options.h"

const pc_options pc_options_default = {
    .wrap = PC_WRAP_AUTO, .columns = 72, .toc_depth = 3, .top_level_division = PC_LIT("default")};
