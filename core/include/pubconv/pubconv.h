/* pubconv as a library: conversions inside another program.
 *
 *     const char *const options[] = {"-f", "gfm", "-t", "html", NULL};
 *     pubconv_job job = PUBCONV_JOB(.options = options, .text = text, .write = keep, .user =
 * &mine); int status = pubconv_convert(&job);
 *
 * One function, without state: nothing is opened, nothing is left behind, nothing is shared. It
 * never ends the process, never prints, and reads no environment. Any number of threads may convert
 * at the same time, each with its own job. Link with -lpubconv and what `pkg-config --libs
 * --static` of its libraries says: cmark-gfm, Lua 5.4, libyaml, libutf8proc. */
#ifndef PUBCONV_PUBCONV_H
#define PUBCONV_PUBCONV_H

#include <pubconv/plugin.h> /* pc_str, pc_level */

#ifdef __cplusplus
extern "C" {
#endif

/* An allocator: realloc with the old size told. n == 0 frees p and returns NULL; otherwise NULL
 * means that there is no memory, and the conversion ends with status 251. Called only in the thread
 * that called pubconv_convert(), which has given back everything when it returns. */
typedef void *(*pubconv_alloc_fn)(void *user, void *p, size_t old, size_t n);

/* What a conversion has to say. All texts are valid during the call only. */
typedef struct pubconv_message {
    pc_level level;
    const char *code;    /* "include-missing": does not change between versions */
    pc_str file;         /* empty: it concerns no place in a text */
    size_t line, column; /* from 1, column in characters; 0 without a place */
    pc_str text;         /* one line */
    pc_str help;         /* what to do about it; may be empty */
    pc_str shown;        /* all of it laid out as the program shows it, with the line and a caret */
} pubconv_message;

/* One conversion. Everything in it is borrowed until pubconv_convert() returns. Make it with
 * PUBCONV_JOB(): what is not named is zero, and zero always means "none". */
typedef struct pubconv_job {
    size_t size; /* sizeof(pubconv_job), by the macro */

    /* The words of the program's command line, without the program's name, up to a NULL: formats,
     * -M, -L, --plugin, also input files and -o. `pubconv --help` lists them. NULL: none. */
    const char *const *options;

    /* Instead of input files: this text, and what messages call it (NULL: "<text>"). Used when
     * text.p is not NULL. */
    pc_str text;
    const char *text_name;

    /* Gets the output, unless -o names a file; also what --version and its like print. May be
     * called more than once; false ends the conversion. NULL: the output is dropped. Nothing is
     * written by a conversion that failed. */
    bool (*write)(void *user, const char *bytes, size_t n);
    /* Gets each message as it comes; NULL: nobody listens. With -j it is called from other threads
     * than the caller's, too, but never from two at a time. */
    void (*message)(void *user, const pubconv_message *m);
    void *user; /* for write and message */

    pubconv_alloc_fn alloc; /* NULL: the C library's */
    void *alloc_user;
    size_t memory; /* most bytes that may be in use at once; 0: no limit */
} pubconv_job;

#define PUBCONV_JOB(...) ((pubconv_job){.size = sizeof(pubconv_job), __VA_ARGS__})

/* Runs the job. 0, or the exit code that the program would end with (Pandoc's codes; 251: out of
 * memory). Every failure was said through job->message. */
int pubconv_convert(const pubconv_job *job);

/* "0.1.0". A literal. */
const char *pubconv_version(void);

#ifdef __cplusplus
}
#endif
#endif
