/* Shared objects through dlopen (POSIX). RTLD_NOW: a plugin that wants a symbol that nobody has is
 * refused when it is loaded, not in the middle of a conversion. RTLD_LOCAL: two plugins do not see
 * each other. */
#include "plugins/dl.h"

#include "base/str.h"

#include <dlfcn.h>

void *pc_dl_open(pc_arena *a, const char *path, pc_str *why) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library) return library;
    const char *words = dlerror();
    pc_str said = pc_str_dup(a, pc_strz(words ? words : "the system does not say why"));
    /* The system begins with the file's name, which the message has already. */
    pc_str name = pc_strz(path);
    if (pc_str_starts(said, name)) said = pc_str_from(said, name.n);
    if (pc_str_startsz(said, ": ")) said = pc_str_from(said, 2);
    *why = said;
    return NULL;
}

const void *pc_dl_find(void *library, const char *symbol) {
    return dlsym(library, symbol);
}

void pc_dl_close(void *library) {
    dlclose(library);
}
