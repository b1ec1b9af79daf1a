/* A record as a node, and back; what records are made of and made into. */
#include "support.h"

#include "ast/build.h"
#include "base/str.h"
#include "bib/annotation.h"
#include "bib/entry.h"
#include "bib/field.h"
#include "bib/people.h"

static const pc_key_value fields[] = {{PC_LIT("publisher"), PC_LIT("Forest Press")},
                                      {PC_LIT("url"), PC_LIT("https://example.org/a")},
                                      {PC_LIT("bib-pdf"), PC_LIT("a.pdf")}};

TEST(comes_back_from_its_node) {
    bib_author author = {.name = {.family = PC_S("van Bee"),
                                  .particle = PC_S("van"),
                                  .fixed = PC_S("van"),
                                  .given = PC_S("Ann")},
                         .roles = BIB_SELF | BIB_EQUAL,
                         .marks = PC_S("*"),
                         .orcid = PC_S("0000-0002-1825-0097")};
    bib_place place = {.name = PC_S("Journal of Trees"),
                       .inlines = pc_text(&t->arena, PC_S("Journal of Trees"))};
    bib_record r = {.id = PC_S("a"),
                    .key = PC_S("key:a"),
                    .entry = PC_S("article"),
                    .type = PC_S("article-journal"),
                    .title_inlines = pc_text(&t->arena, PC_S("A Title")),
                    .year = PC_S("2024"),
                    .date = PC_S("2024-03"),
                    .volume = PC_S("3"),
                    .issue = PC_S("4"),
                    .pages = PC_S("1–2"),
                    .doi = PC_S("10.1000/a"),
                    .etal = true,
                    .authors = {&author, 1},
                    .venues = {&place, 1},
                    .fields = {fields, PC_COUNT(fields)}};
    bib_record_links(&t->arena, &t->scratch, &r);
    pc_block div = bib_entry_div(&t->arena, &t->scratch, &r, (pc_blocks){NULL, 0});
    bib_record back;
    assert_true(bib_from_div(&t->arena, &t->scratch, &div, &back));
    assert_str(back.key, "key:a");
    assert_str(back.entry, "article");
    assert_str(back.title, "A Title");
    assert_str(back.date, "2024-03");
    assert_str(back.volume, "3");
    assert_str(back.pages, "1–2");
    assert_true(back.etal);
    assert_int_equal(back.authors.n, 1);
    assert_str(back.authors.v[0].name.family, "van Bee");
    assert_str(back.authors.v[0].name.fixed, "van");
    assert_str(back.authors.v[0].marks, "*");
    assert_int_equal(back.authors.v[0].roles, BIB_SELF | BIB_EQUAL);
    assert_str(back.venues.v[0].name, "Journal of Trees");
    assert_int_equal(back.venues.v[0].inlines.v[0].tag, PC_Str);
    assert_str(bib_field(&back, "publisher"), "Forest Press");
    assert_str(bib_field(&back, "doi"), "10.1000/a");
    assert_str(bib_field(&back, "bib-pdf"), "a.pdf");
    assert_str(bib_record_url(&back), "https://example.org/a");
    assert_int_equal(back.links.n, 3);
}

TEST(makes_words_and_formulas) {
    pc_inlines xs = bib_words(&t->arena, &t->scratch, PC_S("for $5 and $x^2$, $ y$"));
    assert_int_equal(xs.v[6].tag, PC_Math);
    assert_str(xs.v[6].u.text, "x^2");
    assert_str(xs.v[2].u.text, "$5");
}

TEST(makes_free_identifiers) {
    pc_map ids = {0};
    assert_str(bib_entry_id(&t->arena, &t->scratch, &ids, PC_S("a b")), "ab");
    assert_str(bib_entry_id(&t->arena, &t->scratch, &ids, PC_S("ab")), "ab-2");
    assert_str(bib_entry_id(&t->arena, &t->scratch, &ids, PC_S("ab")), "ab-3");
    assert_str(bib_entry_id(&t->arena, &t->scratch, &ids, PC_S("")), "entry");
}

TEST(annotates_authors) {
    bib_author v[3] = {{.roles = 0}};
    assert_true(bib_annotate(&t->arena, v, 3, PC_S("1=self,equal; 2 = equal;"), BIB_AN_ROLES));
    assert_true(bib_annotate(&t->arena, v, 3, PC_S("3=\"†\""), BIB_AN_MARK));
    assert_false(bib_annotate(&t->arena, v, 3, PC_S("4=equal"), BIB_AN_ROLES));
    assert_false(bib_annotate(&t->arena, v, 3, PC_S("2=student"), BIB_AN_ROLES));
    bib_authors all = {v, 3};
    assert_str(bib_annotation(&t->arena, &t->mem, all, BIB_AN_ROLES), "1=self,equal; 2=equal");
    assert_str(bib_annotation(&t->arena, &t->mem, all, BIB_AN_MARK), "3=\"†\"");
    assert_str(bib_annotation(&t->arena, &t->mem, all, BIB_AN_ORCID), "");
}

TEST(splits_lines_of_people) {
    bib_author_vec v = {0};
    bool etal = false;
    bib_people_split(&t->arena, &t->scratch, &v, PC_S("Ann Bee*, Cy Dee* and Eve Eff†, et al."),
                     PC_S("A. Bee"), true, &etal);
    assert_int_equal(v.n, 3);
    assert_true(etal);
    assert_int_equal(v.v[0].roles, BIB_SELF);
    bib_people_roles(v.v, v.n, PC_S("* equal contribution<br>† corresponding author"));
    assert_int_equal(v.v[0].roles, BIB_SELF | BIB_EQUAL);
    assert_int_equal(v.v[2].roles, BIB_CORRESPONDING);
    v.n = 0;
    bib_people_split(&t->arena, &t->scratch, &v, PC_S("Bee, Ann, Dee, Cy"), PC_S(""), true, &etal);
    assert_int_equal(v.n, 2);
    assert_str(v.v[1].name.family, "Dee");
}

TEST(knows_fields_and_types) {
    pc_str genre;
    assert_str(bib_entry_type(PC_S("phdthesis"), &genre), "thesis");
    assert_str(genre, "PhD thesis");
    assert_str(bib_entry_type(PC_S("wombat"), NULL), "");
    assert_string_equal(bib_type_entry(PC_S("thesis"), PC_S("Master’s thesis"), BIB_BIBTEX),
                        "mastersthesis");
    assert_string_equal(bib_type_entry(PC_S("thesis"), PC_S(""), BIB_BIBLATEX), "thesis");
    assert_string_equal(bib_type_entry(PC_S("wombat"), PC_S(""), BIB_BIBTEX), "misc");
    assert_string_equal(bib_field_csl(PC_S("DOI"))->name, "doi");
    assert_null(bib_field_csl(PC_S("")));
    assert_str(bib_range_text(&t->arena, PC_S("1-10, A-3")), "1–10, A-3");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(comes_back_from_its_node), TEST_ROW(makes_words_and_formulas),
        TEST_ROW(makes_free_identifiers),   TEST_ROW(annotates_authors),
        TEST_ROW(splits_lines_of_people),   TEST_ROW(knows_fields_and_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
