/* Numbers as Haskell shows them, for the formats that Pandoc writes with show and aeson. */
#ifndef PC_DOUBLE_H
#define PC_DOUBLE_H

#include "base/buf.h"

/* The fewest digits that read back as the same number: "0.5", "5.0e-2" below 0.1, "1.0e7" from ten
 * million on; -0.0 is "0.0". Not for infinities and NaN, which are "0.0" as well. */
void pc_put_double(pc_buf *out, double x);

#endif
