/* Shells. */
#include "highlight/hl_int.h"

static const hl_rule rules[] = {
    {"root", NULL, NULL, "basic", 0},
    {"root", NULL, NULL, "data", 0},

    {"basic", "#.*$", "c", "", 0},
    {"basic", "\\b(\\w+)\\s*\\b", "=k", "", 0},
    {"basic", "\\bcase\\b", "k", "case", 0},
    {"basic", "\\b(\\w+)\\s*\\b(?![.-])", "=nb", "", 0},
    {"basic", "[.](?=\\s)", "nb", "", 0},
    {"basic", "(\\b\\w+)(=)", "nv o", "", 0},
    {"basic", "[\\[\\]{}()!=>]", "o", "", 0},
    {"basic", "&&|\\|\\|", "o", "", 0},
    {"basic", "<<<", "o", "", 0},
    {"basic", "(<<-?)(\\s*)(['\"]?)(\\\\?)(\\w+)(\\3)", "o - sh sh no sh", "keep:5 heredoc", 0},

    {"heredoc", "\\n", "sh", "heredoc_nl", 0},
    {"heredoc", "[^$\\n\\\\]+", "sh", "", 0},
    {"heredoc", NULL, NULL, "interp", 0},
    {"heredoc", "[$]", "sh", "", 0},

    {"heredoc_nl", "\\s*(\\w+)\\s*\\n", "no", "same:1 pop2", 0},
    {"heredoc_nl", "\\s*(\\w+)\\s*\\n", "sh", "", 0},
    {"heredoc_nl", "", "", "pop", 0},

    {"double_quotes", "(?:\\$#?)?\"", "s2", "pop", 0},
    {"double_quotes", NULL, NULL, "interp", 0},
    {"double_quotes", "[^\"`\\\\$]+", "s2", "", 0},

    {"ansi_string", "\\\\.", "se", "", 0},
    {"ansi_string", "[^\\\\']+", "s1", "", 0},
    {"ansi_string", NULL, NULL, "single_quotes", 0},

    {"single_quotes", "'", "s1", "pop", 0},
    {"single_quotes", "[^']+", "s1", "", 0},

    {"data", "\\s+", "-", "", 0},
    {"data", "\\\\.", "se", "", 0},
    {"data", "\\$?\"", "s2", "double_quotes", 0},
    {"data", "\\$'", "s1", "ansi_string", 0},
    {"data", "'", "s1", "single_quotes", 0},
    {"data", "\\*", "k", "", 0},
    {"data", ";", "p", "", 0},
    {"data", "--?[\\w-]+", "nt", "", 0},
    {"data", "[^=*\\s{}()$\"'`;\\\\<]+", "-", "", 0},
    {"data", "<", "-", "", 0},
    {"data", NULL, NULL, "interp", 0},

    {"curly", "\\}", "k", "pop", 0},
    {"curly", ":-", "k", "", 0},
    {"curly", "[a-zA-Z0-9_]+", "nv", "", 0},
    {"curly", "[^}:\"`'$]+", "p", "", 0},
    {"curly", NULL, NULL, "root", 0},

    {"paren_interp", "\\)", "si", "pop", 0},
    {"paren_interp", "\\(", "o", "paren_inner", 0},
    {"paren_interp", NULL, NULL, "root", 0},

    {"paren_inner", "\\(", "o", "push", 0},
    {"paren_inner", "\\)", "o", "pop", 0},
    {"paren_inner", NULL, NULL, "root", 0},

    {"math", "\\)\\)", "k", "pop", 0},
    {"math", "[-+*/%^|&!]|\\*\\*|\\|\\|", "o", "", 0},
    {"math", "\\d+(?:#\\w+)?", "m", "", 0},
    {"math", NULL, NULL, "root", 0},

    {"case", "\\besac\\b", "k", "pop", 0},
    {"case", "\\|", "p", "", 0},
    {"case", "\\)", "p", "case_stanza", 0},
    {"case", NULL, NULL, "root", 0},

    {"case_stanza", ";;", "p", "pop", 0},
    {"case_stanza", NULL, NULL, "root", 0},

    {"backticks", "`", "sb", "pop", 0},
    {"backticks", NULL, NULL, "root", 0},

    {"interp", "\\\\$", "se", "", 0},
    {"interp", "\\\\.", "se", "", 0},
    {"interp", "\\$\\(\\(", "k", "math", 0},
    {"interp", "\\$\\(", "si", "paren_interp", 0},
    {"interp", "\\$\\{#?", "k", "curly", 0},
    {"interp", "`", "sb", "backticks", 0},
    {"interp", "\\$#?(?:\\w+|.)", "nv", "", 0},
    {"interp", "\\$[*@]", "nv", "", 0},
};

static const hl_words words[] = {
    {"k", "if fi else while do done for then return function select continue until esac elif in"},
    {"nb",
     "alias bg bind break builtin caller cd command compgen complete declare dirs disown enable "
     "eval exec exit export false fc fg getopts hash help history jobs let local logout mapfile "
     "popd pushd pwd read readonly set shift shopt source suspend test time times trap true type "
     "typeset ulimit umask unalias unset wait cat tac nl od base32 base64 fmt pr fold head tail "
     "split csplit wc sum cksum b2sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum sort "
     "shuf uniq comm ptx tsort cut paste join tr expand unexpand ls dir vdir dircolors cp dd "
     "install mv rm shred link ln mkdir mkfifo mknod readlink rmdir unlink chown chgrp chmod touch "
     "df du stat sync truncate echo printf yes expr tee basename dirname pathchk mktemp realpath "
     "stty printenv tty id logname whoami groups users who date arch nproc uname hostname hostid "
     "uptime chcon runcon chroot env nice nohup stdbuf timeout kill sleep factor numfmt seq tar "
     "grep sudo awk sed gzip gunzip"},
};

const hl_language hl_shell = {HL_LANGUAGE("shell bash zsh ksh sh", rules, words)};
