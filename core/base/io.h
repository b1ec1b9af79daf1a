/* Files: read whole, written beside and renamed. The only room that opens files. */
#ifndef PC_IO_H
#define PC_IO_H

#include "base/buf.h"

#include <stdio.h>

/* The whole of [path] ("-": standard input) into *out, in arena a. On failure false, with errno's
 * words in *why (a directory, a missing file, larger than PC_MAX_INPUT, …). */
bool pc_io_read(pc_arena *a, const char *path, pc_str *out, pc_str *why);

/* An output file that appears whole or not at all: bytes go to a temporary file beside [path],
 * which pc_io_commit() renames. A path that is no regular file (a pipe, /dev/null) is written
 * straight; a symbolic link is followed. */
typedef struct pc_io_file {
    pc_mem *mem;
    FILE *f;
    char *path, *temp; /* temp NULL: straight */
    int error;         /* errno of the first failure */
} pc_io_file;

bool pc_io_create(pc_io_file *f, pc_mem *m, pc_arena *a, const char *path, pc_str *why);
bool pc_io_sink(void *file, const char *p, size_t n); /* a pc_sink_fn */
bool pc_io_commit(pc_io_file *f, pc_arena *a, pc_str *why);
void pc_io_abandon(void *file); /* a pc_defer undo; harmless after commit */

/* Makes the folders that [path] needs, below [root] and root too. False, with the reason in *why,
 * if that fails or if a symbolic link on the way, or at the end, leads out of root. [path] begins
 * with root. */
bool pc_io_make_dirs(pc_arena *a, pc_str root, pc_str path, pc_str *why);

bool pc_io_is_dir(const char *path);
bool pc_io_is_file(const char *path);
/* Whether [path] is a regular file whose first bytes are [text], at most 16; it is not read
 * further. */
bool pc_io_begins(const char *path, pc_str text);
int64_t pc_io_modified(const char *path); /* seconds since 1970; 0 if it does not exist */
/* Names in a directory, sorted by bytes, without "." and ".."; n == (size_t)-1 if it cannot be
 * read. */
typedef struct pc_names {
    pc_str *v;
    size_t n;
} pc_names;
pc_names pc_io_list(pc_arena *a, const char *dir);
/* The path with links and ".." resolved; empty if it does not exist. */
pc_str pc_io_real(pc_arena *a, const char *path);
/* [rel] under the folder [base], links and ".." resolved, if that lies in [root], itself a resolved
 * folder. Empty when it does not exist; also when it leads out of root: then *outside is true. */
pc_str pc_io_inside(pc_arena *a, pc_str root, pc_str base, pc_str rel, bool *outside);

/* Path words, no file system: "a/b" + "c" = "a/b/c"; absolute c wins. */
pc_str pc_path_join(pc_arena *a, pc_str dir, pc_str name);
pc_str pc_path_dir(pc_str path);              /* "" for a bare name, "/" for "/x" */
pc_str pc_path_base(pc_str path);             /* after the last '/' */
pc_str pc_path_ext(pc_str path);              /* ".md", or "" */
bool pc_path_within(pc_str dir, pc_str path); /* equal, or below; both resolved */

#endif
