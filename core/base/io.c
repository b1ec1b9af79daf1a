/* Files, over POSIX. */
#include "base/io.h"

#include "base/limits.h"
#include "base/str.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(pc_arena *a, pc_str *why, int error) {
    *why = pc_str_dup(a, pc_strz(strerror(error)));
    return false;
}

static void close_fd(void *fd) {
    close((int)(intptr_t)fd);
}

/* Regular files are read in one go; pipes and terminals until they end. */
static bool read_fd(pc_arena *a, int fd, pc_str *out, pc_str *why) {
    struct stat st;
    if (fstat(fd, &st) != 0) return fail(a, why, errno);
    if (S_ISDIR(st.st_mode)) return fail(a, why, EISDIR);
    size_t cap = S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size + 1 : 65536, n = 0;
    if (cap > PC_MAX_INPUT) return fail(a, why, EFBIG);
    char *p = pc_alloc_text(a, cap);
    for (;;) {
        ssize_t got = read(fd, p + n, cap - n);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(a, why, errno);
        if (got == 0) break;
        n += (size_t)got;
        if (n < cap) continue;
        if (cap > PC_MAX_INPUT / 2) return fail(a, why, EFBIG);
        char *larger = pc_alloc_text(a, cap * 2);
        memcpy(larger, p, n);
        p = larger;
        cap *= 2;
    }
    *out = (pc_str){p, n};
    return true;
}

struct read_call {
    pc_arena *a;
    int fd;
    pc_str *out, *why;
    bool ok;
};

static void read_body(void *arg) {
    struct read_call *c = arg;
    pc_defer(c->a->mem, close_fd, (void *)(intptr_t)c->fd);
    c->ok = read_fd(c->a, c->fd, c->out, c->why);
}

bool pc_io_read(pc_arena *a, const char *path, pc_str *out, pc_str *why) {
    if (!strcmp(path, "-")) return read_fd(a, STDIN_FILENO, out, why);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(a, why, errno);
    struct read_call call = {a, fd, out, why, false};
    pc_scope(a->mem, read_body, &call);
    return call.ok;
}

/* The file that a name stands for: links are followed, so that the link stays and its target
 * changes. */
static pc_str target_of(pc_arena *a, const char *path) {
    struct stat st;
    if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
        pc_str real = pc_io_real(a, path);
        if (real.n) return real;
    }
    return pc_strz(path);
}

/* A new file beside [path], with the rights that the umask leaves. */
static int create_beside(pc_io_file *f, pc_arena *a) {
    for (int i = 0; i < 100; i++) {
        f->temp = pc_str_dupz(a, pc_str_fmt(a, "%s.%ld-%d.tmp", f->path, (long)getpid(), i));
        int fd = open(f->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) return fd;
    }
    return -1;
}

bool pc_io_create(pc_io_file *f, pc_mem *m, pc_arena *a, const char *path, pc_str *why) {
    struct stat st;
    *f = (pc_io_file){.mem = m, .path = pc_str_dupz(a, target_of(a, path))};
    bool exists = stat(f->path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode)) return fail(a, why, EISDIR);
    if (exists && access(f->path, W_OK) != 0) return fail(a, why, errno);
    if (exists && !S_ISREG(st.st_mode)) {
        f->f = fopen(f->path, "wb");
        return f->f ? true : fail(a, why, errno);
    }
    int fd = create_beside(f, a);
    if (fd < 0) return fail(a, why, errno);
    if (!exists || fchmod(fd, st.st_mode & 07777) == 0) f->f = fdopen(fd, "wb");
    if (f->f) return true;
    int error = errno;
    close(fd);
    unlink(f->temp);
    return fail(a, why, error);
}

bool pc_io_sink(void *file, const char *p, size_t n) {
    pc_io_file *f = file;
    if (fwrite(p, 1, n, f->f) == n) return true;
    if (!f->error) f->error = errno ? errno : EIO;
    return false;
}

void pc_io_abandon(void *file) {
    pc_io_file *f = file;
    if (!f->f) return;
    fclose(f->f);
    f->f = NULL;
    if (f->temp) unlink(f->temp);
}

bool pc_io_commit(pc_io_file *f, pc_arena *a, pc_str *why) {
    if (fflush(f->f) != 0 && !f->error) f->error = errno;
    if (f->error) {
        pc_io_abandon(f);
        return fail(a, why, f->error);
    }
    FILE *file = f->f;
    f->f = NULL;
    if (fclose(file) != 0 || (f->temp && rename(f->temp, f->path) != 0)) {
        int error = errno;
        if (f->temp) unlink(f->temp);
        return fail(a, why, error);
    }
    return true;
}

static bool make_dir(pc_arena *a, pc_str path, pc_str *why) {
    const char *z = pc_str_dupz(a, path);
    return mkdir(z, 0777) == 0 || pc_io_is_dir(z) || fail(a, why, errno);
}

/* mkdir -p */
static bool make_root(pc_arena *a, pc_str root, pc_str *why) {
    for (size_t i = 1; i <= root.n; i++)
        if ((i == root.n || root.p[i] == '/') && !make_dir(a, pc_str_sub(root, 0, i), why))
            return false;
    return true;
}

/* Whether the file or folder [path] lies below [root], which is resolved. */
static bool stays_inside(pc_arena *a, pc_str root, pc_str path, pc_str *why) {
    pc_str real = pc_io_real(a, pc_str_dupz(a, path));
    if (pc_path_within(root, real)) return true;
    *why = PC_S("a symbolic link leads out of the output folder");
    return false;
}

bool pc_io_make_dirs(pc_arena *a, pc_str root, pc_str path, pc_str *why) {
    if (!pc_io_is_dir(pc_str_dupz(a, root)) && !make_root(a, root, why)) return false;
    pc_str real = pc_io_real(a, pc_str_dupz(a, root));
    for (size_t i = root.n + 1; i < path.n; i++) {
        if (path.p[i] != '/') continue;
        pc_str dir = pc_str_sub(path, 0, i);
        if (!make_dir(a, dir, why) || !stays_inside(a, real, dir, why)) return false;
    }
    struct stat st;
    if (lstat(pc_str_dupz(a, path), &st) != 0) return true; /* nothing there yet */
    return stays_inside(a, real, path, why);
}

bool pc_io_is_dir(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}
bool pc_io_is_file(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

bool pc_io_begins(const char *path, pc_str text) {
    struct stat st;
    char head[16];
    if (text.n > sizeof head || stat(path, &st) != 0 || !S_ISREG(st.st_mode)) return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    ssize_t got = read(fd, head, text.n);
    close(fd);
    return got == (ssize_t)text.n && memcmp(head, text.p, text.n) == 0;
}

int64_t pc_io_modified(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 ? (int64_t)st.st_mtime : 0;
}

static int by_name(const void *x, const void *y) {
    return pc_str_cmp(*(const pc_str *)x, *(const pc_str *)y);
}

struct list_call {
    pc_arena *a;
    DIR *dir;
    PC_VEC(pc_str) names;
};

static void close_dir(void *dir) {
    closedir(dir);
}

static void list_body(void *arg) {
    struct list_call *c = arg;
    pc_defer(c->a->mem, close_dir, c->dir);
    for (struct dirent *e; (e = readdir(c->dir));)
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
            pc_vec_push(c->a, &c->names, pc_str_dup(c->a, pc_strz(e->d_name)));
}

pc_names pc_io_list(pc_arena *a, const char *dir) {
    struct list_call call = {.a = a, .dir = opendir(dir)};
    if (!call.dir) return (pc_names){NULL, (size_t)-1};
    pc_scope(a->mem, list_body, &call);
    if (call.names.n) qsort(call.names.v, call.names.n, sizeof(pc_str), by_name);
    return (pc_names){call.names.v, call.names.n};
}

pc_str pc_io_real(pc_arena *a, const char *path) {
    char real[PATH_MAX];
    return realpath(path, real) ? pc_str_dup(a, pc_strz(real)) : PC_S("");
}

pc_str pc_io_inside(pc_arena *a, pc_str root, pc_str base, pc_str rel, bool *outside) {
    pc_str real = pc_io_real(a, pc_str_dupz(a, pc_path_join(a, base, rel)));
    bool all = root.n == 1; /* "/" */
    bool in = pc_str_starts(real, root) && (all || real.n == root.n || real.p[root.n] == '/');
    *outside = real.n && !in;
    return in ? real : PC_S("");
}

pc_str pc_path_join(pc_arena *a, pc_str dir, pc_str name) {
    if (!dir.n || (name.n && name.p[0] == '/')) return name;
    bool slash = dir.p[dir.n - 1] == '/';
    return pc_str_fmt(a, "%.*s%s%.*s", PC_F(dir), slash ? "" : "/", PC_F(name));
}

pc_str pc_path_dir(pc_str path) {
    size_t i = pc_str_rchr(path, '/');
    if (i == PC_NPOS) return PC_S("");
    return pc_str_sub(path, 0, i ? i : 1);
}

pc_str pc_path_base(pc_str path) {
    size_t i = pc_str_rchr(path, '/');
    return i == PC_NPOS ? path : pc_str_from(path, i + 1);
}

pc_str pc_path_ext(pc_str path) {
    pc_str base = pc_path_base(path);
    size_t i = pc_str_rchr(base, '.');
    return i == PC_NPOS || i == 0 ? PC_S("") : pc_str_from(base, i);
}

bool pc_path_within(pc_str dir, pc_str path) {
    if (!pc_str_starts(path, dir)) return false;
    bool slash = dir.n && dir.p[dir.n - 1] == '/';
    return slash || path.n == dir.n || path.p[dir.n] == '/';
}
