/* What Jekyll's plugins do to a site and its pages, as far as it is done here: jemoji, and what
 * GitHub Pages turns on for every site. Each follows the site's `plugins:`, and can be asked for or
 * turned off as an extension of the format (-f jekyll+emoji). */
#ifndef PC_JEKYLL_PLUGINS_H
#define PC_JEKYLL_PLUGINS_H

#include "readers/jekyll/site.h"

typedef enum jek_feature {
    JEK_EMOJI,                 /* jemoji */
    JEK_RELATIVE_LINKS,        /* links to files of the site become addresses */
    JEK_TITLES_FROM_HEADINGS,  /* a page without a title has its first heading's */
    JEK_OPTIONAL_FRONT_MATTER, /* Markdown without front matter is a page */
    JEK_README_INDEX,          /* README.md is its folder's index, if there is no other */
    JEK_DEFAULT_LAYOUT,        /* a page without a layout has the one for its kind */
    JEK_FEATURES
} jek_feature;

/* Which are on: reads the configuration and the Gemfile. One note names the plugins that may change
 * pages and do not run here. */
void jek_plugins_read(jek_site *s);
bool jek_plugin_on(const jek_site *s, jek_feature f);

/* A Markdown file without front matter is a page all the same. */
bool jek_plugins_take(const jek_doc *d);
/* After a page or document was read: title, layout. */
void jek_plugins_complete(jek_doc *d);
/* After all pages were read: those that are pages and files at once, folders' indexes. */
void jek_plugins_walked(jek_site *s);

/* A variable that a plugin would set (site.github, paginator) is asked for, and nil: a note, once.
 */
void jek_plugins_asked(jek_site *s, liq_run *r, pc_str name);

/* A text of [d] with addresses for links to files of the site: before any page sees it as content.
 */
pc_blocks jek_plugins_links(jek_doc *d, pc_blocks xs);
/* The page with emoji for their names: last, since the plugin looks at what Jekyll writes. */
pc_blocks jek_plugins_emoji(const jek_doc *d, pc_blocks xs);

#endif
