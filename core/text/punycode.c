/* The encoding procedure of RFC 3492, section 6.3, with its parameters and names. */
#include "text/punycode.h"

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"

enum {
    BASE = 36,
    TMIN = 1,
    TMAX = 26,
    SKEW = 38,
    DAMP = 700,
    INITIAL_BIAS = 72,
    INITIAL_N = 128,
    MOST = 256 /* characters of a label: DNS has 63 bytes */
};

static uint32_t adapt(uint32_t delta, uint32_t points, bool first) {
    uint32_t k = 0;
    delta = first ? delta / DAMP : delta / 2;
    for (delta += delta / points; delta > (BASE - TMIN) * TMAX / 2; k += BASE) delta /= BASE - TMIN;
    return k + (BASE - TMIN + 1) * delta / (delta + SKEW);
}

static void put_digit(pc_buf *out, uint32_t d) {
    pc_buf_putc(out, (char)(d < 26 ? 'a' + d : '0' + d - 26));
}

/* A number of variable length: digits below a threshold end it. */
static void put_delta(pc_buf *out, uint32_t q, uint32_t bias) {
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t t = k <= bias ? TMIN : k >= bias + TMAX ? TMAX : k - bias;
        if (q < t) break;
        put_digit(out, t + (q - t) % (BASE - t));
        q = (q - t) / (BASE - t);
    }
    put_digit(out, q);
}

static void put_label(pc_buf *out, const uint32_t *v, size_t n) {
    uint32_t next = INITIAL_N, delta = 0, bias = INITIAL_BIAS, done = 0;
    for (size_t i = 0; i < n; i++)
        if (v[i] < 0x80) pc_buf_putc(out, (char)v[i]), done++;
    uint32_t basic = done;
    if (basic) pc_buf_putc(out, '-');
    while (done < n) {
        uint32_t m = UINT32_MAX;
        for (size_t i = 0; i < n; i++)
            if (v[i] >= next && v[i] < m) m = v[i];
        delta += (m - next) * (done + 1); /* MOST characters cannot overflow it */
        next = m;
        for (size_t i = 0; i < n; i++) {
            if (v[i] < next) delta++;
            if (v[i] != next) continue;
            put_delta(out, delta, bias);
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            done++;
        }
        delta++;
        next++;
    }
}

pc_str pc_punycode_host(pc_arena *a, pc_str host) {
    pc_buf b;
    pc_buf_init(&b, a->mem);
    for (size_t from = 0; from <= host.n;) {
        size_t dot = pc_str_chr(host, '.', from), n = 0;
        pc_str label = pc_str_sub(host, from, dot == PC_NPOS ? host.n : dot);
        uint32_t v[MOST];
        bool wide = false;
        for (size_t i = 0; i < label.n && n < MOST; n++) {
            v[n] = pc_utf8_next(label, &i);
            wide |= v[n] >= 0x80;
        }
        if (wide && n < MOST) {
            PC_PUTL(&b, "xn--");
            put_label(&b, v, n);
        } else {
            pc_buf_put(&b, label);
        }
        if (dot == PC_NPOS) break;
        pc_buf_putc(&b, '.');
        from = dot + 1;
    }
    pc_str out = pc_buf_take(&b, a);
    pc_buf_fini(&b);
    return out;
}
