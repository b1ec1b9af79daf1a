/* Memory and the one error path.
 *
 * A `pc_mem` is an allocator with a budget and a stack of protected calls. Allocation never returns
 * NULL: when the host's allocator refuses or the budget is spent, control returns to the innermost
 * pc_try(). Nothing else in pubconv jumps. A frame of a plugin, of Lua or of a library that holds
 * resources is never jumped over: whoever calls into one opens a pc_try() on the far side. */
#ifndef PC_MEM_H
#define PC_MEM_H

#include "base/base.h"

typedef enum pc_fault {
    PC_FAULT_NONE = 0,
    PC_FAULT_MEMORY, /* the allocator refused */
    PC_FAULT_LIMIT,  /* a limit of base/limits.h, or the memory budget, was met */
    PC_FAULT_STOP    /* a room gave up after saying why in a diagnostic */
} pc_fault;

/* The host's allocator: realloc with the old size told, as lua_Alloc. n == 0 frees and returns
 * NULL; otherwise NULL means refused. */
typedef void *(*pc_alloc_fn)(void *user, void *p, size_t old, size_t n);

struct pc_guard;
typedef struct pc_mem {
    pc_alloc_fn alloc;
    void *user;
    size_t used, peak, budget; /* bytes; budget 0 means none */
    struct pc_guard *guard;    /* innermost protected call; NULL outside any */
} pc_mem;

/* [alloc] NULL: the C library's. */
void pc_mem_init(pc_mem *m, pc_alloc_fn alloc, void *user, size_t budget);

/* Whether it is the C library's, without a budget: then others beside it do no harm. */
bool pc_mem_is_plain(const pc_mem *m);

/* Between two stages: what was freed of many small blocks goes back to the system, where the C
 * library can do that, since the next stage asks for blocks of another size. Nothing below some MB.
 */
void pc_mem_give_back(const pc_mem *m);

/* Never NULL for n > 0 (throws). [old] is the size that p was asked for with; contents are kept. */
void *pc_mem_realloc(pc_mem *m, void *p, size_t old, size_t n);
void pc_mem_free(pc_mem *m, void *p, size_t n);
/* As pc_mem_realloc, but answers NULL instead of throwing: for libraries that take an allocator. */
void *pc_mem_try_realloc(pc_mem *m, void *p, size_t old, size_t n);

/* Memory of changing size that a jump gives back too: freed at the latest when the pc_try() that
 * was innermost at its first allocation ends. p NULL: a new block; n 0: frees. */
void *pc_mem_hold(pc_mem *m, void *p, size_t n);
/* The same for a chosen pc_try(), one that is under way (m->guard at some earlier time); NULL: the
 * block is freed by hand only. For what is made in one call and grows within another. */
void *pc_mem_hold_for(pc_mem *m, struct pc_guard *owner, void *p, size_t n);

/* Runs body(arg); answers why it ended early, or PC_FAULT_NONE. What body handed to pc_defer() is
 * undone, last first, on both ways out. */
pc_fault pc_try(pc_mem *m, void (*body)(void *arg), void *arg);

/* As pc_try(), for the clean-up alone: a fault is thrown on to the next one out. */
void pc_scope(pc_mem *m, void (*body)(void *arg), void *arg);

/* As pc_try(), for the jump alone: what body deferred or held stays until the next one out ends, so
 * body may write to a buffer that was made outside. For calls from a plugin or a library back into
 * pubconv, whose frames must not be jumped over. */
pc_fault pc_catch(pc_mem *m, void (*body)(void *arg), void *arg);

/* Ends the innermost pc_try() with [why]; outside any, prints and aborts. */
PC_NORETURN void pc_throw(pc_mem *m, pc_fault why);

/* Has undo(thing) called when the innermost pc_try() ends. Say it on the line after a foreign
 * object is made. If there is no memory to remember it, undo is called at once and PC_FAULT_MEMORY
 * thrown. */
void pc_defer(pc_mem *m, void (*undo)(void *thing), void *thing);

#endif
