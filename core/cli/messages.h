/* Messages to people (standard error) and to machines (--log). */
#ifndef PC_MESSAGES_H
#define PC_MESSAGES_H

#include "cli/args.h"

typedef struct pc_messages {
    pc_mem *mem;
    bool verbose, quiet, colour;
    bool logging;
    pc_buf log; /* JSON objects so far, with commas between */
} pc_messages;

/* A pc_diag_sink; user is the pc_messages. */
void pc_messages_show(void *user, pc_diags *d, const pc_diag_item *item);

#endif
