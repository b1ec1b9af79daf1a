/* A shared object, but no plugin. */
#include <pubconv/plugin.h>

PC_EXPORT extern const int nothing_of_interest;
const int nothing_of_interest = 1;
