/* Completion scripts for shells, made from the tables of commands and options. */
#ifndef PC_COMPLETION_H
#define PC_COMPLETION_H

#include "cli/args.h"

/* --completion: prints the script for the shell a->subject (bash, zsh, fish). */
pc_exit pc_completion_print(pc_args *a, const pc_registry *r, pc_buf *out);

#endif
