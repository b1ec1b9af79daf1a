/* Sources and shipped files of a conversion. */
#include "registry/ctx.h"

#include "base/io.h"
#include "base/str.h"
#include "base/utf8.h"
#include "registry/registry.h"

pc_source *pc_ctx_source(pc_ctx *cx, pc_str name, pc_str bytes) {
    if (pc_str_starts(bytes, PC_S("\xEF\xBB\xBF"))) bytes = pc_str_from(bytes, 3);
    pc_source *s = pc_source_add(cx->sources, name, bytes);
    size_t bad = pc_utf8_check(bytes);
    if (bad == bytes.n) return s;
    pc_diag(cx->diags, PC_DIAG_UTF8, pc_source_pos(s, bad), "byte 0x%02X is not UTF-8 text",
            (unsigned char)bytes.p[bad]);
    return NULL;
}

pc_source *pc_ctx_load(pc_ctx *cx, const char *path, pc_pos wanted_at) {
    pc_str text, why;
    if (!pc_io_read(cx->arena, path, &text, &why)) {
        pc_diag(cx->diags, PC_DIAG_IO, wanted_at, "cannot read %s: %.*s", path, PC_F(why));
        return NULL;
    }
    pc_str name = strcmp(path, "-") ? pc_str_dup(cx->arena, pc_strz(path)) : PC_S("<stdin>");
    return pc_ctx_source(cx, name, text);
}

static pc_str embedded(const pc_registry *r, pc_str name) {
    size_t lo = 0, hi = r->nassets;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = pc_str_cmp(name, pc_strz(r->assets[mid].name));
        if (d == 0) return r->assets[mid].text;
        if (d < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return (pc_str){NULL, 0};
}

pc_str pc_ctx_asset(pc_ctx *cx, pc_str name) {
    if (cx->options->data_dir.n) {
        pc_str path = pc_path_join(cx->scratch, cx->options->data_dir, name), text, why;
        if (pc_io_read(cx->arena, pc_str_dupz(cx->scratch, path), &text, &why)) return text;
    }
    return embedded(cx->registry, name);
}
