/* A plugin's name to the file that it means. */
#include "plugins/search.h"

#include "base/io.h"
#include "base/str.h"
#include "plugins/dl.h"

typedef struct hunt {
    pc_arena *arena;
    pc_str name;   /* "gloss.so" */
    pc_str file;   /* found */
    pc_str looked; /* in vain */
} hunt;

static bool try_file(hunt *h, pc_str file) {
    if (pc_io_is_file(pc_str_dupz(h->arena, file))) {
        h->file = file;
        return true;
    }
    h->looked =
        h->looked.n ? pc_str_fmt(h->arena, "%.*s, %.*s", PC_F(h->looked), PC_F(file)) : file;
    return false;
}

static bool try_folder(hunt *h, pc_str folder) {
    return folder.n && try_file(h, pc_path_join(h->arena, folder, h->name));
}

static bool try_path(hunt *h, pc_str path) {
    pc_str folder;
    while (pc_str_cut(&path, ':', &folder))
        if (try_folder(h, folder)) return true;
    return false;
}

bool pc_plugin_find(pc_arena *a, pc_str name, const pc_plugin_search *where, pc_str *file,
                    pc_str *looked) {
    static const pc_plugin_search nowhere = {0};
    if (!where) where = &nowhere;
    bool is_file = pc_str_has(name, "/") || pc_str_endsz(name, PC_DL_SUFFIX);
    hunt h = {.arena = a, .name = is_file ? name : pc_str_cat(a, name, PC_S(PC_DL_SUFFIX))};
    bool found;
    if (is_file) {
        /* A bare name would be searched for among the system's libraries. */
        found = try_file(&h, pc_str_has(name, "/") ? name : pc_str_cat(a, PC_S("./"), name));
    } else {
        pc_str own =
            where->data_dir.n ? pc_path_join(a, where->data_dir, PC_S("plugins")) : (pc_str){0};
        found =
            try_path(&h, where->path) || try_folder(&h, own) || try_folder(&h, where->installed);
    }
    *file = h.file;
    *looked = h.looked;
    return found;
}
