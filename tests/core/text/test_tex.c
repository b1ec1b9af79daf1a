/* Characters and TeX's commands. */
#include "support.h"

#include "text/tex.h"

TEST(finds_commands_and_characters) {
    assert_string_equal(pc_tex_symbol_find(0xE9)->latex, "\\'{e}");
    assert_null(pc_tex_symbol_find('a'));
    assert_int_equal(pc_tex_command_char(PC_S("ss")), 0xDF);
    assert_int_equal(pc_tex_command_char(PC_S("alpha")), 0x3B1);
    assert_int_equal(pc_tex_command_char(PC_S("nosuch")), 0);
    assert_int_equal(pc_tex_command_char(PC_S("")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(finds_commands_and_characters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
