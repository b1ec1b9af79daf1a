/* Threads over POSIX. */
#include "base/pool.h"

#include <pthread.h>

/* What walks a document recurses as deep as base/limits.h allows; a main thread has this much. */
enum { STACK = 8 * 1024 * 1024 };

struct pc_pool {
    pthread_mutex_t lock;
    pthread_cond_t moved; /* [done] has */
    size_t tasks, next;
    size_t done; /* all tasks before this one are */
    pc_pool_body body;
    void *arg;
};

typedef struct worker {
    pc_pool *pool;
    size_t number;
    pthread_t thread;
} worker;

static void *work(void *arg) {
    worker *w = arg;
    w->pool->body(w->pool, w->number, w->pool->arg);
    return NULL;
}

static bool start(worker *w) {
    pthread_attr_t attr;
    if (pthread_attr_init(&attr) != 0) return false;
    bool ok = pthread_attr_setstacksize(&attr, STACK) == 0 &&
              pthread_create(&w->thread, &attr, work, w) == 0;
    pthread_attr_destroy(&attr);
    return ok;
}

void pc_pool_run(size_t workers, size_t tasks, pc_pool_body body, void *arg) {
    pc_pool p = {.tasks = tasks, .body = body, .arg = arg};
    worker v[PC_MAX_WORKERS];
    size_t n = 1, most = workers < tasks ? workers : tasks;
    if (most > PC_MAX_WORKERS) most = PC_MAX_WORKERS;
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.moved, NULL);
    for (; n < most; n++) {
        v[n] = (worker){.pool = &p, .number = n};
        if (!start(&v[n])) break;
    }
    body(&p, 0, arg);
    while (n > 1) pthread_join(v[--n].thread, NULL);
    pthread_cond_destroy(&p.moved);
    pthread_mutex_destroy(&p.lock);
}

bool pc_pool_take(pc_pool *p, size_t *task) {
    pthread_mutex_lock(&p->lock);
    bool some = p->next < p->tasks;
    if (some) *task = p->next++;
    pthread_mutex_unlock(&p->lock);
    return some;
}

void pc_pool_turn(pc_pool *p, size_t task) {
    pthread_mutex_lock(&p->lock);
    while (p->done < task) pthread_cond_wait(&p->moved, &p->lock);
    pthread_mutex_unlock(&p->lock);
}

void pc_pool_done(pc_pool *p, size_t task) {
    pthread_mutex_lock(&p->lock);
    p->done = task + 1;
    pthread_cond_broadcast(&p->moved);
    pthread_mutex_unlock(&p->lock);
}
