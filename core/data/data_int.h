/* What value.c, json.c and the YAML files share. */
#ifndef PC_DATA_INT_H
#define PC_DATA_INT_H

#include "base/buf.h"
#include "data/value.h"
#include "diag/diag.h"

/* Collections that are being read: one stack of items (of a list: pairs without keys) for all open
 * levels, in a buffer, so that growing leaves nothing behind in the document's arena. Items of the
 * innermost level are on top. A pair with key_pos 0 came by YAML's `<<`. */
typedef struct data_stack {
    pc_buf bytes;
} data_stack;

void data_stack_init(data_stack *s, pc_mem *m);
void data_stack_fini(data_stack *s);
size_t data_stack_len(const data_stack *s);
pc_pair *data_stack_at(data_stack *s, size_t i); /* valid until the next push */
void data_stack_push(data_stack *s, const pc_pair *item);

/* Take the items from [from] to the top off the stack. Of equal keys the last one's value stands in
 * the first one's place, as in a Ruby hash; [d], unless NULL, hears of keys written twice. */
pc_value data_stack_list(data_stack *s, size_t from, pc_arena *a);
pc_value data_stack_map(data_stack *s, size_t from, pc_arena *a, pc_diags *d);

/* A decimal integer that fits gives PC_INT, every other number PC_FLOAT; the text is kept. */
pc_value data_number(pc_arena *a, pc_str text);
/* The shortest decimal that reads back as f, always with a point, as YAML writes it. */
enum { DATA_FLOAT_SIZE = 48 };
void data_float_put(char text[DATA_FLOAT_SIZE], double f);
double data_float(pc_arena *a, pc_str text); /* text is a decimal number in C's syntax */

#endif
