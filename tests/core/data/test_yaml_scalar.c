#include "support.h"

#include "base/str.h"
#include "data/yaml.h"

#include <math.h>
#include <stdlib.h>

static const struct psych_row {
    const char *text;
    pc_value_kind kind;
    const char *value;
} rows[] = {
#define PSYCH(text, kind, value) {text, kind, value},
#include "psych.def"
#undef PSYCH
};

static bool has_value(const pc_value *v, const struct psych_row *row) {
    switch (row->kind) {
    case PC_BOOL: return v->u.b == (strcmp(row->value, "true") == 0);
    case PC_INT: return v->u.i == strtoll(row->value, NULL, 10);
    case PC_FLOAT: {
        double f = strtod(row->value, NULL);
        return isnan(f) ? isnan(v->u.f) : fabs(v->u.f - f) <= fabs(f) * 1e-15 || v->u.f == f;
    }
    default: return true;
    }
}

TEST(plain_scalars_mean_what_psych_says) {
    size_t wrong = 0;
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        const struct psych_row *row = &rows[i];
        pc_str text = pc_str_fmt(&t->arena, "- %s\n", row->text);
        pc_source *s = pc_source_add(&t->sources, PC_S("psych"), text);
        pc_value v;
        assert_true(pc_yaml_read(&t->arena, s, 0, s->text.n, &t->diags, &v));
        const pc_value *x = &v.u.list[0];
        if (x->kind == row->kind && has_value(x, row)) {
            if (row->kind != PC_NULL) assert_str(pc_value_text(x), row->text);
            continue;
        }
        print_error("%s: kind %d instead of %d (%s)\n", row->text, x->kind, row->kind, row->value);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(plain_scalars_mean_what_psych_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
