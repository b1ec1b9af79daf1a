/* A Liquid template by itself: no page, no site, but data and a folder of partials. */
#ifndef PC_JEKYLL_TEMPLATE_H
#define PC_JEKYLL_TEMPLATE_H

#include "readers/jekyll/liquid/liquid.h"
#include "registry/ctx.h"

typedef struct jek_template {
    const liq_dialect *dialect;
    const pc_source *src;
    const pc_value *data; /* a map: the template's variables. In Jekyll's dialect its member `site`
                           * is also the configuration that filters look at (url, baseurl). */
    pc_str includes;      /* folder that partials come from; empty: there is none */
    bool strict_names;    /* undefined variables and unknown filters are errors */
} jek_template;

/* The template's text, in cx->arena. What is wrong is said in cx->diags, and left out.
 *
 * A partial `a/b` is the file a/b, a/b.liquid or a/_b.liquid of the folder (the last is where
 * Liquid's own LocalFileSystem looks); in Jekyll's dialect only a/b, and include_relative begins at
 * the template's own folder. None comes from outside the folder. */
pc_str jek_template_render(pc_ctx *cx, const jek_template *t);

#endif
