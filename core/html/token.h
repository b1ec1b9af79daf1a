/* A tolerant tokeniser for HTML: tags, text, and what stays as it is written.
 *
 * It knows nothing of Markdown, and accepts everything: what is no tag is text, a tag that does not
 * end is raw up to the end of the text. It allocates nothing; tokens are slices of the text. */
#ifndef PC_HTML_TOKEN_H
#define PC_HTML_TOKEN_H

#include "ast/ast.h"

typedef enum html_token_kind {
    HTML_TOKEN_END,
    HTML_TOKEN_TEXT,  /* with its references not yet replaced */
    HTML_TOKEN_OPEN,  /* <b class="x"> or <br/> */
    HTML_TOKEN_CLOSE, /* </b> */
    HTML_TOKEN_RAW /* comment, CDATA, <?…?>, <!…>, and whole elements that hold no markup: script …
                    */
} html_token_kind;

typedef struct html_token {
    html_token_kind kind;
    pc_html_tag tag; /* PC_HTML_NONE for elements that no node remembers */
    bool self_closing;
    pc_str text;  /* all of it, as written */
    pc_str name;  /* of the element, as written */
    pc_str attrs; /* between the name and the end of an open tag */
} html_token;

typedef struct html_tokens {
    pc_str text;
    size_t at;
    bool tags_only; /* also of script, style …: their content is no part of the token */
    /* Closing marks that were looked for and are not there: no second search for the same. */
    uint32_t absent;
} html_tokens;

/* The next token; END at the end. All tokens together are the text, byte for byte. */
html_token html_next(html_tokens *t);

typedef struct html_attr {
    pc_str name;  /* as written */
    pc_str value; /* as written, without quotes; references not yet replaced */
    bool has_value;
} html_attr;

/* Cuts the next attribute off *rest (html_token.attrs). False when there is none left. */
bool html_attr_next(pc_str *rest, html_attr *out);

#endif
