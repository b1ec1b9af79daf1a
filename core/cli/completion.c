/* Completion scripts. A word list in an option's metavar ("auto|none|preserve") is what completes
 * its argument; for names of formats the script asks the program. */
#include "cli/completion.h"

#include "base/str.h"

/* "a|b|c" as "a b c". */
static void put_choices(const pc_option *o, pc_buf *out) {
    for (const char *p = o->metavar; *p; p++) pc_buf_putc(out, *p == '|' ? ' ' : *p);
}

static bool has_choices(const pc_option *o) {
    return o->metavar && strchr(o->metavar, '|');
}

/* The option that lists what an option wants; NULL: it wants no format. */
static const char *list_of(const pc_option *o) {
    static const struct {
        const char *option, *list;
    } rows[] = {
        {"from", "--list-input-formats"},
        {"to", "--list-output-formats"},
        {"print-default-template", "--list-output-formats"},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (!strcmp(o->name, rows[i].option)) return rows[i].list;
    return NULL;
}

/* --- bash, and zsh through its bashcompinit ----------------------------------------------------
 */

static void bash_options(const pc_command *c, pc_buf *out) {
    const pc_option *o;
    for (size_t i = 0; (o = pc_command_option(c, i)); i++)
        pc_buf_putf(out, "%s--%s", i ? " " : "", o->name);
}

/* Lines of a `case` over the word before the one at hand. */
static void bash_choices(const pc_command *c, pc_buf *out) {
    for (const pc_option *o = c->options; o < c->options + c->noptions; o++) {
        const char *list = list_of(o);
        if (!list && !has_choices(o)) continue;
        pc_buf_putf(out, "    --%s", o->name);
        if (o->alias) pc_buf_putf(out, "|--%s", o->alias);
        if (o->letter) pc_buf_putf(out, "|-%c", o->letter);
        PC_PUTL(out, ") words=\"");
        if (list)
            pc_buf_putf(out, "$(pubconv %s)", list);
        else
            put_choices(o, out);
        PC_PUTL(out, "\" ;;\n");
    }
}

static void bash_commands(pc_buf *out) {
    PC_PUTL(out, "  case \"$command\" in\n");
    for (size_t i = 1; pc_commands[i]; i++) {
        pc_buf_putf(out, "    %s) options=\"", pc_commands[i]->name);
        bash_options(pc_commands[i], out);
        PC_PUTL(out, "\" ;;\n");
    }
    PC_PUTL(out, "    *) options=\"");
    bash_options(pc_commands[0], out);
    PC_PUTL(out, "\" ;;\n  esac\n");
}

static void bash(pc_buf *out) {
    PC_PUTL(out,
            "_pubconv() {\n"
            "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
            "  local command=\"${COMP_WORDS[1]}\" options words=\"\"\n"
            "  [[ $before == = ]] && before=\"${COMP_WORDS[COMP_CWORD-2]}\"\n"
            "  [[ $word == = ]] && before=\"${COMP_WORDS[COMP_CWORD-1]}\" word=\"\"\n");
    bash_commands(out);
    PC_PUTL(out, "  case \"$before\" in\n");
    for (size_t i = 0; pc_commands[i]; i++) bash_choices(pc_commands[i], out);
    PC_PUTL(out, "  esac\n"
                 "  if [[ $words ]]; then COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                 "  elif [[ $word == -* ]]; then COMPREPLY=($(compgen -W \"$options\" -- "
                 "\"$word\"))\n"
                 "  else\n"
                 "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
                 "    [[ $COMP_CWORD == 1 ]] && COMPREPLY+=($(compgen -W \"");
    for (size_t i = 1; pc_commands[i]; i++)
        pc_buf_putf(out, "%s%s", i > 1 ? " " : "", pc_commands[i]->name);
    PC_PUTL(out, "\" -- \"$word\"))\n"
                 "  fi\n"
                 "}\n"
                 "complete -o filenames -F _pubconv pubconv\n");
}

static void zsh(pc_buf *out) {
    PC_PUTL(out, "autoload -U +X bashcompinit && bashcompinit\n");
    bash(out);
}

/* --- fish ----------------------------------------------------------------------------------------
 */

/* The condition under which a command's options are offered. */
static void fish_when(const pc_command *c, pc_buf *out) {
    if (*c->name) {
        pc_buf_putf(out, "__fish_seen_subcommand_from %s", c->name);
        return;
    }
    PC_PUTL(out, "not __fish_seen_subcommand_from");
    for (size_t i = 1; pc_commands[i]; i++) pc_buf_putf(out, " %s", pc_commands[i]->name);
}

static void fish_option(const pc_command *c, const pc_option *o, pc_buf *out) {
    PC_PUTL(out, "complete -c pubconv -n \"");
    fish_when(c, out);
    pc_buf_putf(out, "\" -l %s", o->name);
    if (o->letter) pc_buf_putf(out, " -s %c", o->letter);
    pc_buf_putf(out, " -d \"%s\"", o->help);
    if (list_of(o)) {
        pc_buf_putf(out, " -x -a \"(pubconv %s)\"", list_of(o));
    } else if (has_choices(o)) {
        PC_PUTL(out, " -x -a \"");
        put_choices(o, out);
        PC_PUTL(out, "\"");
    } else if (o->kind == PC_ARG_REQUIRED) {
        PC_PUTL(out, " -r");
    }
    PC_PUTL(out, "\n");
}

static void fish(pc_buf *out) {
    const pc_option *o;
    for (size_t i = 1; pc_commands[i]; i++)
        pc_buf_putf(out, "complete -c pubconv -n __fish_use_subcommand -a %s -d \"%s\"\n",
                    pc_commands[i]->name, pc_commands[i]->summary);
    for (size_t i = 0; pc_commands[i]; i++)
        for (size_t k = 0; (o = pc_command_option(pc_commands[i], k)); k++)
            fish_option(pc_commands[i], o, out);
}

pc_exit pc_completion_print(pc_args *a, const pc_registry *r, pc_buf *out) {
    static const struct {
        const char *shell;
        void (*print)(pc_buf *out);
    } rows[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    (void)r;
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        if (!pc_str_eqz(a->subject, rows[i].shell)) continue;
        rows[i].print(out);
        return PC_EXIT_OK;
    }
    pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--completion is one of bash, zsh, fish, not '%.*s'",
                 PC_F(a->subject));
    return a->failed;
}
