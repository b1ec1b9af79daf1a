/* Tasks spread over threads. The only room that starts threads.
 *
 * Tasks are numbers from 0 on, taken in order; what must come out in that order (messages) waits
 * for its turn. Workers share nothing but what the body shares; each needs a pc_mem of its own. */
#ifndef PC_POOL_H
#define PC_POOL_H

#include "base/base.h"

typedef struct pc_pool pc_pool;
/* Runs until pc_pool_take() answers false. Worker 0 is the calling thread. It must not jump out. */
typedef void (*pc_pool_body)(pc_pool *p, size_t worker, void *arg);

/* At most [workers] threads at a time over [tasks] tasks; fewer when no more can be started. Comes
 * back when all are done. */
void pc_pool_run(size_t workers, size_t tasks, pc_pool_body body, void *arg);
/* The next task for this worker; false when there is none left. */
bool pc_pool_take(pc_pool *p, size_t *task);
/* Waits until all tasks before [task] are done. From then until pc_pool_done() no other worker has
 * its turn. */
void pc_pool_turn(pc_pool *p, size_t task);
/* Must be called once for each task taken, after its turn. */
void pc_pool_done(pc_pool *p, size_t task);

/* How many threads one call may have. */
enum { PC_MAX_WORKERS = 64 };

#endif
