/* Each check, by what it finds and by what it leaves alone. Places and layout of messages are told
 * by tests/command/check.md. */
#include "support.h"

#include "base/str.h"
#include "check/check.h"
#include "data/yaml.h"
#include "registry/call.h"

static const chk_options june_2025 = {.year = 2025};

/* The names of the checks that find something, in the order of the text: "link-empty tex". */
static pc_str names_of(test_ctx *t, const pc_diags *found) {
    pc_str out = PC_S("");
    for (size_t i = 0; i < found->n; i++) {
        if (found->v[i].related) continue;
        pc_str name = pc_strz(pc_diag_slug(found->v[i].code));
        out = out.n ? pc_str_cat(&t->arena, pc_str_cat(&t->arena, out, PC_S(" ")), name) : name;
    }
    return out;
}

static pc_str in_page(test_ctx *t, const char *text, const chk_options *o) {
    chk *c = chk_new(&t->arena, &t->scratch, &t->sources, o);
    pc_doc doc = {0};
    assert_int_equal(pc_read_as(&t->cx, PC_S("kramdown"), test_source(t, text), &doc), PC_OK);
    const pc_filter *recogniser = pc_filter_find(&t->registry, PC_S("publications"));
    assert_int_equal(pc_call_filter(recogniser, &t->cx, &doc, PC_S("html")), PC_OK);
    chk_page_add(c, &(chk_page){.blocks = doc.blocks});
    return names_of(t, chk_done(c));
}

static pc_str in_yaml(test_ctx *t, const char *text) {
    chk *c = chk_new(&t->arena, &t->scratch, &t->sources, &june_2025);
    const pc_source *s = test_source(t, text);
    pc_value *v = PC_NEW(&t->arena, pc_value);
    assert_true(pc_yaml_read(&t->arena, s, 0, s->text.n, &t->diags, v));
    chk_data(c, v);
    return names_of(t, chk_done(c));
}

typedef struct row {
    const char *in, *out;
} row;

/* An entry that is sound but for what stands in its place for %s. */
static void each_in_entry(test_ctx *t, const row *rows, size_t n) {
    static const char sound[] =
        "\\* equal contribution\n\n"
        "- **Counting sheep by sampling**, <b>Ann Bee</b>\\*, Cy Dee\\*. ICML 2024. %s\n"
        "- **Trees that grow in logarithmic time**, <b>Ann Bee</b>, Eva Fox. ICML 2023.\n";
    for (size_t i = 0; i < n; i++) {
        pc_str at = pc_strz(strstr(sound, "%s") + 2), text = {sound, sizeof sound - 3 - at.n};
        text = pc_str_cat(&t->arena, pc_str_cat(&t->arena, text, pc_strz(rows[i].in)), at);
        pc_str got = in_page(t, pc_str_dupz(&t->arena, text), &june_2025);
        if (!pc_str_eqz(got, rows[i].out))
            fail_msg("%s: [%.*s], not [%s]", rows[i].in, PC_F(got), rows[i].out);
    }
}

TEST(looks_at_addresses) {
    static const row rows[] = {
        {"", ""},
        {"[pdf](http://x.example/a.pdf)", ""},
        {"[pdf](TBD)", "link-empty"},
        {"[pdf]()", "link-empty"},
        {"[pdf](#)", "link-empty"},
        {"<a href='#' onclick='show()'>bibtex</a>", ""},
        {"<a href='#' class='toggle'>bibtex</a>", ""},
        {"<a href='javascript:show(1)'>bibtex</a>", ""},
        {"[pdf](files/a.pdf)", ""}, /* nobody knows the site */
        {"[pdf](www.x.example/a.pdf)", "link-scheme"},
        {"[pdf](example.org/a.pdf)", "link-scheme"},
        {"[pdf](papers.example.press/a.pdf)", "link-scheme"},
        {"[pdf](../my.old.papers/a.pdf)", ""},
        {"[page](cv.html)", ""},
        {"[pdf](http:/x.example/a.pdf)", "link-broken"},
        {"[pdf](htps://x.example/a.pdf)", "link-broken"},
        {"[pdf](https://http://x.example/a.pdf)", "link-broken"},
        {"[pdf](https:///a.pdf)", "link-broken"},
        {"<a href='https:// x.example/a'>pdf</a>", "link-broken"},
        {"<a href='https://x.example/a b.pdf'>pdf</a>", ""}, /* browsers mend it */
        {"[page](me@x.example)", "link-broken"},
        {"[page](mailto:me@x.example)", ""},
        {"[page](//x.example/a)", ""},
    };
    each_in_entry(t, rows, PC_COUNT(rows));
}

TEST(looks_at_identifiers) {
    static const row rows[] = {
        {"[doi](https://doi.org/10.1145/3694715.3695969)", ""},
        {"[doi](https://doi.org/fp3k)", ""}, /* shortdoi.org */
        {"[doi](https://doi.org/10/fp3k)", ""},
        {"[doi](https://doi.org/)", ""},
        {"[doi](https://doi.org/10.1145)", "doi-malformed"},
        {"[doi](https://doi.org/10.1145/)", "doi-malformed"},
        {"[doi](https://doi.org/10.5555/3545946.3598705)", "doi-malformed"},
        {"[doi](https://doi.org/https://doi.org/10.1145/3694715)", "doi-malformed"},
        {"[doi](http://dx.doi.org/10.1145/3694715)", "doi-old-address"},
        {"DOI: 10.1145/3694715.3695969.", ""},
        {"DOI: to come", ""},
        {"doi: 10.1145", "doi-malformed"},
        {"[arXiv](https://arxiv.org/abs/2410.13333v2)", ""},
        {"[arXiv](https://arxiv.org/pdf/2410.13333.pdf)", ""},
        {"[arXiv](https://arxiv.org/abs/hep-th/9901001)", ""},
        {"<img src='https://arxiv.org/html/2410.13333v1/x6.png'>", ""},
        {"[arXiv](https://arxiv.org/abs/0604090)", "arxiv-malformed"},
        {"arXiv:0704.0001", ""},
        {"arXiv:0704.00011", "arxiv-malformed"},
        {"arXiv:2410.1333", "arxiv-malformed"},
        {"arXiv:2413.13333", "arxiv-malformed"},
        {"[page](https://orcid.org/0000-0002-1825-0097)", ""},
        {"[page](https://orcid.org/0000-0002-1825-0098)", "orcid-malformed"},
        {"[page](https://orcid.org/my-name)", "orcid-malformed"},
        {"ISBN 978-3-16-148410-0", ""},
        {"ISBN 978-3-16-148410-1", "isbn-malformed"},
        {"ISBN: 3 16 148410", "isbn-malformed"},
    };
    each_in_entry(t, rows, PC_COUNT(rows));
}

TEST(looks_at_words) {
    static const row rows[] = {
        {"arXiv:2401.01234.[^1]\n\n[^1]: Code of it.\n\n", ""}, /* a note begins another text */
        {"(best paper [oral])", ""},
        {"(best paper", "brackets"},
        {"best paper]", "brackets"},
        {"for all of (0, 1] and [2,3)", ""},
        {"Award: 1) first, 2) second :)", ""},
        {"see \\textendash{} there", "tex"},
        {"see M{\\\"u}ller", "tex"},
        {"see M{\"u}ller", "tex"}, /* Markdown took the backslash away */
        {"see the {GPU}", "tex"},
        {"of $\\alpha$ and $\\textit{x}$", ""},
        {"with others, et al.", ""},
        {"with others, et. al.", "et-al"},
        {"with et alia", ""},
    };
    each_in_entry(t, rows, PC_COUNT(rows));
}

static void each_page(test_ctx *t, const row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        pc_str got = in_page(t, rows[i].in, &june_2025);
        if (!pc_str_eqz(got, rows[i].out))
            fail_msg("%s\n[%.*s], not [%s]", rows[i].in, PC_F(got), rows[i].out);
    }
}

TEST(looks_for_what_is_there_twice) {
    static const row rows[] = {
        /* One identifier, two titles; an extended version is one work. */
        {"- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024. arXiv:2401.01234\n"
         "- **Trees that grow quickly**, Ann Bee, Cy Dee. ICML 2024. arXiv:2401.01234\n",
         "same-arxiv"},
        {"- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024. arXiv:2401.01234\n"
         "- **Counting sheep by sampling (extended)**, Ann Bee, Cy Dee. 2024. arXiv:2401.01234\n",
         ""},
        {"- **Counting sheep by sampling**, Ann Bee. ICML 2024. [doi](https://doi.org/10.1145/1)\n"
         "- **Trees that grow quickly**, Ann Bee. ICML 2024. [doi](https://doi.org/10.1145/1)\n",
         "same-doi"},
        {"- [Counting sheep by sampling](http://x.example/a), Ann Bee, Cy Dee. ICML 2024.\n"
         "- [Trees that grow in autumn](https://www.x.example/a/), Ann Bee, Cy Dee. ICML 2024.\n",
         "same-link"},
        /* One title: as two versions, in a choice above the list, at two conferences. */
        {"- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024.\n"
         "- **Counting Sheep by Sampling**, Ann Bee, Cy Dee. ICML 2024.\n",
         "duplicate"},
        {"- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024.\n"
         "- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024, under review.\n",
         "duplicate-version"},
        {"- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024.\n"
         "- **Counting sheep by sampling**, Ann Bee, Cy Dee. AAAI 2023.\n",
         ""},
        {"# Selected\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024.\n\n"
         "# All\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024.\n",
         ""},
    };
    each_page(t, rows, PC_COUNT(rows));
}

TEST(looks_at_marks) {
    static const row rows[] = {
        {"- **Counting sheep by sampling**, Ann Bee\\*, Cy Dee\\*. ICML 2024.\n",
         "mark-unexplained"},
        {"- **Counting sheep by sampling**, Ann Bee\\*, Cy Dee\\* (equal contribution). ICML "
         "2024.\n",
         ""},
        {"\\* equal contribution\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML "
         "2024.\n",
         "legend-unused"},
        {"\\* equal contribution\n\n- **Counting sheep by sampling**, Ann Bee\\*, Cy Dee\\*. ICML "
         "2024.\n\n"
         "\\* corresponding author\n",
         "legend-ambiguous"},
    };
    each_page(t, rows, PC_COUNT(rows));
}

TEST(looks_at_years) {
    static const row rows[] = {
        {"# 2024\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2024.\n", ""},
        {"# 2024\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2025.\n",
         "year-section-near"},
        {"# 2024\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2021.\n",
         "year-section"},
        {"# 2024\n\n## Conferences\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML "
         "2021.\n",
         "year-section"},
        {"# 2024\n\n## In other languages\n\n- **Counting sheep by sampling**, Ann Bee. ICML "
         "2021.\n",
         ""},
        {"# 2020 and before\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2012.\n",
         ""},
        {"# 2020-2024\n\n- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2021.\n", ""},
        {"- **Trees that grow quickly**, Ann Bee, Cy Dee. ICML 2024.\n"
         "- **Counting sheep by sampling**, Ann Bee, Cy Dee. arXiv preprint arXiv:2410.13333, "
         "2022.\n",
         "year-arxiv"},
        {"- **Trees that grow quickly**, Ann Bee, Cy Dee. ICML 2024.\n"
         "- **Counting sheep by sampling**, Ann Bee, Cy Dee. arXiv preprint arXiv:2410.13333, "
         "2025.\n",
         ""},
        {"- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2026.\n", ""},
        {"- **Counting sheep by sampling**, Ann Bee, Cy Dee. ICML 2028.\n", "year-future"},
        {"- **[ICML 2021]** **Counting sheep by sampling**, Ann Bee, Cy Dee, 2024.\n",
         "year-venue"},
        {"- **[ICML 2021]** **Counting sheep by sampling**, Ann Bee, Cy Dee, 2022.\n", ""},
    };
    each_page(t, rows, PC_COUNT(rows));
}

/* Four works of one group, and a fifth with the authors given. */
static const char *with_fifth(test_ctx *t, const char *authors) {
    static const char four[] =
        "- **Counting sheep by sampling**, <b>Haojun Lindqvist</b>, Cy Dee, Bo Green. ICML 2021.\n"
        "- **Trees that grow quickly**, <b>Haojun Lindqvist</b>, Cy Dee, Bo Green. ICML 2022.\n"
        "- **Rivers in winter time**, <b>Haojun Lindqvist</b>, Cy Dee, Bo Green. ICML 2023.\n"
        "- **Clocks without any hands**, <b>Haojun Lindqvist</b>, Cy Dee, Bo Green. ICML 2024.\n";
    return pc_str_dupz(&t->arena, pc_str_fmt(&t->arena, "%s- **Maps of islands**, %s. ICML 2024.\n",
                                             four, authors));
}

/* The owner and one other author are two that know both; in pinyin they are too few. */
TEST(looks_at_names_beside_the_owner) {
    static const char lines[] = "- **Counting sheep by sampling**, <b>Ann Bee</b>, %s. ICML 2021.\n"
                                "- **Trees that grow quickly**, <b>Ann Bee</b>, %s. ICML 2022.\n"
                                "- **Rivers in winter time**, <b>Ann Bee</b>, %s. ICML 2023.\n";
    static const struct {
        const char *often, *rare, *out;
    } rows[] = {
        {"Cyril Dering, Bo Green", "Cyril Deering, Bo Green", "name-typo"},
        {"Cyril Dering, Bo Green", "Cyril Deering", ""},
        {"Xiaoming Yang, Bo Green", "Xiaoming Yan, Bo Green", ""},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        pc_str text = pc_str_fmt(&t->arena, lines, rows[i].often, rows[i].often, rows[i].rare);
        assert_str(in_page(t, pc_str_dupz(&t->arena, text), &june_2025), rows[i].out);
    }
}

TEST(looks_at_names) {
    static const row rows[] = {
        {"<b>Haojun Lindqvist</b>, Cy Dee, Bo Green", ""},
        {"<b>Hoajun Lindqvist</b>, Cy Dee, Bo Green", "name-typo"},     /* swapped */
        {"<b>Haojun Lindqvst</b>, Cy Dee, Bo Green", "name-typo"},      /* left out */
        {"<b>Haojun Lindqvst</b>, Cy Dee", ""},                         /* one that both know */
        {"<b>Hao-Jun Lindqvist</b>, Cy Dee, Bo Green", "name-variant"}, /* hyphen */
        {"<b>H\xC3\xA4ojun Lindqvist</b>, Cy Dee, Bo Green", "name-variant"}, /* accent */
        {"<b>Haojun K. Lindqvist</b>, Cy Dee, Bo Green", ""},                 /* middle initial */
        {"<b>Lindqvist, Haojun</b>, Cy Dee, Bo Green", ""},
        {"<b>H. Lindqvist</b>, Cy Dee, Bo Green", ""},
        {"<b>Haojun Lindqvist</b>, Haojan Lindqvist, Cy Dee, Bo Green", ""}, /* both: two people */
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        pc_str got = in_page(t, with_fifth(t, rows[i].in), &june_2025);
        if (!pc_str_eqz(got, rows[i].out))
            fail_msg("%s: [%.*s], not [%s]", rows[i].in, PC_F(got), rows[i].out);
    }
    assert_str(in_page(t, with_fifth(t, "Cy Dee, Bo Green"), &june_2025), "owner-absent");
    assert_str(in_page(t, with_fifth(t, "Cy Dee, Bo Green, et al."), &june_2025), "");
}

TEST(looks_at_yaml) {
    static const row rows[] = {
        {"doi: 10.1145/3694715", ""},
        {"arxiv: 2410.13333", ""}, /* a number that prints as it is written */
        {"arxiv: 2410.10000", "yaml-number"},
        {"arxiv: '2410.10000'", ""},
        {"volume: 0123", "yaml-number"},
        {"volume: 1e5", ""}, /* a text for Ruby */
        {"pages: 12-34", ""},
        {"pages: 101,110", "yaml-number"},
        {"pages: 1999-12-01", "yaml-as-date"},
        {"time: 1:30", "yaml-number"},
        {"weight: 1.50", ""},
        {"date: 2020-02-29", ""},
        {"date: 2020-02-30", "yaml-date"},
        {"title: no", "yaml-boolean"},
        {"url: TBD", "link-empty"},
        {"slides: todo", "link-empty"},
        {"status: TBD", ""},
        {"url: \"\"", ""},
        {"published: no", ""},
        {"title: true", ""},
        {"tags: [on, off]", "yaml-boolean yaml-boolean"},
        {"title: Winner #1", "yaml-comment"},
        {"title: Winner # of the race", ""}, /* people write comments like that */
        {"{year: 2020, date: 2021-01-01}", ""},
        {"{year: 2016, date: 2021-01-01}", "year-date"},
        {"orcid: 0000-0002-1825-0098", "orcid-malformed"},
        {"orcid: https://orcid.org/0000-0002-1825-0097", ""},
        {"isbn: 9783161484101", "isbn-malformed"},
        {"arxiv: https://arxiv.org/abs/2410.133", "arxiv-malformed"},
        {"deep: [{doi: 11.1145/x}]", "doi-malformed"},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        pc_str got = in_yaml(t, rows[i].in);
        if (!pc_str_eqz(got, rows[i].out))
            fail_msg("%s: [%.*s], not [%s]", rows[i].in, PC_F(got), rows[i].out);
    }
}

/* The words of an entry are looked at however its title is written. */
TEST(finds_entries_of_any_title) {
    static const row rows[] = {
        {"- **&Eacute;tude of counting sheep by sampling**, <b>Ann Bee</b>, Cy Dee. ICML 2024. "
         "best paper]\n"
         "- **Trees that grow quickly**, <b>Ann Bee</b>, Cy Dee. ICML 2023.\n",
         "brackets"},
        {"- \"Counting sheep by sampling,\" Ann Bee, Cy Dee. ICML 2024 (Oral\n", "brackets"},
    };
    each_page(t, rows, PC_COUNT(rows));
}

TEST(leaves_out_what_is_turned_off) {
    chk_options o = june_2025;
    o.off[PC_DIAG_TEX] = true;
    assert_str(in_page(t, "- **Counting {GPU} sheep**, Ann Bee, Cy Dee. ICML 2024 (Oral\n", &o),
               "brackets");
}

TEST(leaves_out_what_is_meant_to_be) {
    static const row rows[] = {
        {"(Oral <!-- pubconv-ignore brackets -->", ""},
        {"(Oral <!-- pubconv-ignore tex, brackets-->", ""},
        {"(Oral <!-- pubconv-ignore -->", ""},
        {"(Oral <!-- pubconv-ignore tex -->", "brackets"},
        {"(Oral\n\n<!-- pubconv-ignore brackets -->", "brackets"}, /* too late */
    };
    each_in_entry(t, rows, PC_COUNT(rows));
    assert_str(in_yaml(t, "# pubconv-ignore yaml-number\narxiv: 2410.10000"), "");
    assert_str(in_yaml(t, "arxiv: 2410.10000 # pubconv-ignore"), "");
}

TEST(knows_its_checks_by_name) {
    assert_int_equal(chk_row_find(PC_S("same-doi"))->code, PC_DIAG_SAME_DOI);
    assert_null(chk_row_find(PC_S("same-dio")));
    for (size_t i = 0; i < chk_row_count; i++) {
        assert_string_equal(chk_rows[i].name, pc_diag_slug(chk_rows[i].code));
        assert_ptr_equal(chk_row_find(pc_strz(chk_rows[i].name)), &chk_rows[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(looks_at_addresses),
        TEST_ROW(looks_at_identifiers),
        TEST_ROW(looks_at_words),
        TEST_ROW(looks_for_what_is_there_twice),
        TEST_ROW(looks_at_marks),
        TEST_ROW(looks_at_years),
        TEST_ROW(looks_at_names),
        TEST_ROW(looks_at_names_beside_the_owner),
        TEST_ROW(looks_at_yaml),
        TEST_ROW(finds_entries_of_any_title),
        TEST_ROW(leaves_out_what_is_turned_off),
        TEST_ROW(leaves_out_what_is_meant_to_be),
        TEST_ROW(knows_its_checks_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
