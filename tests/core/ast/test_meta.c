#include "support.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "base/str.h"
#include "data/json.h"
#include "data/yaml.h"

static pc_meta_map from_yaml(test_ctx *t, const char *yaml) {
    pc_source *s = test_source(t, yaml);
    pc_value v;
    assert_true(pc_yaml_read(&t->arena, s, 0, s->text.n, &t->diags, &v));
    pc_meta m = pc_meta_from_value(&t->arena, &v);
    assert_int_equal(m.tag, PC_MetaMap);
    return m.u.map;
}

static void is(test_ctx *t, pc_meta_map m, const char *json) {
    pc_meta map = {.tag = PC_MetaMap, .u.map = m};
    pc_value v = pc_meta_to_value(&t->arena, &map);
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    pc_json_write(&b, &v, 0);
    assert_str(pc_buf_str(&b), json);
    pc_buf_fini(&b);
}

TEST(values_become_sorted_maps_with_numbers_as_text) {
    pc_meta_map m =
        from_yaml(t, "z: 1.10\nb: [x, yes, ~]\nB: {q: 2024-1-5, a: }\n\xc3\xa9: 0x10\n");
    is(t, m,
       "{\"B\":{\"a\":\"\",\"q\":\"2024-1-5\"},\"b\":[\"x\",true,\"\"],\"z\":\"1.10\",\"\xc3\xa9\":"
       "\"0x10\"}");
    assert_int_equal(pc_meta_getz(m, "z")->tag, PC_MetaString);
    assert_int_equal(pc_meta_getz(m, "b")->u.list.v[1].tag, PC_MetaBool);
    assert_null(pc_meta_getz(m, "a"));
    assert_null(pc_meta_getz((pc_meta_map){0}, "a"));
}

TEST(set_and_del_make_new_maps) {
    pc_arena *a = &t->arena;
    pc_meta_map m = {0};
    const char *const keys[] = {"m", "a", "z", "m", "b"};
    for (size_t i = 0; i < PC_COUNT(keys); i++)
        m = pc_meta_set(a, m, pc_strz(keys[i]), pc_meta_str(pc_str_fmt(a, "%zu", i)));
    is(t, m, "{\"a\":\"1\",\"b\":\"4\",\"m\":\"3\",\"z\":\"2\"}");
    pc_meta_map less = pc_meta_del(a, m, PC_S("a"));
    is(t, less, "{\"b\":\"4\",\"m\":\"3\",\"z\":\"2\"}");
    less = pc_meta_del(a, pc_meta_del(a, less, PC_S("z")), PC_S("absent"));
    is(t, less, "{\"b\":\"4\",\"m\":\"3\"}");
    less = pc_meta_del(a, pc_meta_del(a, less, PC_S("b")), PC_S("m"));
    assert_int_equal(less.n, 0);
    assert_int_equal(m.n, 4);
}

TEST(merge_takes_the_upper_map_whole) {
    pc_arena *a = &t->arena;
    pc_meta_map under = from_yaml(t, "{a: 1, c: {x: 1}, e: 1}"),
                over = from_yaml(t, "{b: 2, c: {y: 2}, f: 2}");
    is(t, pc_meta_merge(a, under, over),
       "{\"a\":\"1\",\"b\":\"2\",\"c\":{\"y\":\"2\"},\"e\":\"1\",\"f\":\"2\"}");
    is(t, pc_meta_merge(a, under, (pc_meta_map){0}),
       "{\"a\":\"1\",\"c\":{\"x\":\"1\"},\"e\":\"1\"}");
    is(t, pc_meta_merge(a, (pc_meta_map){0}, over),
       "{\"b\":\"2\",\"c\":{\"y\":\"2\"},\"f\":\"2\"}");
}

TEST(sorting_keeps_the_last_of_equal_keys) {
    enum { N = 300 };
    pc_meta_entry v[N];
    for (size_t i = 0; i < N; i++)
        v[i] = (pc_meta_entry){pc_str_fmt(&t->arena, "k%03zu", i * 7 % 100),
                               pc_meta_str(pc_str_fmt(&t->arena, "%zu", i))};
    pc_meta_map m = pc_meta_sort(&t->arena, v, N);
    assert_int_equal(m.n, 100);
    for (size_t i = 0; i < N; i++)
        assert_str(pc_meta_text(&t->arena, pc_meta_get(m, v[i].key)),
                   pc_str_dupz(&t->arena, pc_str_fmt(&t->arena, "%zu", i % 100 + 200)));
}

TEST(text_of_each_kind) {
    pc_arena *a = &t->arena;
    pc_meta m = pc_meta_inlines(pc_text(a, PC_S("two words")));
    assert_str(pc_meta_text(a, &m), "two words");
    m = (pc_meta){.tag = PC_MetaBlocks,
                  .u.blocks = pc_blocks1(a, pc_para(pc_text(a, PC_S("a b"))))};
    assert_str(pc_meta_text(a, &m), "a b");
    m = pc_meta_bool(false);
    assert_str(pc_meta_text(a, &m), "false");
    m = (pc_meta){.tag = PC_MetaList};
    assert_str(pc_meta_text(a, &m), "");
    assert_str(pc_meta_text(a, NULL), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(values_become_sorted_maps_with_numbers_as_text),
        TEST_ROW(set_and_del_make_new_maps),
        TEST_ROW(merge_takes_the_upper_map_whole),
        TEST_ROW(sorting_keeps_the_last_of_equal_keys),
        TEST_ROW(text_of_each_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
