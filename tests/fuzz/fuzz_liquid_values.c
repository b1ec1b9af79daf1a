/* libFuzzer entry: what Liquid's filters read from text: dates, numbers, addresses.
 *
 * The first line is one operand, what follows another. */
#include "base/map.h"
#include "base/str.h"
#include "fuzz.h"
#include "readers/jekyll/liquid/decimal.h"
#include "readers/jekyll/liquid/liquid.h"

static void dates(fuzz *f, pc_str text, pc_str format) {
    static const liq_zone zone = {.now = 1600000000};
    liq_value v;
    pc_buf b;
    pc_buf_init(&b, &f->mem);
    b.limit = 1 << 16;
    if (liq_time_parse(&zone, text, &v)) liq_strftime(&b, &zone, v, format);
    if (liq_yaml_time(&zone, text, &v)) liq_strftime(&b, &zone, v, format);
    pc_buf_fini(&b);
}

/* -?\d+(\.\d+)?, made of what there is. */
static liq_dec number_of(fuzz *f, pc_str s) {
    pc_buf b;
    bool dot = false;
    pc_buf_init(&b, &f->mem);
    if (s.n && s.p[0] == '-') pc_buf_putc(&b, '-');
    for (size_t i = 0; i < s.n && i < 400; i++) {
        if (s.p[i] == '.' && !dot && b.n) {
            PC_PUTL(&b, "0.");
            dot = true;
        } else {
            pc_buf_putc(&b, (char)('0' + (unsigned char)s.p[i] % 10));
        }
    }
    pc_buf_putc(&b, '0');
    pc_str text = pc_buf_take(&b, &f->arena);
    pc_buf_fini(&b);
    return liq_dec_read(&f->arena, text);
}

static void want(bool holds) {
    if (!holds) __builtin_trap();
}

static void numbers(fuzz *f, pc_str a, pc_str b) {
    pc_arena *m = &f->arena;
    liq_dec x = number_of(f, a), y = number_of(f, b), q, rem;
    liq_dec back = liq_dec_add(m, liq_dec_add(m, x, y), liq_dec_negate(y));
    want(liq_dec_cmp(m, back, x) == 0);
    want(liq_dec_cmp(m, x, y) == -liq_dec_cmp(m, y, x));
    liq_dec_double(m, x);
    for (int64_t places = -3; places < 4; places++) liq_dec_round(m, x, places);
    if (!y.n) return;
    liq_dec_divmod(m, x, y, &q, &rem);
    want(liq_dec_cmp(m, liq_dec_add(m, liq_dec_mul(m, q, y), rem), x) == 0);
    want(!rem.n || rem.minus == y.minus);
    liq_dec_quotient(m, x, y, 40);
    want(liq_dec_cmp(m, liq_dec_read(m, liq_dec_text(m, q)), q) == 0);
}

static bool global(void *user, liq_run *r, pc_str name, liq_value *out) {
    (void)r;
    *out = liq_str(((const pc_str *)user)[pc_str_eqz(name, "b")]);
    return true;
}

static liq_value config(void *user, liq_run *r, pc_str key) {
    (void)r;
    return liq_str(((const pc_str *)user)[pc_str_eqz(key, "url")]);
}

static void filters(fuzz *f, pc_str *operands) {
    static const char page[] =
        "{{ a | absolute_url }}{{ b | relative_url }}{{ a | uri_escape }}{{ a | date: b }}"
        "{{ a | date_to_rfc822 }}{{ a | plus: b }}{{ a | times: b }}{{ a | divided_by: b }}"
        "{{ a | round: b }}{{ a | smartify }}{{ a | truncatewords: b }}{{ a | slugify }}"
        "{{ a | capitalize }}{{ a | replace_last: b, a }}{{ a | strip_html }}";
    pc_source *src = pc_ctx_source(&f->cx, PC_S("page"), (pc_str){page, sizeof page - 1});
    liq_host host = {.user = operands,
                     .zone = {.now = 1600000000},
                     .global = global,
                     .config = config,
                     .limits = &f->options.limits};
    if (!src) return;
    const liq_program *p =
        liq_parse(&f->arena, &f->scratch, &liq_jekyll, src, 0, src->text.n, &f->diags);
    liq_render(&f->arena, &liq_jekyll, &host, &f->diags, p);
}

static void body(void *arg) {
    fuzz *f = arg;
    pc_str operands[2] = {{0}, {(const char *)f->data, f->size}};
    pc_str_cut(&operands[1], '\n', &operands[0]);
    dates(f, operands[0], operands[1]);
    numbers(f, operands[0], operands[1]);
    f->options.limits =
        (pc_limits){.liquid_steps = 20000, .liquid_depth = 40, .liquid_output = 1 << 16};
    filters(f, operands);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_run(data, size, body);
    return 0;
}
