/* HTML, with JavaScript and CSS in their elements. */
#include "highlight/hl_int.h"

#define NAME "[\\l:_-][\\u:.-]*"

static const hl_rule rules[] = {
    {"root", "[^<&]+", "-", "", 0},
    {"root", "&\\S*?;", "ni", "", 0},
    {"root", "<!DOCTYPE .*?>", "cp", "", HL_FOLD | HL_DOTALL},
    {"root", "<!\\[CDATA\\[.*?\\]\\]>", "cp", "", HL_DOTALL},
    {"root", "<!--", "c", "comment", 0},
    {"root", "<\\?.*?\\?>", "cp", "", HL_DOTALL},
    {"root", "<\\s*script\\s*", "nt", "reset script_content tag", 0},
    {"root", "<\\s*style\\s*", "nt", "reset style_content tag", 0},
    {"root", "</", "nt", "tag_end", 0},
    {"root", "<", "nt", "tag_start", 0},

    {"tag_end", NULL, NULL, "tag_end_end", 0},
    {"tag_end", NAME, "nt", "goto:tag_end_end", 0},
    {"tag_end_end", "\\s+", "-", "", 0},
    {"tag_end_end", ">", "nt", "pop", 0},

    {"tag_start", "\\s+", "-", "", 0},
    {"tag_start", NAME, "nt", "goto:tag", 0},
    {"tag_start", "", "", "goto:tag", 0},

    {"comment", "[^-]+", "c", "", 0},
    {"comment", "-->", "c", "pop", 0},
    {"comment", "-", "c", "", 0},

    {"tag", "\\s+", "-", "", 0},
    {"tag", "[\\l:_\\[\\]()*.-][\\u:.\\[\\]()*-]*\\s*=\\s*", "na", "attr", 0},
    {"tag", "[\\l:_*#-][\\u:.*#-]*", "na", "", 0},
    {"tag", "/?\\s*>", "nt", "pop", 0},

    {"attr", "\"", "s", "goto:dq", 0},
    {"attr", "'", "s", "goto:sq", 0},
    {"attr", "[^\\s>]+", "s", "pop", 0},
    {"dq", "\"", "s", "pop", 0},
    {"dq", "[^\"]+", "s", "", 0},
    {"sq", "'", "s", "pop", 0},
    {"sq", "[^']+", "s", "", 0},

    {"script_content", "[^<]+", "@javascript", "", 0},
    {"script_content", "<\\s*/\\s*script\\s*>", "nt", "pop", 0},
    {"script_content", "<", "@javascript", "", 0},
    {"style_content", "[^<]+", "@css", "", 0},
    {"style_content", "<\\s*/\\s*style\\s*>", "nt", "pop", 0},
    {"style_content", "<", "@css", "", 0},
};
static const hl_words words[] = {{"", ""}};

const hl_language hl_markup = {HL_LANGUAGE("html", rules, words)};
