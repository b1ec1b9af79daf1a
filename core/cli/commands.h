/* The commands, each in a file of its own; a new one is a declaration here and a row in commands.c.
 */
#ifndef PC_COMMANDS_H
#define PC_COMMANDS_H

#include "cli/args.h"

extern const pc_command pc_command_convert; /* options.c */
extern const pc_command pc_command_check;   /* check.c */
extern const pc_command pc_command_liquid;  /* liquid.c */

#endif
