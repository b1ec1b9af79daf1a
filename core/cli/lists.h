/* What the program prints about itself: help, version, lists, shipped files, completion. */
#ifndef PC_LISTS_H
#define PC_LISTS_H

#include "cli/args.h"

/* Does what was asked for: runs the command, or prints what a->action says through the ends of
 * a->job. Answers the exit code. */
pc_exit pc_args_obey(pc_args *a);

#endif
