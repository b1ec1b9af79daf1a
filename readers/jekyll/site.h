/* The site model: what Jekyll knows of a folder, read as far as a page asks for it.
 *
 * Everything that is kept lives in the site's arena, which outlives the page at hand where many are
 * converted. Objects that Liquid sees (site, pages, documents,
 * collections, data folders) are liq_obj; nothing but the configuration is read before it is
 * wanted. */
#ifndef PC_JEKYLL_SITE_H
#define PC_JEKYLL_SITE_H

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "readers/jekyll/liquid/liquid.h"
#include "registry/ctx.h"

typedef struct jek_doc jek_doc;
typedef PC_VEC(jek_doc *) jek_docs;

/* How many members the drops of a collection and of a site have by themselves (drops.c). */
enum { JEK_COLLECTION_FIELDS = 6, JEK_SITE_FIELDS = 12 };

typedef struct jek_collection {
    liq_obj obj;
    struct jek_site *site;
    pc_str key, label;        /* as written, and what Jekyll leaves of that */
    size_t rank;              /* its place among the collections */
    const pc_value *metadata; /* of the configuration; may be NULL */
    bool read;
    jek_docs docs;                         /* sorted */
    jek_docs files;                        /* static ones */
    liq_value made[JEK_COLLECTION_FIELDS]; /* members of its drop, for as long as the site */
} jek_collection;

/* A page, a document of a collection, or a static file. */
struct jek_doc {
    liq_obj obj;
    struct jek_site *site;
    jek_collection *collection; /* NULL: a page, or a static file among them */
    pc_str file;                /* to open */
    pc_str place;               /* below the site's folder: "cols/_publications/x.md" */
    pc_str relative;            /* as Jekyll calls it: "_publications/x.md"; "/x.pdf" */
    pc_str dir, name, ext;      /* "/_pages", "cv.md", ".md" */
    bool is_static, draft;
    bool has_front; /* it has front matter */
    bool excerpts;  /* its excerpt is cut from its text */
    const pc_source *src;
    size_t body;      /* where it begins in src */
    pc_value own;     /* front matter alone */
    pc_value data;    /* that over the defaults, and what Jekyll adds */
    liq_value date;   /* nil: none */
    pc_str url;       /* made on demand */
    size_t order;     /* among the rendered: of its collection, or of the pages */
    pc_str html;      /* Liquid and Markdown done; p NULL: not yet */
    pc_str output;    /* that in its layouts; p NULL: not yet */
    jek_doc *excerpt; /* made on demand; a document of its own */
    jek_doc *of;      /* this is the excerpt of another document */
    pc_map *cited;    /* keys of the entries that it has cited, in order; NULL: none yet */
    bool busy;        /* being rendered: a document that prints itself gets its source */
};

typedef struct jek_site {
    liq_obj obj;
    pc_ctx *cx;      /* of the site: what is kept is made in its memory */
    pc_ctx *at;      /* the conversion at hand: the same, or that of one page among many */
    bool found;      /* there is a configuration */
    bool unread;     /* a file of it could not be read */
    pc_str root;     /* resolved folder, no slash at the end; empty: a lone page */
    pc_str shown;    /* root as messages name it, with its slash; p NULL: not known yet */
    pc_value config; /* with Jekyll's defaults below */
    liq_host host;
    pc_exts exts; /* of the jekyll reader, as asked for */
    struct jek_tz *tz;
    liq_value time;                       /* site.time */
    PC_VEC(jek_collection *) collections; /* in the configuration's order, posts first */
    bool walked;
    jek_docs pages, statics;
    size_t folders;  /* walked */
    pc_map globs;    /* scope of defaults -> what it finds */
    pc_map includes; /* path -> liq_program */
    pc_map by_name;  /* of {% include %}: name -> liq_program */
    jek_doc *page;   /* the one that is rendered */
    jek_doc *turn;   /* the one whose turn it is: that, or what asks for an excerpt */
    liq_value data;  /* site.data; nil until asked for */
    liq_value made[JEK_SITE_FIELDS]; /* members of its drop, for as long as the site */
    int rendering;                   /* depth of pages within pages */
    unsigned features;               /* of plugins, bits by jek_feature (plugins.h) */
    unsigned asked;                  /* variables of plugins that have had their note */
    pc_str format;                   /* of its Markdown; made on demand … */
    uint64_t format_for;             /* … for these extensions */
    pc_value settings;               /* of kramdown; null until asked for */
    struct jek_scholar *scholar;     /* of its bibliographies; NULL until asked for */
    bool
        by_origin; /* entries of them stand in a document as in the file, with their places there */
    bool cites;    /* the page at hand has had entries of them put in */
    pc_map layouts; /* name -> jek_layout; NULL: there is none, and it was said */
    pc_str content; /* what stands in the layout that is run; p NULL: a page's own text is run */
    const pc_value *layout_data; /* of that layout and those within it */
} jek_site;

/* The site of the page [file] (its name as given), or of options->site; a lone page has one too. */
jek_site *jek_site_open(pc_ctx *cx, pc_str file);
/* Of that: the configuration file in a folder (empty: none), the whole configuration, and the
 * collections that it names. */
pc_str jek_config_file(pc_ctx *cx, pc_str dir);
void jek_config_read(jek_site *s);
void jek_collections_make(jek_site *s);
const pc_value *jek_config(const jek_site *s, const char *key); /* "a.b"; NULL when absent */
pc_str jek_config_text(const jek_site *s, const char *key);
bool jek_config_true(const jek_site *s, const char *key);

/* From now on messages name the site's folder by the words that its file [given] was named with. */
void jek_set_shown(jek_site *s, pc_str given);
/* A resolved path of the site as the caller would write it. */
pc_str jek_shown(const jek_site *s, pc_str path);
/* The page at hand: front matter read (with diagnostics), defaults merged. */
jek_doc *jek_page_open(jek_site *s, const pc_source *src);
/* Front matter of any file: answers where the text behind it begins; null in *out when there is
 * none that can be read. */
size_t jek_front_read(pc_ctx *cx, const pc_source *src, pc_value *out);

jek_collection *jek_collection_find(jek_site *s, pc_str key); /* NULL; not read yet */
void jek_collection_read(jek_collection *c);
jek_docs jek_posts_newest_first(jek_site *s);
void jek_site_walk(jek_site *s); /* pages, static files */
/* Names that Jekyll does not look at: hidden, backups, excluded. [entry] lies below [base], which
 * only `exclude` sees; both are below the site's folder. */
bool jek_skips(const jek_site *s, pc_str base, pc_str entry);
bool jek_is_destination(const jek_site *s, pc_str rel); /* the folder that Jekyll writes to */
/* Whether the configuration's list [key] has a pattern that covers [rel]. */
bool jek_listed(const jek_site *s, const char *key, pc_str rel);

/* The name without its extension, and without the dots before that. */
pc_str jek_doc_stem(const jek_doc *d);
/* The date in a name: 2009-10-01-title; *rest is what follows. */
bool jek_name_date(pc_str name, pc_str *date, pc_str *rest);
bool jek_doc_published(const jek_doc *d);
/* A file of the site, read: static when it has no front matter; NULL after a diagnostic. */
jek_doc *jek_doc_load(jek_site *s, jek_collection *c, pc_str file, pc_str place);
/* Makes it a static file. */
jek_doc *jek_doc_as_file(jek_doc *d);
/* The same file as a page, whether or not it has front matter. NULL after a diagnostic. */
jek_doc *jek_doc_as_page(const jek_doc *d);
/* Sets a key of the data. */
void jek_doc_set(jek_doc *d, const char *key, pc_value v);
pc_str jek_doc_url(jek_doc *d);
/* An address by a template of another kind: [word] says what ":name" is; false: unknown. In the
 * memory of s->at. */
typedef bool (*jek_word_fn)(void *user, pc_str name, pc_str *out);
pc_str jek_url_fill(jek_site *s, pc_str template, jek_word_fn word, void *user);
pc_str jek_doc_output_ext(const jek_doc *d); /* ".html" */
liq_value jek_doc_date(jek_doc *d);          /* site.time when it has none */
/* Time.parse of the value's text in the site's zone: a fraction of a second gets lost. False: no
 * date. */
bool jek_time_of(const liq_zone *z, const pc_value *v, liq_value *out);
/* The configuration's defaults put right, once the zone is known. */
void jek_defaults_read(jek_site *s);
/* [type]: a collection's label, "pages", or empty. */
pc_value jek_defaults(jek_site *s, pc_str relative, pc_str type);
bool jek_page_is_html(const jek_doc *d); /* as it is written */
/* By its name: what Jekyll's Markdown converter takes, what is HTML already, what only a Sass
 * converter would change. */
bool jek_doc_is_markdown(const jek_doc *d);
bool jek_doc_is_html(const jek_doc *d);
bool jek_doc_is_sass(const jek_doc *d);

/* Liquid over src.text[body..]. With [r] from within a run. */
liq_result jek_render(jek_site *s, liq_run *r, jek_doc *page, const pc_source *src, size_t from,
                      size_t to);
/* Runs [p] for [page]. [content], [layout_data]: of a layout; p NULL and NULL for a page's own
 * text.
 */
liq_result jek_run(jek_site *s, liq_run *r, jek_doc *page, const liq_program *p, pc_str content,
                   const pc_value *layout_data);
/* [text], of the page at hand, for as long as the site. */
pc_str jek_keep(jek_site *s, pc_str text);
/* The whole way of a page: Liquid, Markdown, metadata, in the memory of s->at. */
pc_status jek_convert(jek_site *s, jek_doc *page, pc_doc *out);
/* The same, or with --stop-after=liquid only as far. */
pc_status jek_convert_or_stop(jek_site *s, jek_doc *page, pc_doc *out);
/* Of the jekyll reader; what the Markdown reader knows is passed on to it. */
extern const char jek_extensions[];
/* Markdown as the site reads it; and that as HTML. */
/* Reads a text as the site's Markdown, with what the configuration says to its engine. */
pc_status jek_read_markdown(jek_site *s, const pc_source *src, pc_doc *out);
pc_str jek_markdown(jek_site *s, jek_doc *whose, pc_str text); /* whose text; NULL: nobody's */
pc_str jek_doc_html(jek_doc *d, liq_run *r);
pc_str jek_doc_output(jek_doc *d, liq_run *r); /* that in its layouts */
/* Where an excerpt ends, in the front matter's or the site's words. */
pc_str jek_excerpt_separator(const jek_doc *d);
jek_doc *jek_doc_excerpt(jek_doc *d); /* the excerpt as a document */
/* Whether Jekyll has rendered [d] by the time that it renders s->page: collections come before
 * pages, in the configuration's order. */
bool jek_doc_is_finished(const jek_doc *d);

/* The page that Jekyll writes: [body] (finished: Liquid and Markdown done) in the layouts that the
 * page asks for, innermost first. A layout that is not there is a warning. With [r] from within a
 * run. */
pc_str jek_in_layouts(jek_doc *d, liq_run *r, pc_str body);
/* {{ layout }} as the text at hand sees it; nil without layouts. */
liq_value jek_layout_value(jek_site *s, liq_run *r);

liq_value jek_doc_value(jek_doc *d);
liq_value jek_data_value(jek_site *s); /* site.data */
/* Calls [each] with what stands in each of its files: of those that were asked for, or [all]. */
typedef void (*jek_data_fn)(void *user, const pc_value *v);
void jek_data_each(jek_site *s, bool all, jek_data_fn each, void *user);
extern const liq_class jek_site_class, jek_doc_class, jek_page_class, jek_static_class,
    jek_excerpt_class, jek_collection_class;
void jek_host_init(jek_site *s);

/* Tags of jekyll-scholar, for Liquid's host (scholar.c). */
bool jek_cite(void *site, liq_run *r, const liq_citation *c, pc_str *out);
/* Entries that such tags put into a page's text, as annotated publications: HTML has their
 * attributes as data-NAME. */
pc_blocks jek_scholar_blocks(jek_site *s, pc_blocks xs);

/* Front matter as metadata: texts with markup are read as Markdown. */
pc_meta_map jek_meta(jek_site *s, const jek_doc *page);
/* A text of front matter as Markdown: a line of it, and blocks. [pos]: where it stands. */
pc_inlines jek_inlines(jek_site *s, pc_str text, pc_pos pos);
pc_blocks jek_blocks(jek_site *s, pc_str text, pc_pos pos);

/* Resolves [rel] under [base] (a folder of the site): empty when it does not exist; *outside when
 * it leads out of the site. */
pc_str jek_inside(const jek_site *s, pc_str base, pc_str rel, bool *outside);

struct jek_tz *jek_tz_load(pc_ctx *cx, pc_str name); /* NULL: UTC */
int32_t jek_tz_offset(void *tz, int64_t utc);
pc_str jek_tz_name(void *tz, int64_t utc);

#endif
