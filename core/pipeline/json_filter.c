/* --filter: a program gets the document as Pandoc's JSON on its standard input and the output
 * format as its argument, and answers with a document on its standard output (Pandoc's manual,
 * "--filter").
 */
#define _GNU_SOURCE /* pipe2, environ */
#include "base/str.h"
#include "pipeline/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct child {
    pid_t pid;   /* 0: none, or already waited for */
    int in, out; /* our ends; -1: closed */
} child;

static void close_end(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* Both pipes closed and the program waited for; its exit status. */
static int wait_for(child *c) {
    int status = 0;
    close_end(&c->in);
    close_end(&c->out);
    if (c->pid)
        while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR) {
        }
    c->pid = 0;
    return status;
}

static void reap(void *thing) {
    wait_for(thing);
}

static int spawn(child *c, char *const argv[], const int ends[4]) {
    posix_spawn_file_actions_t acts;
    int error = posix_spawn_file_actions_init(&acts);
    if (error) return error;
    posix_spawn_file_actions_adddup2(&acts, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&acts, ends[3], STDOUT_FILENO);
    pid_t pid;
    error = posix_spawnp(&pid, argv[0], &acts, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&acts);
    if (!error) c->pid = pid;
    return error;
}

/* 0, or the errno of what went wrong. The ends are closed in every program that is started, by this
 * thread or another, but for the two that become its standard input and output: a writing end that
 * somebody else holds would let the filter wait for more. */
static int start(child *c, char *const argv[]) {
    int ends[4]; /* its input, our writing end, our reading end, its output */
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    c->in = ends[1];
    if (pipe2(ends + 2, O_CLOEXEC) != 0) {
        int error = errno;
        close(ends[0]);
        return error;
    }
    c->out = ends[2];
    int error = spawn(c, argv, ends);
    close(ends[0]);
    close(ends[3]);
    return error;
}

/* write() to a program that may have ended: that is an error here, not a signal. The signal is kept
 * from this thread alone and taken back, so a host's own handling of it stays as it is. */
static ssize_t write_quietly(int fd, pc_str text) {
    sigset_t only, before, waiting;
    sigemptyset(&only);
    sigaddset(&only, SIGPIPE);
    sigpending(&waiting);
    pthread_sigmask(SIG_BLOCK, &only, &before);
    ssize_t n = write(fd, text.p, text.n);
    int error = errno;
    if (n < 0 && error == EPIPE && !sigismember(&waiting, SIGPIPE))
        sigtimedwait(&only, NULL, &(struct timespec){0, 0});
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return n;
}

static void send(child *c, pc_str *text) {
    ssize_t n = write_quietly(c->in, *text);
    if (n > 0) *text = pc_str_from(*text, (size_t)n);
    if (!text->n || (n < 0 && errno != EAGAIN && errno != EINTR)) close_end(&c->in);
}

static void receive(child *c, pc_buf *answer) {
    char block[65536];
    ssize_t n = read(c->out, block, sizeof block);
    if (n > 0)
        pc_buf_putn(answer, block, (size_t)n);
    else if (n == 0 || errno != EINTR)
        close_end(&c->out);
}

/* Writes and reads at once: a program may answer before it has read everything. */
static void exchange(child *c, pc_str text, pc_buf *answer) {
    fcntl(c->in, F_SETFL, O_NONBLOCK);
    while (c->out >= 0) {
        struct pollfd fds[2] = {{c->out, POLLIN, 0}, {c->in, POLLOUT, 0}};
        if (poll(fds, c->in >= 0 ? 2 : 1, -1) < 0 && errno != EINTR) return;
        if (c->in >= 0 && fds[1].revents) send(c, &text);
        if (fds[0].revents) receive(c, answer);
    }
}

static PC_NORETURN void failed(pc_run *r, pc_str program, const char *why) {
    pc_diag(r->cx.diags, PC_DIAG_FILTER, 0, "Error running filter %.*s: %s", PC_F(program), why);
    pc_run_fail(r, PC_EXIT_FILTER);
}

static PC_NORETURN void ended(pc_run *r, pc_str program, const char *how, int number) {
    pc_str why = pc_str_fmt(r->cx.arena, "%s %d", how, number);
    failed(r, program, pc_str_dupz(r->cx.arena, why));
}

static void talk(pc_run *r, pc_str program, pc_str text, pc_buf *answer) {
    char *const argv[] = {pc_str_dupz(r->cx.arena, program), pc_str_dupz(r->cx.arena, r->to.name),
                          NULL};
    child *c = PC_NEW(r->cx.arena, child);
    *c = (child){0, -1, -1};
    pc_defer(r->cx.mem, reap, c);
    int error = start(c, argv);
    if (error == ENOENT) failed(r, program, "there is no such program");
    if (error) failed(r, program, strerror(error));
    exchange(c, text, answer);
    int status = wait_for(c);
    if (WIFSIGNALED(status)) ended(r, program, "it was ended by signal", WTERMSIG(status));
    if (WEXITSTATUS(status)) ended(r, program, "it returned error status", WEXITSTATUS(status));
}

void pc_json_filter_run(pc_run *r, pc_str program) {
    pc_buf text, answer;
    pc_buf_init(&text, r->cx.mem);
    pc_buf_init(&answer, r->cx.mem);
    if (pc_str_endsz(program, ".lua"))
        pc_diag(r->cx.diags, PC_DIAG_DEPRECATED, 0, "%.*s is a Lua filter: run it with -L",
                PC_F(program));
    if (pc_write_as(&r->cx, PC_S("json"), &r->doc, &text) != PC_OK) pc_run_fail(r, PC_EXIT_FILTER);
    talk(r, program, pc_buf_str(&text), &answer);
    pc_str name = pc_str_fmt(r->cx.arena, "<output of %.*s>", PC_F(program));
    pc_source *s = pc_ctx_source(&r->cx, name, pc_buf_take(&answer, r->cx.arena));
    pc_doc doc = {0};
    if (!s || pc_read_as(&r->cx, PC_S("json"), s, &doc) != PC_OK) pc_run_fail(r, PC_EXIT_FILTER);
    r->doc = doc;
    pc_buf_fini(&text);
    pc_buf_fini(&answer);
}
