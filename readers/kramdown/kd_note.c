/* What a footnote is in the place of its marker. A document has the note's blocks there: where a
 * marker comes again, they are shared nodes, and what is written of them is bounded. */
#include "base/str.h"
#include "html/lift.h"
#include "readers/kramdown/kd.h"

static size_t bytes_of(const kd_el *el) {
    size_t n = el->text.s.n;
    for (const kd_el *x = el->first; x; x = x->next) n += bytes_of(x);
    return n;
}

/* Notes hold notes: each that names the next one twice would double what there is to write. */
static bool affords_again(kd *k, const kd_footnote *f, pc_pos pos) {
    if (k->notes_again <= PC_MAX_NOTES_AGAIN) k->notes_again += f->bytes;
    if (k->notes_again <= PC_MAX_NOTES_AGAIN) return true;
    if (!k->told_notes)
        pc_diag(k->cx->diags, PC_DIAG_NOTES_AGAIN, pos,
                "notes that are referred to again take more than %u bytes: from here on, their "
                "markers stay text; shorten these notes, or refer to them once",
                PC_MAX_NOTES_AGAIN);
    k->told_notes = true;
    return false;
}

/* Whether a marker is its note; if not, says why. */
static bool may_stand(kd *k, const kd_footnote *f, pc_str name, pc_pos pos) {
    size_t below = f && f->done ? f->depth + 4 : 0;
    if (!f)
        kd_warn(k, pos, "no footnote '%.*s' is defined: the marker stays text", PC_F(name));
    else if (f->busy)
        kd_warn(k, pos, "footnote '%.*s' holds itself: the marker stays text", PC_F(name));
    else if (k->depth + 2 > KD_MAX_DEPTH || k->depth + below > PC_MAX_DEPTH)
        kd_warn(k, pos, "footnote '%.*s' would be nested too deep here: the marker stays text",
                PC_F(name));
    else
        return !f->used || k->as_written || affords_again(k, f, pos);
    return false;
}

/* What the note holds stays, even where its marker is taken back: so does what is counted of it. */
static void convert(kd *k, kd_footnote *f) {
    kd_note_state outer = kd_notes_now(k);
    bool in_html = k->in_html;
    k->note_bytes = 0;
    k->in_html = true; /* kramdown treats what notes hold so: no breaks, ids of the older kind */
    f->busy = true;
    pc_vec_push(k->arena, &k->note_names, f->name);
    f->number = k->note_names.n;
    f->blocks = kd_convert(k, f->content);
    f->busy = false;
    f->done = true;
    f->bytes = bytes_of(f->content) + k->note_bytes + 1;
    f->depth = html_blocks_depth(k->scratch, f->blocks);
    k->note_bytes = outer.bytes;
    k->again_within = outer.within + (k->notes_again - outer.again);
    k->used_notes.n = outer.used;
    k->in_html = in_html;
}

bool kd_note(kd *k, pc_str name, pc_pos pos, pc_inline *out) {
    kd_footnote *f = pc_map_get(&k->footnotes, name);
    if (!may_stand(k, f, name, pos)) return false;
    k->depth++;
    if (!f->done) convert(k, f);
    k->depth--;
    if (!f->used) pc_vec_push(k->arena, &k->used_notes, f);
    f->used = true;
    if (k->note_bytes < PC_MAX_NOTES_AGAIN) k->note_bytes += f->bytes;
    *out = pc_at(pc_note(f->blocks), pos);
    if (f->number <= UINT16_MAX) out->kind = (uint16_t)f->number;
    return true;
}

kd_note_state kd_notes_now(const kd *k) {
    return (kd_note_state){k->note_bytes, k->notes_again, k->again_within, k->used_notes.n};
}

void kd_notes_back(kd *k, kd_note_state to) {
    k->note_bytes = to.bytes;
    k->notes_again = to.again + (k->again_within - to.within);
    while (k->used_notes.n > to.used) k->used_notes.v[--k->used_notes.n]->used = false;
}
