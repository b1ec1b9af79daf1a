/* Identifiers, dates, and purposes of links. */
#include "support.h"

#include "base/str.h"
#include "bib/date.h"
#include "bib/ident.h"
#include "bib/link.h"

typedef struct row {
    const char *in, *out;
} row;

static void each(test_ctx *t, pc_str (*find)(pc_arena *, pc_str), const row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        pc_str got = find(&t->arena, pc_strz(rows[i].in));
        if (!pc_str_eqz(got, rows[i].out))
            fail_msg("%s: %.*s, not %s", rows[i].in, PC_F(got), rows[i].out);
    }
}

TEST(finds_dois) {
    static const row rows[] = {
        {"https://doi.org/10.1145/3694715.3695969", "10.1145/3694715.3695969"},
        {"https://dl.acm.org/doi/10.1145/3694715.3695969", "10.1145/3694715.3695969"},
        {"https://dl.acm.org/doi/pdf/10.1145/3694715.3695969?x=1#y", "10.1145/3694715.3695969"},
        {"https://onlinelibrary.wiley.com/doi/full/10.1002/pip.3300.pdf", "10.1002/pip.3300"},
        {"https://doi.org/10.1016%2Fj.dss.2015.04.010", "10.1016/j.dss.2015.04.010"},
        {"doi: 10.1029/2021GC009759.", "10.1029/2021GC009759"},
        {"(DOI 10.1016/S0140-6736(05)71146-6)", "10.1016/S0140-6736(05)71146-6"},
        {"see 10.1000/182, and more", "10.1000/182"},
        {"https://dl.acm.org/doi/abs/10.5555/3545946.3598705", ""},
        {"10.10/x", ""},
        {"version 10.12.1", ""},
        {"10.1145/", ""},
        {"", ""},
    };
    each(t, bib_doi_find, rows, PC_COUNT(rows));
}

TEST(finds_arxiv_ids) {
    static const row rows[] = {
        {"https://arxiv.org/abs/2410.13333", "2410.13333"},
        {"https://arxiv.org/pdf/2410.13333v2.pdf", "2410.13333"},
        {"http://arxiv.org/abs/hep-th/9901001v1", "hep-th/9901001"},
        {"https://arxiv.org/abs/math.GT/0309136", "math.GT/0309136"},
        {"arXiv preprint arXiv:2404.03080, 2024", "2404.03080"},
        {"arXiv: 0704.0001 [math.CO]", "0704.0001"},
        {"https://doi.org/10.48550/arXiv.2404.03080", "2404.03080"},
        {"arXiv 2024", ""},
        {"https://arxiv.org/a/li_h_1", ""},
        {"https://arxiv.org/abs/2499.12345", ""},
        {"2404.03080", ""},
    };
    each(t, bib_arxiv_find, rows, PC_COUNT(rows));
}

TEST(finds_other_identifiers) {
    static const row orcids[] = {{"https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"},
                                 {"0000-0002-1694-233X", "0000-0002-1694-233X"},
                                 {"0000-0002-1825-0098", ""},
                                 {"0000-0002", ""},
                                 {"---------", ""}};
    static const row pmids[] = {{"https://pubmed.ncbi.nlm.nih.gov/38800367/", "38800367"},
                                {"PMID: 12345", "12345"},
                                {"38800367", ""}};
    static const row isbns[] = {{"E-ISBN 978-3-16-148410-0", "9783161484100"},
                                {"ISBN-10: 0-306-40615-2", "0306406152"},
                                {"ISBN 080442957X.", "080442957X"},
                                {"ISBN 978-3-16-148410-1", ""}};
    each(t, bib_orcid_find, orcids, PC_COUNT(orcids));
    each(t, bib_pmid_find, pmids, PC_COUNT(pmids));
    each(t, bib_isbn_find, isbns, PC_COUNT(isbns));
}

static pc_str first_year(pc_arena *a, pc_str s) {
    (void)a;
    return bib_year_find(s, 0);
}

TEST(finds_years_and_dates) {
    static const row years[] = {{"SIGMOD 2025", "2025"},
                                {"ICLR2024", "2024"},
                                {"arXiv:2001.01234", ""},
                                {"12024", ""},
                                {"1899", ""},
                                {"pp. 10-2024", ""},
                                {"May 2023, 2024", "2023"},
                                {"e2021GC009759", "2021"},
                                {"2024.", "2024"},
                                {"2024.05", "2024"}};
    static const row dates[] = {{"Apr. 2023", "2023-04"},
                                {"March 5, 2024", "2024-03-05"},
                                {"5 March 2024", "2024-03-05"},
                                {"2024-03-05", "2024-03-05"},
                                {"2024/3", "2024-03"},
                                {"ICML 2024", ""},
                                {"2024", ""},
                                {"September 2022", "2022-09"},
                                {"May we learn? 2024", ""},
                                {"2024-13", ""}};
    each(t, first_year, years, PC_COUNT(years));
    each(t, bib_date_find, dates, PC_COUNT(dates));
    assert_str(bib_year_last(PC_S("1-9, 2023 (2024)")), "2024");
    assert_int_equal(bib_month(PC_S("Sept.")), 9);
    assert_int_equal(bib_month(PC_S("marsh")), 0);
}

TEST(tells_what_links_are_for) {
    assert_int_equal(bib_label_purpose(PC_S("[PDF]")), BIB_LINK_PDF);
    assert_int_equal(bib_label_purpose(PC_S("Project Page")), BIB_LINK_PROJECT);
    assert_int_equal(bib_label_purpose(PC_S("(Github)")), BIB_LINK_CODE);
    assert_int_equal(bib_label_purpose(PC_S("Code is Law")), BIB_LINK_NONE);
    assert_int_equal(bib_label_purpose(PC_S("")), BIB_LINK_NONE);
    assert_int_equal(bib_url_purpose(PC_S("https://arxiv.org/abs/2410.13333")), BIB_LINK_ARXIV);
    assert_int_equal(bib_url_purpose(PC_S("https://dl.acm.org/doi/10.1145/1.2")), BIB_LINK_DOI);
    assert_int_equal(bib_url_purpose(PC_S("/files/a.PDF?x")), BIB_LINK_PDF);
    assert_int_equal(bib_url_purpose(PC_S("https://example.org/a")), BIB_LINK_NONE);
    assert_int_equal(bib_url_purpose(PC_S("https://eartharxiv.org/view/1/")), BIB_LINK_NONE);
    assert_int_equal(bib_url_purpose(PC_S("https://www.YouTube.com/x")), BIB_LINK_VIDEO);
    static const char *const no[] = {
        "", "#", "TBD", "()", "tba", "https://", "javascript:void(0)", "..."};
    static const char *const yes[] = {"a.pdf", "/", "./", "#top", "https://x.org", "TBD.pdf"};
    for (size_t i = 0; i < PC_COUNT(no); i++)
        if (!bib_url_placeholder(pc_strz(no[i]))) fail_msg("%s is no address", no[i]);
    for (size_t i = 0; i < PC_COUNT(yes); i++)
        if (bib_url_placeholder(pc_strz(yes[i]))) fail_msg("%s is an address", yes[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(finds_dois), TEST_ROW(finds_arxiv_ids), TEST_ROW(finds_other_identifiers),
        TEST_ROW(finds_years_and_dates), TEST_ROW(tells_what_links_are_for)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
