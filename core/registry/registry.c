/* Formats and filters by name, alias and file suffix. */
#include "registry/registry.h"

#include "base/str.h"

void pc_registry_init(pc_registry *r, pc_arena *a) {
    *r = (pc_registry){.arena = a};
}

/* What readers, writers and filters begin with; the rooms' descriptors are checked against it. */
#define ADD(r, x, list, find, cap)                                                        \
    do {                                                                                  \
        if ((x)->size < sizeof *(x)) return "its descriptor is shorter than this host's"; \
        if (!(x)->name || !*(x)->name) return "it has no name";                           \
        if (find((r), pc_strz((x)->name))) return "its name is taken";                    \
        if ((r)->n##list == (r)->cap)                                                     \
            grow((r)->arena, (void **)&(r)->list, (r)->n##list, &(r)->cap);               \
        (r)->list[(r)->n##list++] = (x);                                                  \
        return NULL;                                                                      \
    } while (0)

static void grow(pc_arena *a, void **list, size_t n, size_t *cap) {
    size_t larger = *cap ? *cap * 2 : 16;
    void **v = pc_alloc_array(a, larger, sizeof *v);
    if (n) memcpy(v, *list, n * sizeof *v);
    *list = v;
    *cap = larger;
}

const char *pc_registry_add_reader(pc_registry *r, const pc_reader *x) {
    ADD(r, x, readers, pc_reader_find, cap_readers);
}
const char *pc_registry_add_writer(pc_registry *r, const pc_writer *x) {
    ADD(r, x, writers, pc_writer_find, cap_writers);
}
const char *pc_registry_add_filter(pc_registry *r, const pc_filter *x) {
    ADD(r, x, filters, pc_filter_find, cap_filters);
}

static bool listed(const char *const *names, pc_str name) {
    for (; names && *names; names++)
        if (pc_str_ieqz(name, *names)) return true;
    return false;
}

const pc_reader *pc_reader_find(const pc_registry *r, pc_str name) {
    for (size_t i = 0; i < r->nreaders; i++)
        if (pc_str_ieqz(name, r->readers[i]->name) || listed(r->readers[i]->aliases, name))
            return r->readers[i];
    return NULL;
}

const pc_writer *pc_writer_find(const pc_registry *r, pc_str name) {
    for (size_t i = 0; i < r->nwriters; i++)
        if (pc_str_ieqz(name, r->writers[i]->name) || listed(r->writers[i]->aliases, name))
            return r->writers[i];
    return NULL;
}

const pc_filter *pc_filter_find(const pc_registry *r, pc_str name) {
    for (size_t i = 0; i < r->nfilters; i++)
        if (pc_str_eqz(name, r->filters[i]->name)) return r->filters[i];
    return NULL;
}

static bool has_suffix(const char *const *suffixes, pc_str path) {
    for (; suffixes && *suffixes; suffixes++) {
        size_t n = strlen(*suffixes);
        if (path.n > n && pc_str_ieqz(pc_str_from(path, path.n - n), *suffixes)) return true;
    }
    return false;
}

const pc_reader *pc_reader_for_file(const pc_registry *r, pc_str path) {
    for (size_t i = 0; i < r->nreaders; i++)
        if (has_suffix(r->readers[i]->suffixes, path)) return r->readers[i];
    return NULL;
}

const pc_writer *pc_writer_for_file(const pc_registry *r, pc_str path) {
    for (size_t i = 0; i < r->nwriters; i++)
        if (has_suffix(r->writers[i]->suffixes, path)) return r->writers[i];
    return NULL;
}

const pc_folder_reader *pc_folder_reader_find(const pc_registry *r, const pc_reader *reader) {
    const pc_folder_reader *const *v = r->folders;
    for (; v && *v; v++)
        if (!reader || !strcmp((*v)->format, reader->name)) return *v;
    return NULL;
}
