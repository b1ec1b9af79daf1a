/* Haskell's showFloat: decimal notation from 0.1 up to 10^7, else scientific with one digit before
 * the point, and always a digit after it. */
#include "text/double.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_DIGITS 17 /* always enough for a double */

/* The shortest digits of x > 0 that round to it again; x = 0.d1d2d3… * 10^exponent. */
static int shortest(double x, char digits[MOST_DIGITS + 1], int *exponent) {
    char text[40];
    int n = 0;
    do {
        snprintf(text, sizeof text, "%.*e", n++, x);
    } while (n < MOST_DIGITS && (strtod(text, NULL) < x || strtod(text, NULL) > x));
    int kept = 0;
    const char *e = strchr(text, 'e');
    for (const char *p = text; p < e; p++)
        if (*p >= '0' && *p <= '9')
            digits[kept++] = *p; /* not the point, whatever the locale's is */
    *exponent = atoi(e + 1) + 1;
    while (kept > 1 && digits[kept - 1] == '0') kept--;
    return kept;
}

static void put_digits(pc_buf *out, const char *digits, int n) {
    if (n > 0)
        pc_buf_putn(out, digits, (size_t)n);
    else
        pc_buf_putc(out, '0');
}

/* From 0.1 up to 10^7: the exponent is 0 to 7. */
static void put_fixed(pc_buf *out, const char *digits, int n, int exponent) {
    int whole = n < exponent ? n : exponent;
    put_digits(out, digits, whole);
    pc_buf_fill(out, '0', (size_t)(exponent - whole));
    pc_buf_putc(out, '.');
    put_digits(out, digits + whole, n - whole);
}

void pc_put_double(pc_buf *out, double x) {
    char digits[MOST_DIGITS + 1];
    int exponent;
    if (!isfinite(x) || !(fabs(x) > 0)) {
        PC_PUTL(out, "0.0");
        return;
    }
    if (x < 0) pc_buf_putc(out, '-');
    x = fabs(x);
    int n = shortest(x, digits, &exponent);
    if (x >= 0.1 && x < 1e7) {
        put_fixed(out, digits, n, exponent);
        return;
    }
    pc_buf_putc(out, digits[0]);
    pc_buf_putc(out, '.');
    put_digits(out, digits + 1, n - 1);
    pc_buf_putf(out, "e%d", exponent - 1);
}
