/* Files and paths: what lies in a folder, what leads out of it, files that appear whole or not. */
#include "support.h"

#include "base/io.h"
#include "base/str.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

TEST(path_words_are_cut_and_joined) {
    static const struct {
        const char *path, *dir, *base, *ext;
    } rows[] = {
        {"a/b.md", "a", "b.md", ".md"},
        {"b.md", "", "b.md", ".md"},
        {"/b", "/", "b", ""},
        {"a.b/c", "a.b", "c", ""},
        {"a/b.tar.gz", "a", "b.tar.gz", ".gz"},
        {"", "", "", ""},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        assert_str(pc_path_dir(pc_strz(rows[i].path)), rows[i].dir);
        assert_str(pc_path_base(pc_strz(rows[i].path)), rows[i].base);
        assert_str(pc_path_ext(pc_strz(rows[i].path)), rows[i].ext);
    }
    assert_str(pc_path_join(&t->arena, PC_S("a"), PC_S("b")), "a/b");
    assert_str(pc_path_join(&t->arena, PC_S("a/"), PC_S("b")), "a/b");
    assert_str(pc_path_join(&t->arena, PC_S(""), PC_S("b")), "b");
    assert_str(pc_path_join(&t->arena, PC_S("a"), PC_S("/b")), "/b");
}

/* A folder of its own, made the working directory: in/a, in/sub/b, inside, out, and links. */
static pc_str folder(test_ctx *t) {
    static const char *const files[] = {"in/a", "in/sub/b", "inside", "out"};
    char name[] = "/tmp/pubconv-io-XXXXXX";
    assert_non_null(mkdtemp(name));
    assert_int_equal(chdir(name), 0);
    assert_int_equal(mkdir("in", 0700) | mkdir("in/sub", 0700), 0);
    for (size_t i = 0; i < PC_COUNT(files); i++) {
        FILE *f = fopen(files[i], "w");
        assert_non_null(f);
        fclose(f);
    }
    assert_int_equal(symlink("../out", "in/link") | symlink("sub/b", "in/own"), 0);
    assert_int_equal(symlink("in", "door"), 0);
    return pc_str_dup(&t->arena, pc_strz(name));
}

static void clear(pc_str dir) {
    char command[64];
    snprintf(command, sizeof command, "rm -r '%.*s'", PC_F(dir));
    assert_int_equal(chdir("/") | system(command), 0);
}

TEST(what_leads_out_of_a_folder_is_not_in_it) {
    static const struct {
        const char *rel, *found;
        bool outside;
    } rows[] = {
        {"a", "a", false},           {"sub/b", "sub/b", false}, {"sub/../a", "a", false},
        {"own", "sub/b", false},     {"../in/a", "a", false},   {"../door/a", "a", false},
        {"nosuch", "", false},       {"../nosuch", "", false},  {"link", "", true},
        {"../out", "", true},        {"../inside", "", true},   {"/etc", "", true},
        {"sub/../../out", "", true}, {"..", "", true},
    };
    pc_str dir = folder(t), root = pc_io_real(&t->arena, "in");
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        bool outside;
        pc_str path = pc_io_inside(&t->arena, root, root, pc_strz(rows[i].rel), &outside);
        pc_str want = pc_path_join(&t->arena, root, pc_strz(rows[i].found));
        assert_int_equal(outside, rows[i].outside);
        assert_true(pc_str_eq(path, *rows[i].found ? want : PC_S("")));
    }
    bool outside;
    assert_str(pc_io_inside(&t->arena, PC_S("/"), PC_S("/"), PC_S("etc"), &outside), "/etc");
    assert_false(outside);
    clear(dir);
}

TEST(the_first_bytes_of_a_file_are_known_without_the_rest) {
    folder(t);
    FILE *f = fopen("text", "w");
    assert_non_null(f);
    assert_true(fputs("---\n", f) >= 0 && fclose(f) == 0);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_true(pc_io_begins("text", PC_S("---")));
    assert_true(pc_io_begins("text", PC_S("")));
    assert_false(pc_io_begins("text", PC_S("--+")));
    assert_false(pc_io_begins("text", PC_S("---\n-")));
    assert_false(pc_io_begins("pipe", PC_S("-"))); /* and nobody waits for a writer */
    assert_false(pc_io_begins("in", PC_S("")));
    assert_false(pc_io_begins("nosuch", PC_S("")));
}

TEST(a_folder_is_listed_in_order) {
    pc_str dir = folder(t);
    pc_names names = pc_io_list(&t->arena, "in");
    static const char *const want[] = {"a", "link", "own", "sub"};
    assert_int_equal(names.n, PC_COUNT(want));
    for (size_t i = 0; i < names.n; i++) assert_str(names.v[i], want[i]);
    assert_true(pc_io_list(&t->arena, "nosuch").n == (size_t)-1);
    assert_true(pc_io_is_dir("in") && !pc_io_is_dir("in/a") && !pc_io_is_dir("nosuch"));
    assert_true(pc_io_is_file("in/a") && !pc_io_is_file("in") && !pc_io_is_file("nosuch"));
    clear(dir);
}

static void write_file(test_ctx *t, const char *path, const char *text, bool commit) {
    pc_io_file f;
    pc_str why;
    assert_true(pc_io_create(&f, t->arena.mem, &t->arena, path, &why));
    pc_io_sink(&f, text, strlen(text));
    if (commit)
        assert_true(pc_io_commit(&f, &t->arena, &why));
    else
        pc_io_abandon(&f);
}

TEST(a_file_appears_whole_or_not_at_all) {
    pc_str dir = folder(t), text, why;
    write_file(t, "in/a", "first", true);
    write_file(t, "in/a", "second", false);
    write_file(t, "new", "third", false);
    assert_true(pc_io_read(&t->arena, "in/a", &text, &why));
    assert_str(text, "first");
    assert_false(pc_io_read(&t->arena, "new", &text, &why));
    assert_str(why, "No such file or directory");
    assert_false(pc_io_read(&t->arena, "in", &text, &why));
    assert_str(why, "Is a directory");
    assert_int_equal(pc_io_list(&t->arena, "in").n, 4); /* nothing is left beside it */
    clear(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(path_words_are_cut_and_joined),
        TEST_ROW(what_leads_out_of_a_folder_is_not_in_it),
        TEST_ROW(the_first_bytes_of_a_file_are_known_without_the_rest),
        TEST_ROW(a_folder_is_listed_in_order),
        TEST_ROW(a_file_appears_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
