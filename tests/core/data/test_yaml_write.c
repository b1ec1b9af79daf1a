#include "data_support.h"

static void writes(test_ctx *t, const char *json, const char *yaml) {
    pc_value v, back;
    assert_true(read_json(t, pc_strz(json), &v));
    pc_str text = as_yaml(t, &v);
    assert_str(text, yaml);
    assert_true(read_yaml(t, text, &back));
    assert_true(pc_value_equal(&v, &back));
}

TEST(writes_blocks_that_people_like_to_read) {
    writes(t, "null", "null\n");
    writes(t, "[]", "[]\n");
    writes(t,
           "{\"title\":\"A paper\",\"authors\":[\"A. "
           "B.\",{\"name\":\"C\",\"orcid\":null}],\"x\":{\"y\":[[1,[]],{}],\"z\":true}}",
           "title: A paper\n"
           "authors:\n"
           "  - A. B.\n"
           "  - name: C\n"
           "    orcid: null\n"
           "x:\n"
           "  y:\n"
           "    - - 1\n"
           "      - []\n"
           "    - {}\n"
           "  z: true\n");
}

TEST(quotes_what_plain_text_would_change) {
    static const char *const plain[] = {
        "a",   "a b", "a:b",      "a#b",  "it's", "say \"x\"", "-x", "?x", ":x",        "10.1000/x",
        "1e3", "0o7", "\xc3\xa9", "a, b", "a]",   "<<",        "=",  "~x", "2024-13-01"};
    static const char *const quoted[] = {"",
                                         " a",
                                         "a ",
                                         "1",
                                         "1.10",
                                         "true",
                                         "No",
                                         "~",
                                         "null",
                                         "2024-01-01",
                                         "1:30",
                                         "a: b",
                                         "a:",
                                         "a #b",
                                         "#a",
                                         "- a",
                                         "-",
                                         "?",
                                         "? a",
                                         ": a",
                                         ":",
                                         "&a",
                                         "*a",
                                         "!a",
                                         "|",
                                         ">",
                                         "@a",
                                         "`a",
                                         "%a",
                                         "\"a",
                                         "'a",
                                         "{a",
                                         "}",
                                         "[a",
                                         "]",
                                         ",",
                                         "a\nb",
                                         "\n",
                                         "a\tb",
                                         "\x7f",
                                         "\xc2\x85",
                                         "\xe2\x80\xa8",
                                         "\xef\xbb\xbfx",
                                         "---",
                                         "...",
                                         "--- a",
                                         ".inf",
                                         "0x1F",
                                         "1_000"};
    for (size_t i = 0; i < PC_COUNT(plain) + PC_COUNT(quoted); i++) {
        bool is_plain = i < PC_COUNT(plain);
        const char *text = is_plain ? plain[i] : quoted[i - PC_COUNT(plain)];
        pc_value v = pc_value_str(pc_strz(text)), back;
        pc_pair pair = {.key = v.as.text, .value = v};
        pc_value map = pc_value_map(&t->arena, &pair, 1);
        pc_str yaml = as_yaml(t, &map);
        if (!read_yaml(t, yaml, &back)) print_error("%.*s", PC_F(test_diags(t)));
        if (pc_str_eqz(v.as.text, "<<")) continue;
        assert_true(pc_value_equal(&map, &back));
        assert_int_equal(back.u.pairs[0].value.plain, is_plain);
    }
}

TEST(nul_and_every_character_come_back) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    for (uint32_t c = 0; c < 0x3000; c++) pc_buf_putu(&b, c);
    for (uint32_t c = 0xe000; c < 0x10000; c++) pc_buf_putu(&b, c);
    pc_buf_putu(&b, 0x1f600);
    pc_value v = pc_value_str(pc_buf_take(&b, &t->arena)), back;
    pc_buf_fini(&b);
    assert_true(read_yaml(t, as_yaml(t, &v), &back));
    assert_true(pc_value_equal(&v, &back));
}

TEST(numbers_keep_their_text_or_their_value) {
    pc_value v, back;
    assert_true(
        read_json(t, PC_S("[1e3, 1E-5, 1.5e3, -0, 0.10, 1e999, 12345678901234567890123]"), &v));
    assert_str(as_yaml(t, &v),
               "- 1000.0\n- 1.0e-05\n- 1500.0\n- -0\n- 0.10\n- .inf\n- 12345678901234567890123\n");
    assert_true(read_yaml(t, as_yaml(t, &v), &back));
    assert_true(pc_value_equal(&v, &back));
    assert_true(
        read_yaml(t, PC_S("[0x1F, 1_000, 1:30, .nan, 2024-1-5 10:00:00, yes, '010', 010]"), &v));
    assert_str(as_yaml(t, &v),
               "- 0x1F\n- 1_000\n- 1:30\n- .nan\n- 2024-1-5 10:00:00\n- true\n- \"010\"\n- 010\n");
    assert_true(read_yaml(t, as_yaml(t, &v), &back));
    assert_true(pc_value_equal(&v, &back));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(writes_blocks_that_people_like_to_read),
        TEST_ROW(quotes_what_plain_text_would_change),
        TEST_ROW(nul_and_every_character_come_back),
        TEST_ROW(numbers_keep_their_text_or_their_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
