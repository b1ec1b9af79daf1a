/* The languages that are known, by Rouge's names. */
#include "base/str.h"
#include "highlight/hl_int.h"

const hl_language hl_plain = {.names = "plaintext text"};

static const hl_language *const languages[] = {
    &hl_plain,      &hl_c,      &hl_cpp, &hl_python, &hl_shell, &hl_json,   &hl_diff,
    &hl_javascript, &hl_bibtex, &hl_tex, &hl_r,      &hl_css,   &hl_markup, &hl_java};

const hl_language *hl_find(pc_str name) {
    for (size_t i = 0; i < PC_COUNT(languages); i++) {
        pc_str names = pc_strz(languages[i]->names), one;
        while (pc_str_cut(&names, ' ', &one))
            if (pc_str_eq(one, name)) return languages[i];
    }
    return NULL;
}
