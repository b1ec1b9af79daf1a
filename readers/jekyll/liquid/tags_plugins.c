/* Tags and filters of Jekyll's plugins, by name: none of them runs here, so that a page that uses
 * one gets a message with the plugin's name, and keeps all of its author's words. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

typedef enum plugin_body { NONE, KEEP, DROP } plugin_body;

static const struct {
    plugin_body body;
    const char *plugin;
} plugins[] = {
#define PC_PLUGIN_TAG(name, body, plugin) {body, plugin},
#include "readers/jekyll/liquid/plugin_tag.def"
#undef PC_PLUGIN_TAG
};

typedef struct plugin_node {
    size_t row;
    liq_block body;
} plugin_node;

static void *parse_plugin(liq_parser *p, const liq_token *t, bool *blank) {
    plugin_node *x = PC_NEW(p->a, plugin_node);
    x->row = (size_t)(t->tag - liq_tags_plugins.v);
    if (t->tag->end) liq_parse_simple(p, t, &x->body);
    *blank = false;
    return x;
}

static void render_plugin(liq_run *r, void *data) {
    static const char *const what[] = {[NONE] = "its output is left out",
                                       [KEEP] =
                                           "its text stays, without what the plugin puts around it",
                                       [DROP] = "it is left out"};
    const plugin_node *x = data;
    plugin_body body = plugins[x->row].body;
    liq_say(r, PC_DIAG_PLUGIN_TAG, "'%s' comes from %s, which does not run here: %s",
            liq_tags_plugins.v[x->row].name, plugins[x->row].plugin, what[body]);
    if (body == KEEP) liq_run_block(r, &x->body);
}

#define END_NONE(name) NULL
#define END_KEEP(name) "end" name
#define END_DROP(name) "end" name
static const liq_tag rows[] = {
#define PC_PLUGIN_TAG(name_, body, plugin) \
    {.name = #name_, .end = END_##body(#name_), .parse = parse_plugin, .render = render_plugin},
#include "readers/jekyll/liquid/plugin_tag.def"
#undef PC_PLUGIN_TAG
};
const liq_tag_table liq_tags_plugins = {rows, PC_COUNT(rows)};

static const liq_plugin_filter filters[] = {
#define SHOWS true
#define HIDDEN false
#define PC_PLUGIN_FILTER(name, what, plugin) {#name, plugin, what},
#include "readers/jekyll/liquid/plugin_filter.def"
#undef PC_PLUGIN_FILTER
#undef SHOWS
#undef HIDDEN
};

const liq_plugin_filter *liq_plugin_filter_find(pc_str name) {
    for (size_t i = 0; i < PC_COUNT(filters); i++)
        if (pc_str_eqz(name, filters[i].name)) return &filters[i];
    return NULL;
}
