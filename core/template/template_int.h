/* What the template's parser, renderer, pipes and layout share. */
#ifndef PC_TEMPLATE_INT_H
#define PC_TEMPLATE_INT_H

#include "base/vec.h"
#include "template/template.h"

typedef struct tpl_pipe {
    uint8_t op;      /* an index of the table in pipe.c */
    int64_t width;   /* left, right, center */
    pc_str from, to; /* their borders */
} tpl_pipe;

/* $a.b/pipe/pipe$ */
typedef struct tpl_var {
    const pc_str *path;
    size_t n;
    const tpl_pipe *pipes;
    size_t npipes;
} tpl_var;

typedef enum tpl_op {
    TPL_TEXT, /* text, without line ends */
    TPL_NEWLINE,
    TPL_BREAK,  /* breakable space */
    TPL_VALUE,  /* var */
    TPL_IF,     /* var, body, other */
    TPL_FOR,    /* var, body, other is the separator */
    TPL_NEST,   /* body, indented to where it begins */
    TPL_PARTIAL /* body, var.pipes */
} tpl_op;

typedef struct tpl_node tpl_node;
typedef struct tpl_seq {
    const tpl_node *v;
    size_t n;
} tpl_seq;

struct tpl_node {
    tpl_op op;
    pc_str text;
    tpl_var var;
    tpl_seq body, other;
};

struct pc_template {
    tpl_seq body;
};

/* The pipe [name], or -1. [block]: it takes a width and borders. */
int tpl_pipe_find(pc_str name, bool *block);
/* [s] without a line end at its end that would not show if it stood alone: one after a line end. */
pc_str tpl_without_idle_newline(pc_str s);
/* Makes a new value in a; block pipes answer the value itself (see tpl_pipe_block). */
pc_value tpl_pipe_apply(pc_arena *a, const tpl_pipe *p, pc_value v);
bool tpl_pipe_is_block(const tpl_pipe *p);
/* -1, 0, 1: left, center, right. */
int tpl_pipe_side(const tpl_pipe *p);

/* What rendering gives, before it is laid out. */
typedef enum tpl_atom_kind {
    TPL_ATOM_TEXT,
    TPL_ATOM_NEWLINE,
    TPL_ATOM_BREAK,
    TPL_ATOM_NEST,   /* n columns more from here on … */
    TPL_ATOM_UNNEST, /* … until here */
    TPL_ATOM_BLOCK   /* text in a box */
} tpl_atom_kind;

typedef struct tpl_atom {
    tpl_atom_kind kind;
    size_t n;
    pc_str text;
    const tpl_pipe *box;
} tpl_atom;

typedef PC_VEC(tpl_atom) tpl_atoms;

void tpl_layout(pc_arena *scratch, const tpl_atom *v, size_t n, size_t columns, pc_buf *out);

#endif
