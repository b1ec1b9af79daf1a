/* Pandoc's defaults, and the limits'. */
#include "options/options.h"

#include "base/limits.h"

#define LIMITS                                                                    \
    {                                                                             \
        .liquid_steps = PC_MAX_LIQUID_STEPS, .liquid_depth = PC_MAX_LIQUID_DEPTH, \
        .liquid_output = PC_MAX_LIQUID_OUTPUT                                     \
    }

const pc_limits pc_limits_default = LIMITS;

const pc_options pc_options_default = {.wrap = PC_WRAP_AUTO,
                                       .columns = 72,
                                       .toc_depth = 3,
                                       .top_level_division = PC_LIT("default"),
                                       .limits = LIMITS};

const pc_limit_row pc_limit_table[] = {
    {"liquid-steps", offsetof(pc_limits, liquid_steps), 1, INT64_C(1) << 50},
    {"liquid-depth", offsetof(pc_limits, liquid_depth), 2, PC_MAX_LIQUID_FRAMES},
    {"liquid-output", offsetof(pc_limits, liquid_output), 1, 0x7fffffff},
};
const size_t pc_limit_count = PC_COUNT(pc_limit_table);
