/* The line that says where a work appeared. A case is written as its parts: v:venue y:year s:status
 * a:award vol: no: pp:, separated by " | ". */
#include "support.h"

#include "base/buf.h"
#include "base/str.h"
#include "bib/record.h"
#include "bib/venue.h"

static pc_str split(test_ctx *t, const char *s) {
    static const char *const names[] = {"v:", "y:", "s:", "a:", "vol:", "no:", "pp:"};
    bib_parts parts = {0};
    bib_venue_split(&t->arena, pc_strz(s), &parts);
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    for (size_t i = 0; i < parts.n; i++) {
        if (i) pc_buf_putz(&b, " | ");
        pc_buf_putz(&b, names[parts.v[i].tag]);
        pc_buf_put(&b, pc_str_sub(pc_strz(s), parts.v[i].from, parts.v[i].to));
    }
    return pc_buf_take(&b, &t->arena);
}

TEST(cuts_badges) {
    assert_str(split(t, "SIGMOD 2025"), "v:SIGMOD | y:2025");
    assert_str(split(t, "[SIGMOD 2025]"), "v:SIGMOD | y:2025");
    assert_str(split(t, "Preprint"), "s:Preprint");
    assert_str(split(t, "Preprint, ChinaSys 2025 Oral"),
               "s:Preprint | v:ChinaSys | y:2025 | a:Oral");
    assert_str(split(t, "AAAI 2024, MLSys Workshop NeurIPS 2023"),
               "v:AAAI | y:2024 | v:MLSys Workshop NeurIPS | y:2023");
    assert_str(split(t, "NDSS'25"), "v:NDSS | y:25");
    assert_str(split(t, "ACL' 2025"), "v:ACL | y:2025");
    assert_str(split(t, "ICLR2024"), "v:ICLR | y:2024");
    assert_str(split(t, "WWW, 2025."), "v:WWW | y:2025");
    assert_str(split(t, "EMNLP 2023 (Findings)"), "v:EMNLP | y:2023 | v:Findings");
    assert_str(split(t, "CVPR 2024 (Best Paper Award)"), "v:CVPR | y:2024 | a:Best Paper Award");
    assert_str(split(t, "ICML 2023 (Oral, Top 2%)"), "v:ICML | y:2023 | a:Oral");
}

TEST(keeps_commas_and_brackets_of_a_name) {
    assert_str(
        split(t, "IEEE International Conference on Acoustics, Speech and Signal Processing "
                 "(ICASSP), 2023"),
        "v:IEEE International Conference on Acoustics, Speech and Signal Processing (ICASSP) | "
        "y:2023");
    assert_str(split(t, "International Conference on Machine Learning (ICML 2025)"),
               "v:International Conference on Machine Learning (ICML 2025) | y:2025");
    assert_str(split(t, "NeurIPS 2023 Workshop on Systems"),
               "v:NeurIPS 2023 Workshop on Systems | y:2023");
    assert_str(split(t, "2024 IEEE Symposium on Things"), "y:2024 | v:IEEE Symposium on Things");
}

TEST(reads_volume_issue_and_pages) {
    assert_str(split(t, "IEEE Trans. Things, vol. 9, no. 2, pp. 1-9, Apr. 2023"),
               "v:IEEE Trans. Things | vol:9 | no:2 | pp:1-9 | y:2023");
    assert_str(split(t, "MIS Quarterly, 44(4), 1987-2011."),
               "v:MIS Quarterly | vol:44 | no:4 | pp:1987-2011");
    assert_str(split(t, "SIAM J. Sci. Comput., 47:A3441-A3463, 2025"),
               "v:SIAM J. Sci. Comput | vol:47 | pp:A3441-A3463 | y:2025");
    assert_str(split(t, "Science Advances, 6, az3166"), "v:Science Advances | vol:6 | pp:az3166");
}

TEST(keeps_abbreviations_together) {
    assert_str(split(t, "IEEE Commun. Lett., vol. 20"), "v:IEEE Commun. Lett | vol:20");
    assert_str(split(t, "IEEE Signal Process. Lett. 20"), "v:IEEE Signal Process. Lett | vol:20");
    assert_str(split(t, "Old trees\", Electron. Lett., vol. 2"),
               "v:Old trees | v:Electron. Lett | vol:2");
    assert_str(split(t, "Old trees,” Electron. Lett., vol. 2"),
               "v:Old trees | v:Electron. Lett | vol:2");
    assert_str(split(t, "Nature Methods. Springer, 2020"),
               "v:Nature Methods | v:Springer | y:2020");
}

TEST(reads_east_asian_figures) {
    assert_str(split(t, "计算机学报，2020年"), "v:计算机学报 | y:2020");
    assert_str(split(t, "计算机学报, 2018年3月。"), "v:计算机学报 | y:2018");
    assert_str(split(t, "计算机学报, 2020年第5期"), "v:计算机学报 | y:2020 | no:5");
    assert_str(split(t, "计算机学报2020年第5期"), "v:计算机学报 | y:2020 | no:5");
    assert_str(split(t, "计算机学报，第12卷第3期，第1-9页，2019年"),
               "v:计算机学报 | vol:12 | no:3 | pp:1-9 | y:2019");
    assert_str(split(t, "计算机学报（网络版）．2019"), "v:计算机学报（网络版） | y:2019");
    assert_str(split(t, "나무학회지, 12권 3호, 2020년 3월"),
               "v:나무학회지 | vol:12 | no:3 | y:2020");
    assert_str(split(t, "第28届树木会议, 2019"), "v:第28届树木会议 | y:2019");
}

TEST(leaves_editors_and_editions_out) {
    assert_str(split(t, "In: Foe, E., Gee, F. (eds) Computer Vision – ECCV 2020"),
               "v:Computer Vision – ECCV | y:2020");
    assert_str(split(t, "In Ed Foe and Flo Gee (Eds.), Handbook of Trees"), "v:Handbook of Trees");
    assert_str(split(t, "Handbook of Trees, E. Foe and F. Gee (eds.), 2019"),
               "v:Handbook of Trees | y:2019");
    assert_str(split(t, "Handbook of Trees (ed. by Ed Foe), 2019"), "v:Handbook of Trees | y:2019");
    assert_str(split(t, "In: Foe E, Gee F, editors. Handbook of Forestry. Springer; 2019"),
               "v:Handbook of Forestry | v:Springer | y:2019");
    assert_str(split(t, "Handbook of Trees (2nd ed., pp. 45–67)"),
               "v:Handbook of Trees | pp:45–67");
    assert_str(split(t, "Handbuch der Bäume, 3. Aufl., 2019"), "v:Handbuch der Bäume | y:2019");
    assert_str(split(t, "28th edition of the Conference on Trees"),
               "v:28th edition of the Conference on Trees");
}

TEST(reads_numbers_in_other_languages) {
    assert_str(split(t, "Soziale Welt, Jg. 63, H. 2, S. 101–120"),
               "v:Soziale Welt | vol:63 | no:2 | pp:101–120");
    assert_str(split(t, "Revista de Coisas, v. 12, n. 3, p. 45-67, 2019"),
               "v:Revista de Coisas | vol:12 | no:3 | pp:45-67 | y:2019");
    assert_str(split(t, "Вестник, т. 5, вып. 2, с. 10-19"), "v:Вестник | vol:5 | no:2 | pp:10-19");
    assert_str(split(t, "Plan S 2020"), "v:Plan S | y:2020");
}

TEST(reads_acm_references) {
    assert_str(split(t, "In Proceedings of Trees (ICML ‘21)"),
               "v:Proceedings of Trees (ICML ‘21) | y:21");
    assert_str(split(t, "ICML‘21"), "v:ICML | y:21");
    assert_str(split(t, "VLDB ‘21. ACM, 12 pages"), "v:VLDB | y:21 | v:ACM");
    assert_str(split(t, "JMLR, 12 pp. 3-9"), "v:JMLR | vol:12 | pp:3-9");
    assert_str(split(t, "Proc. VLDB Endow. 13, 12 (2020), 2340–2353"),
               "v:Proc. VLDB Endow | vol:13 | no:12 | y:2020 | pp:2340–2353");
    assert_str(split(t, "ACM Trans. Graph. 39, 4, Article 72 (July 2020), 15 pages"),
               "v:ACM Trans. Graph | vol:39 | no:4 | pp:72 | y:2020");
    assert_str(split(t, "Phys. Rev. A 93, 123 (2016)"),
               "v:Phys. Rev. A | vol:93 | pp:123 | y:2016");
}

TEST(reads_dates_in_figures) {
    assert_str(split(t, "Journal of Trees 2014-05"), "v:Journal of Trees | y:2014");
    assert_str(split(t, "Journal of Trees 2014-05-03"), "v:Journal of Trees | y:2014");
    assert_str(split(t, "Journal of Trees, 2014/05"), "v:Journal of Trees | y:2014");
    assert_str(split(t, "2014.05.03, ICML"), "y:2014 | v:ICML");
    assert_str(split(t, "Treeland, Dec 27, 2019"), "v:Treeland | y:2019");
    assert_str(split(t, "Treeland, December 27-29, 2019"), "v:Treeland | y:2019");
    assert_str(split(t, "Treeland, 27th Dec. 2019"), "v:Treeland | y:2019");
    assert_str(split(t, "Treeland, May 27(3), 2019"), "v:Treeland | vol:27 | no:3 | y:2019");
    assert_str(split(t, "J. Trees, 32(5), 1907-12"), "v:J. Trees | vol:32 | no:5 | pp:1907-12");
    assert_str(split(t, "J. Trees, 32, 2014-2020"), "v:J. Trees | vol:32 | pp:2014-2020");
    assert_str(split(t, "J. Trees 2014-95"), "v:J. Trees | pp:2014-95");
}

TEST(reads_status_and_preprints) {
    assert_str(split(t, "arXiv preprint arXiv:2404.03080, 2024"), "v:arXiv | s:preprint | y:2024");
    assert_str(split(t, "arXiv:2404.03080"), "v:arXiv");
    assert_str(split(t, "under review at ICML 2026"), "s:under review | v:ICML | y:2026");
    assert_str(split(t, "Accepted by the 28th Conference on X"),
               "s:Accepted by | v:28th Conference on X");
    assert_str(split(t, "In press"), "s:In press");
}

TEST(leaves_rankings_out) {
    assert_str(split(t, "ICASSP 2023 (CCF-B)"), "v:ICASSP | y:2023");
    assert_str(split(t, "Nature Things (IF=8.6, JCR Q1), 2023"), "v:Nature Things | y:2023");
    assert_str(split(t, "WWW 2024 (22.4% (754/3,359))"), "v:WWW | y:2024");
    assert_str(split(t, ""), "");
}

static void kind(const char *venue, const char *type) {
    const char *got = bib_kind_type(bib_venue_kind(pc_strz(venue)));
    if (strcmp(got, type)) fail_msg("%s is a %s, not a %s", venue, got, type);
}

TEST(knows_kinds_of_venues) {
    kind("SIGMOD", "paper-conference");
    kind("ICLR2024", "paper-conference");
    kind("IEEE Transactions on Things", "article-journal");
    kind("Journal of Things", "article-journal");
    kind("Phys. Rev", "article-journal");
    kind("arXiv", "article");
    kind("Proceedings of the Conference on Things", "paper-conference");
    kind("PhD Thesis, Some University", "thesis");
    kind("Somewhere", "");
    assert_int_equal(bib_venue_kind(PC_S("MLSys Workshop NeurIPS")), BIB_WORKSHOP);
    assert_string_equal(bib_heading_type(PC_S("Journal Articles")), "article-journal");
    assert_string_equal(bib_heading_type(PC_S("Selected Papers")), "");
}

static void sorted(const char *const *words, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (strcmp(words[i - 1], words[i]) >= 0) fail_msg("%s after %s", words[i], words[i - 1]);
}

TEST(word_lists_are_sorted) {
    static const char *const venues[] = {
#define BIB_VENUE(word, kind) word,
#include "bib/venue.def"
#undef BIB_VENUE
    };
    static const char *const kinds[] = {
#define BIB_KIND_WORD(word, kind, weight) word,
#include "bib/kindword.def"
#undef BIB_KIND_WORD
    };
    static const char *const statuses[] = {
#define BIB_STATUS(words, value) words,
#include "bib/status.def"
#undef BIB_STATUS
    };
    static const char *const abbreviations[] = {
#define BIB_ABBREVIATION(word) word,
#include "bib/abbreviation.def"
#undef BIB_ABBREVIATION
    };
    static const char *const awards[] = {
#define BIB_AWARD(words) words,
#include "bib/award.def"
#undef BIB_AWARD
    };
    static const char *const not_names[] = {
#define BIB_NOT_NAME(word, sure) word,
#include "bib/notname.def"
#undef BIB_NOT_NAME
    };
    static const char *const months[] = {
#define BIB_MONTH(word, number) word,
#include "bib/month.def"
#undef BIB_MONTH
    };
    static const char *const line_words[] = {
#define BIB_LINE_WORD(word, what) word,
#include "bib/lineword.def"
#undef BIB_LINE_WORD
    };
    static const char *const legend_words[] = {
#define BIB_LEGEND_WORD(word, what) word,
#include "bib/legendword.def"
#undef BIB_LEGEND_WORD
    };
    static const char *const particles[] = {
#define BIB_PARTICLE(word, when) word,
#include "bib/particle.def"
#undef BIB_PARTICLE
    };
    static const char *const collectives[] = {
#define BIB_COLLECTIVE(word) word,
#include "bib/collective.def"
#undef BIB_COLLECTIVE
    };
    static const char *const regions[] = {
#define PUB_REGION(word) word,
#include "filters/publications/region.def"
#undef PUB_REGION
    };
    static const char *const lexicon[] = {
#define PUB_LEX(word, lex) word,
#include "filters/publications/lexicon.def"
#undef PUB_LEX
    };
    static const char *const begins[] = {
#define PUB_VENUE_BEGINS(phrase) phrase,
#include "filters/publications/venuebegin.def"
#undef PUB_VENUE_BEGINS
    };
    sorted(abbreviations, PC_COUNT(abbreviations));
    static const char *const columns[] = {
#define PUB_COLUMN_WORD(word, style) word,
#include "filters/publications/columnword.def"
#undef PUB_COLUMN_WORD
    };
    sorted(columns, PC_COUNT(columns));
    sorted(months, PC_COUNT(months));
    sorted(line_words, PC_COUNT(line_words));
    sorted(legend_words, PC_COUNT(legend_words));
    sorted(particles, PC_COUNT(particles));
    sorted(collectives, PC_COUNT(collectives));
    sorted(regions, PC_COUNT(regions));
    sorted(lexicon, PC_COUNT(lexicon));
    sorted(begins, PC_COUNT(begins));
    sorted(venues, PC_COUNT(venues));
    sorted(kinds, PC_COUNT(kinds));
    sorted(statuses, PC_COUNT(statuses));
    sorted(awards, PC_COUNT(awards));
    sorted(not_names, PC_COUNT(not_names));
}

TEST(knows_words_that_may_tell_a_venue) {
    assert_true(bib_venue_word(PC_S("Journal")));
    assert_true(bib_venue_word(PC_S("ICLR2024")));
    assert_true(bib_venue_word(PC_S("NeurIPS")));
    assert_true(bib_venue_word(PC_S("12")));
    assert_true(bib_phrase_word(PC_S("under"))); /* review */
    assert_true(bib_phrase_word(PC_S("Best")));
    assert_false(bib_venue_word(PC_S("Somewhere")));
    assert_false(bib_phrase_word(PC_S("zebra")));
}

TEST(two_digit_years) {
    assert_str(bib_year_value(&t->arena, PC_S("25")), "2025");
    assert_str(bib_year_value(&t->arena, PC_S("98")), "1998");
    assert_str(bib_year_value(&t->arena, PC_S("2024")), "2024");
    assert_str(bib_year_value(&t->arena, PC_S("x")), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(cuts_badges),
                                       TEST_ROW(keeps_commas_and_brackets_of_a_name),
                                       TEST_ROW(reads_volume_issue_and_pages),
                                       TEST_ROW(keeps_abbreviations_together),
                                       TEST_ROW(reads_east_asian_figures),
                                       TEST_ROW(leaves_editors_and_editions_out),
                                       TEST_ROW(reads_numbers_in_other_languages),
                                       TEST_ROW(reads_acm_references),
                                       TEST_ROW(reads_dates_in_figures),
                                       TEST_ROW(reads_status_and_preprints),
                                       TEST_ROW(leaves_rankings_out),
                                       TEST_ROW(knows_kinds_of_venues),
                                       TEST_ROW(word_lists_are_sorted),
                                       TEST_ROW(knows_words_that_may_tell_a_venue),
                                       TEST_ROW(two_digit_years)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
