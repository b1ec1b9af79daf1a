#include "registry/host.h"

static const pc_host table = {.abi = PC_ABI, .size = sizeof(pc_host)};

const pc_host *pc_host_table(void) { return &table; }
