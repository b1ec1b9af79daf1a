/* Host names beyond ASCII as DNS has them: xn--…, RFC 3492. */
#ifndef PC_PUNYCODE_H
#define PC_PUNYCODE_H

#include "base/arena.h"

/* The labels of [host] that are not ASCII in Punycode; [host] itself when all are, or when a label
 * is longer than any name may be. Case is the caller's. */
pc_str pc_punycode_host(pc_arena *a, pc_str host);

#endif
