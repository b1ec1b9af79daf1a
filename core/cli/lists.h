/* What the program prints about itself: help, version, lists, shipped files, completion. */
#ifndef PC_LISTS_H
#define PC_LISTS_H

#include "cli/args.h"

/* Prints what a->action asks for into out; the exit code. Messages go to a->diags. */
pc_exit pc_lists_print(pc_args *a, const pc_registry *r, pc_buf *out);

#endif
