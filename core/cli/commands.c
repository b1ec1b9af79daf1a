/* The table of commands, and looking into it. */
#include "cli/commands.h"

#include "base/str.h"

const pc_command *const pc_commands[] = {&pc_command_convert, &pc_command_check, &pc_command_liquid,
                                         NULL};

const pc_command *pc_command_by_name(pc_str name) {
    for (size_t i = 0; name.n && pc_commands[i]; i++)
        if (pc_str_eqz(name, pc_commands[i]->name)) return pc_commands[i];
    return NULL;
}

const pc_option *pc_command_option(const pc_command *c, size_t i) {
    if (i < c->noptions) return &c->options[i];
    const char *name = c->shared ? c->shared[i - c->noptions] : NULL;
    return name ? pc_command_option_by_name(&pc_command_convert, pc_strz(name)) : NULL;
}

const pc_option *pc_command_option_by_name(const pc_command *c, pc_str name) {
    const pc_option *o;
    for (size_t i = 0; (o = pc_command_option(c, i)); i++)
        if (pc_str_eqz(name, o->name) || (o->alias && pc_str_eqz(name, o->alias))) return o;
    return NULL;
}
