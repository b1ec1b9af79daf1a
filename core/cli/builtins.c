/* The built-in formats, entering by the plugins' door. A new format is a row here and one in CMake.
 */
#include "cli/builtins.h"

#include "cli/assets.h"
#include "filters/lua/engine.h"
#include "filters/publications/publications.h"
#include "readers/bibtex/bibtex.h"
#include "readers/commonmark/commonmark.h"
#include "readers/csljson/csljson.h"
#include "readers/html/html.h"
#include "readers/jekyll/jekyll.h"
#include "readers/json/json.h"
#include "readers/kramdown/kramdown.h"
#include "writers/bibtex/bibtex.h"
#include "writers/csljson/csljson.h"
#include "writers/html/html.h"
#include "writers/json/json.h"
#include "writers/jsonld/jsonld.h"
#include "writers/latex/latex.h"
#include "writers/native/native.h"

static const pc_reader *const readers[] = {
    &pc_reader_biblatex, &pc_reader_bibtex, &pc_reader_commonmark,
    &pc_reader_csljson,  &pc_reader_gfm,    &pc_reader_html,
    &pc_reader_jekyll,   &pc_reader_json,   &pc_reader_kramdown,
};

static const pc_writer *const writers[] = {
    &pc_writer_biblatex, &pc_writer_bibtex, &pc_writer_csljson, &pc_writer_html,
    &pc_writer_json,     &pc_writer_jsonld, &pc_writer_latex,   &pc_writer_native,
};

static const pc_filter *const filters[] = {
    &pc_filter_publications,
};

static const pc_folder_reader *const folders[] = {&pc_folder_jekyll, NULL};

static const pc_engine *const engines[] = {&pc_engine_lua, NULL};

void pc_builtins_add(pc_registry *r) {
    for (size_t i = 0; i < PC_COUNT(readers); i++) pc_registry_add_reader(r, readers[i]);
    for (size_t i = 0; i < PC_COUNT(writers); i++) pc_registry_add_writer(r, writers[i]);
    for (size_t i = 0; i < PC_COUNT(filters); i++) pc_registry_add_filter(r, filters[i]);
    r->folders = folders;
    r->engines = engines;
    r->assets = pc_assets;
    r->nassets = pc_assets_count;
}
