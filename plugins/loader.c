/* The handshake. What a plugin says of itself is read field by field, and only as far as it says it
 * reaches; each refusal is one message with the numbers or names that explain it (tests/plugins has
 * a plugin for each). Descriptors are copied to the host's full size, so that the host may read
 * fields that were appended after the plugin was built. */
#include "plugins/loader.h"

#include "base/str.h"
#include "options/ext.h"
#include "plugins/dl.h"

/* One plugin on its way in. */
typedef struct guest {
    pc_registry *registry;
    pc_diags *diags;
    pc_str file;
    const pc_plugin *plugin;
} guest;

/* How the first field pairs of each struct were when the ABI began: what every plugin has. */
#define UP_TO(T, member) (offsetof(T, member) + sizeof(((T *)0)->member))
#define PLUGIN_LEAST UP_TO(pc_plugin, filters)

/* What a plugin can bring. All three descriptors begin with size and name. */
typedef struct kind {
    const char *what, *callback;
    size_t list;        /* offset in pc_plugin of the list of descriptors */
    size_t least, full; /* bytes of a descriptor in the first ABI, and here */
    size_t call;        /* offset of its callback */
    bool format;        /* has aliases and extensions */
    size_t aliases, extensions;
    const char *(*add)(pc_registry *r, const void *x);
    const void *(*find)(const pc_registry *r, pc_str name);
} kind;

static const char *add_reader(pc_registry *r, const void *x) {
    return pc_registry_add_reader(r, x);
}
static const char *add_writer(pc_registry *r, const void *x) {
    return pc_registry_add_writer(r, x);
}
static const char *add_filter(pc_registry *r, const void *x) {
    return pc_registry_add_filter(r, x);
}
static const void *find_reader(const pc_registry *r, pc_str name) {
    return pc_reader_find(r, name);
}
static const void *find_writer(const pc_registry *r, pc_str name) {
    return pc_writer_find(r, name);
}
static const void *find_filter(const pc_registry *r, pc_str name) {
    return pc_filter_find(r, name);
}

static const kind kinds[] = {
    {.what = "reader",
     .callback = "read",
     .list = offsetof(pc_plugin, readers),
     .least = UP_TO(pc_reader, read),
     .full = sizeof(pc_reader),
     .call = offsetof(pc_reader, read),
     .format = true,
     .aliases = offsetof(pc_reader, aliases),
     .extensions = offsetof(pc_reader, extensions),
     .add = add_reader,
     .find = find_reader},
    {.what = "writer",
     .callback = "write",
     .list = offsetof(pc_plugin, writers),
     .least = UP_TO(pc_writer, write),
     .full = sizeof(pc_writer),
     .call = offsetof(pc_writer, write),
     .format = true,
     .aliases = offsetof(pc_writer, aliases),
     .extensions = offsetof(pc_writer, extensions),
     .add = add_writer,
     .find = find_writer},
    {.what = "filter",
     .callback = "apply",
     .list = offsetof(pc_plugin, filters),
     .least = UP_TO(pc_filter, apply),
     .full = sizeof(pc_filter),
     .call = offsetof(pc_filter, apply),
     .add = add_filter,
     .find = find_filter},
};

/* A pointer at a byte offset of a descriptor. */
static const void *pointer_at(const void *x, size_t offset) {
    const void *p;
    memcpy(&p, (const char *)x + offset, sizeof p);
    return p;
}

static bool refuse(const guest *g, const char *help, const char *fmt, ...) PC_PRINTF(3, 4);
static bool refuse(const guest *g, const char *help, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    pc_str why = pc_str_vfmt(g->diags->arena, fmt, ap);
    va_end(ap);
    pc_diag_span(g->diags, PC_DIAG_PLUGIN, 0, 0, pc_strz(help), "plugin %.*s: %.*s", PC_F(g->file),
                 PC_F(why));
    return false;
}

/* --- The handshake --------------------------------------------------------------------------- */

/* Format names stand in "name+ext-ext", so they hold neither sign. */
static bool good_name(const char *name, bool format) {
    if (!name || !pc_is_alnum((unsigned char)*name)) return false;
    for (; *name; name++)
        if (!pc_is_alnum((unsigned char)*name) && *name != '_' && *name != '.' &&
            (format || *name != '-'))
            return false;
    return true;
}

static bool check_version(const guest *g) {
    uint32_t abi = g->plugin->abi;
    if (abi < PC_ABI_MIN)
        return refuse(
            g, "build it again with this pubconv's plugin.h",
            "it was built for plugin ABI %u, which is too old: this pubconv takes %u to %u", abi,
            PC_ABI_MIN, PC_ABI);
    if (abi > PC_ABI)
        return refuse(
            g, "update pubconv, or build the plugin with this one's plugin.h",
            "it was built for plugin ABI %u, which is too new: this pubconv takes %u to %u", abi,
            PC_ABI_MIN, PC_ABI);
    if (g->plugin->size < PLUGIN_LEAST)
        return refuse(g, "describe the plugin with PUBCONV_PLUGIN()",
                      "its description has %u bytes, and %zu are needed", g->plugin->size,
                      PLUGIN_LEAST);
    if (!good_name(g->plugin->name, false))
        return refuse(g, "names are letters, digits, '_', '.' and '-'", "it has no proper name");
    for (const pc_foreign *f = g->registry->foreign; f; f = f->next)
        if (strcmp(f->plugin, g->plugin->name) == 0)
            return refuse(g, "", "a plugin named '%s' is loaded already", f->plugin);
    return true;
}

static bool check_extensions(const guest *g, const kind *k, const char *name, const char *list) {
    for (pc_str rest = pc_strz(list); rest.n;) {
        size_t n = 1;
        while (n < rest.n && rest.p[n] != '+' && rest.p[n] != '-') n++;
        pc_str ext = pc_str_sub(rest, 1, n);
        if ((rest.p[0] != '+' && rest.p[0] != '-') || pc_ext_find(ext) == PC_EXT_COUNT)
            return refuse(g, "see --list-extensions", "%s '%s' lists the unknown extension '%.*s'",
                          k->what, name, PC_F(ext));
        rest = pc_str_from(rest, n);
    }
    return true;
}

static bool check_aliases(const guest *g, const kind *k, const char *name,
                          const char *const *aliases) {
    for (; aliases && *aliases; aliases++) {
        if (!good_name(*aliases, true))
            return refuse(g, "", "%s '%s' has the improper alias '%s'", k->what, name, *aliases);
        if (k->find(g->registry, pc_strz(*aliases)))
            return refuse(g, "", "the alias '%s' of %s '%s' is taken", *aliases, k->what, name);
    }
    return true;
}

static bool check_one(const guest *g, const kind *k, const void *x) {
    uint32_t size;
    memcpy(&size, x, sizeof size);
    if (size < k->least)
        return refuse(g, "begin each descriptor with .size = sizeof",
                      "a %s's descriptor has %u bytes, and %zu are needed", k->what, size,
                      k->least);
    const char *name = pointer_at(x, offsetof(pc_reader, name));
    if (!good_name(name, k->format))
        return refuse(g, "names are letters, digits, '_' and '.'", "a %s has no proper name",
                      k->what);
    if (!pointer_at(x, k->call))
        return refuse(g, "", "%s '%s' has no function '%s'", k->what, name, k->callback);
    if (k->find(g->registry, pc_strz(name)))
        return refuse(g, "", "the name of its %s '%s' is taken", k->what, name);
    if (!k->format) return true;
    return check_aliases(g, k, name, pointer_at(x, k->aliases)) &&
           check_extensions(g, k, name, pointer_at(x, k->extensions));
}

_Static_assert(offsetof(pc_reader, name) == offsetof(pc_writer, name) &&
                   offsetof(pc_reader, name) == offsetof(pc_filter, name),
               "all descriptors begin alike");

static bool same_name(const void *x, const void *y) {
    return pc_str_ieq(pc_strz(pointer_at(x, offsetof(pc_reader, name))),
                      pc_strz(pointer_at(y, offsetof(pc_reader, name))));
}

static bool check_kind(const guest *g, const kind *k) {
    const void *const *list = pointer_at(g->plugin, k->list);
    for (size_t i = 0; list && list[i]; i++) {
        if (!check_one(g, k, list[i])) return false;
        for (size_t j = 0; j < i; j++)
            if (same_name(list[i], list[j]))
                return refuse(g, "", "it brings two %ss of one name", k->what);
    }
    return true;
}

/* --- Coming in ------------------------------------------------------------------------------- */

static void add_one(const guest *g, const kind *k, const void *x) {
    uint32_t size, full = (uint32_t)k->full;
    memcpy(&size, x, sizeof size);
    void *copy = pc_alloc0(g->registry->arena, k->full);
    memcpy(copy, x, size < full ? size : full);
    memcpy(copy, &full, sizeof full);
    pc_foreign *f = PC_NEW(g->registry->arena, pc_foreign);
    *f = (pc_foreign){copy, g->plugin->name, g->registry->foreign};
    g->registry->foreign = f;
    k->add(g->registry, copy); /* cannot fail: everything that it checks was checked */
}

static void add_kind(const guest *g, const kind *k) {
    const void *const *list = pointer_at(g->plugin, k->list);
    for (size_t i = 0; list && list[i]; i++) add_one(g, k, list[i]);
}

static bool enter(guest *g) {
    if (!check_version(g)) return false;
    bool any = false;
    for (size_t i = 0; i < PC_COUNT(kinds); i++) {
        const void *const *list = pointer_at(g->plugin, kinds[i].list);
        any = any || (list && list[0]);
        if (!check_kind(g, &kinds[i])) return false;
    }
    if (!any) return refuse(g, "", "it brings no reader, no writer and no filter");
    for (size_t i = 0; i < PC_COUNT(kinds); i++) add_kind(g, &kinds[i]);
    return true;
}

bool pc_plugin_load(pc_registry *r, pc_diags *d, pc_mem *m, pc_str name,
                    const pc_plugin_search *where) {
    pc_str file, looked, why;
    if (!pc_plugin_find(r->arena, name, where, &file, &looked)) {
        pc_str help = looked.n ? pc_str_fmt(d->arena, "looked for %.*s", PC_F(looked))
                               : PC_S("give a file, or set PUBCONV_PLUGIN_PATH");
        pc_diag_span(d, PC_DIAG_PLUGIN, 0, 0, help, "plugin '%.*s' was not found", PC_F(name));
        return false;
    }
    guest g = {.registry = r, .diags = d, .file = file};
    void *library = pc_dl_open(r->arena, pc_str_dupz(r->arena, file), &why);
    if (!library) return refuse(&g, "", "cannot be loaded: %.*s", PC_F(why));
    pc_defer(m, pc_dl_close, library);
    g.plugin = pc_dl_find(library, PC_PLUGIN_SYMBOL);
    if (!g.plugin)
        return refuse(&g, "a plugin is made with PUBCONV_PLUGIN() of pubconv/plugin.h",
                      "it has no symbol '%s'", PC_PLUGIN_SYMBOL);
    return enter(&g);
}
