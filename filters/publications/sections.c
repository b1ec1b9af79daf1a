/* Sections: what the words of a heading say about what stands below it. */
#include "filters/publications/pub_int.h"

#include "base/utf8.h"
#include "bib/date.h"
#include "bib/words.h"

/* The later beats the earlier. */
typedef enum se_topic { SE_NONE, SE_MAYBE, SE_NO, SE_YES, SE_NEVER } se_topic;

static const bib_row topics[] = {
#define PUB_TOPIC(words, topic, most) BIB_ROW(words, NULL, SE_##topic, most),
#include "filters/publications/topic.def"
#undef PUB_TOPIC
};

static const bib_row topic_signs[] = {
#define PUB_TOPIC_SIGN(signs, topic) BIB_ROW(signs, NULL, SE_##topic, 0),
#include "filters/publications/topicsign.def"
#undef PUB_TOPIC_SIGN
};

static se_topic topic_of_words(pc_str s) {
    se_topic found = SE_NONE;
    size_t from, words = 0;
    pc_str w;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) {
        const bib_row *row;
        if (bib_row_at(BIB_ROWS(topics), pc_str_from(s, from), &row) < w.n) continue;
        if (row->weight && words == 0) words = bib_count_words(s);
        if (row->weight && words > (size_t)row->weight) continue;
        if ((se_topic)row->value > found) found = (se_topic)row->value;
    }
    return found;
}

static se_topic topic_of_sign(pc_str w) {
    se_topic found = SE_NONE;
    for (size_t i = 0; i < PC_COUNT(topic_signs); i++) {
        const bib_row *row = &topic_signs[i];
        bool there =
            pc_str_ends(w, row->words) || (row->value != SE_YES && pc_str_starts(w, row->words));
        if (there && (se_topic)row->value > found) found = (se_topic)row->value;
    }
    return found;
}

static se_topic topic_of_signs(pc_str s) {
    se_topic found = SE_NONE;
    size_t from, wide = 0;
    pc_str w;
    while (wide < s.n && (unsigned char)s.p[wide] < 0xE3) wide++;
    for (size_t i = 0; wide < s.n && bib_word(s, &i, &from, &w);) {
        se_topic topic = (unsigned char)*w.p >= 0xE3 ? topic_of_sign(w) : SE_NONE;
        if (topic > found) found = topic;
    }
    return found;
}

pub_topic pub_topic_of(pub *p, pc_str heading) {
    static const pub_topic means[] = {[SE_NONE] = PUB_UNKNOWN,
                                      [SE_MAYBE] = PUB_YES,
                                      [SE_NO] = PUB_NO,
                                      [SE_YES] = PUB_YES,
                                      [SE_NEVER] = PUB_NO};
    pc_mark mark = pc_arena_mark(p->scratch);
    se_topic words = topic_of_words(pc_utf8_fold(p->scratch, heading));
    pc_arena_release(p->scratch, mark);
    se_topic signs = topic_of_signs(heading);
    return means[words > signs ? words : signs];
}

size_t pub_open_section(pub *p, size_t around, size_t level, size_t part, pc_str heading) {
    while (around && p->sections.v[around].level >= level) around = p->sections.v[around].around;
    pub_section s = p->sections.v[around];
    s.level = level;
    s.around = around;
    s.part = part;
    s.listed = 0;
    pub_topic topic = pub_topic_of(p, heading);
    s.says_topic = topic != PUB_UNKNOWN;
    if (s.says_topic) s.topic = topic;
    pc_str year = bib_year_find(heading, 0);
    bool several = year.n && bib_year_find(heading, (size_t)(year.p - heading.p) + 4).n;
    s.says_year = year.n && !several;
    if (s.says_year) s.year = pc_str_dup(p->a, year);
    const char *type = bib_heading_type(heading);
    s.says_type = *type != 0;
    if (s.says_type) s.type = type;
    pc_vec_push(p->scratch, &p->sections, s);
    return p->sections.n - 1;
}
