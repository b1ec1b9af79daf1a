/* Formulas in text: Pandoc's rules for dollars, MathJax's marks. */
#include "support.h"

#include "base/str.h"
#include "text/formula.h"

/* The formulas of a text, each in brackets; those of a display doubled. */
static pc_str found(test_ctx *t, pc_formulas f) {
    pc_str out = PC_S("");
    pc_formula x;
    for (size_t at = 0; pc_formula_next(&f, at, &x); at = x.to) {
        pc_str part = pc_str_fmt(&t->arena, x.display ? "[[%.*s]]" : "[%.*s]", PC_F(x.tex));
        out = pc_str_cat(&t->arena, out, part);
    }
    return out;
}

static pc_str dollars(test_ctx *t, const char *s) {
    return found(t, (pc_formulas){.text = pc_strz(s), .dollars = true});
}

static pc_str backslashes(test_ctx *t, const char *s) {
    return found(t, (pc_formulas){.text = pc_strz(s), .backslashes = true});
}

TEST(dollars_around_a_formula) {
    assert_str(dollars(t, "a $x$ b $$y$$ c$z$"), "[x][[y]][z]");
    assert_str(dollars(t, "$5 and $10, $ a$ and $b $"), "");
    assert_str(dollars(t, "\\$a$ $b\\$c$"), "[b\\$c]");
    assert_str(dollars(t, "$a\n\nb$ $$ $"), "");
    assert_str(dollars(t, "\\(a\\)"), "");
}

TEST(backslashed_marks) {
    assert_str(backslashes(t, "H\\(_2\\)O \\[ x \\] $y$"), "[_2][[ x ]]");
    assert_str(backslashes(t, "\\\\(a\\) \\(b \\[c\\] \\(\\)"), "[b \\[c\\] \\(]");
    assert_str(backslashes(t, "\\[a \\(b\\)"), "[b]");
}

/* Marks that never close are not looked for again and again. */
TEST(many_open_marks) {
    enum { MARKS = 200000 };
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    for (int i = 0; i < MARKS; i++) pc_buf_putz(&b, i % 2 ? "\\( " : "\\[ ");
    assert_str(backslashes(t, pc_str_dupz(&t->arena, pc_buf_str(&b))), "");
    pc_buf_fini(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(dollars_around_a_formula),
                                       TEST_ROW(backslashed_marks), TEST_ROW(many_open_marks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
