/* What the fuzz entries share: a whole conversion around one input. */
#ifndef PC_FUZZ_H
#define PC_FUZZ_H

#include "registry/registry.h"

typedef struct fuzz {
    const uint8_t *data;
    size_t size;
    pc_mem mem;
    pc_arena arena, scratch;
    pc_sources sources;
    pc_diags diags;
    pc_registry registry; /* with every built-in */
    pc_options options;
    pc_ctx cx;
} fuzz;

/* Calls body(fuzz *) protected. Ends the program if memory is still in use afterwards. */
void fuzz_run(const uint8_t *data, size_t size, void (*body)(void *f));

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
