/* Every limit of the program. None is met by a real page; each ends in a message that names it. */
#ifndef PC_LIMITS_H
#define PC_LIMITS_H

/* How deep blocks and inlines may nest in a document. Readers flatten or refuse what is deeper, so
 * it holds for every document, and whatever recurses over one is bounded by it. */
#define PC_MAX_DEPTH 512
/* Nesting in JSON, YAML and metadata values. */
#define PC_MAX_VALUE_DEPTH 512
/* YAML: how many nodes aliases may unfold to (a billion laughs needs 10^9). */
#define PC_MAX_YAML_NODES 1000000
/* Largest input file, in bytes: positions are 32 bits wide. */
#define PC_MAX_INPUT 0x7fffffffu
/* Diagnostics kept per conversion; later ones are counted only. */
#define PC_MAX_DIAGS 1000
/* Bytes of notes that a document refers to a second time: each reference has the whole note. */
#define PC_MAX_NOTES_AGAIN 0x400000u
/* Folders that are walked in one site. */
#define PC_MAX_FOLDERS 20000
/* Templates: partials within partials. */
#define PC_MAX_PARTIALS 50
/* Liquid, unless --limit moves them (options/options.h). A page that takes these steps takes about
 * a second (tests/readers/jekyll/liquid/hostile.py); the largest page of a real site is some
 * hundredth of that. A round of a loop with a condition and a filtered output is 11 steps: 900,000
 * of them, for which Ruby Liquid takes some 14 seconds, may be run. */
#define PC_MAX_LIQUID_STEPS 10000000
#define PC_MAX_LIQUID_DEPTH 100
#define PC_MAX_LIQUID_OUTPUT 0x2000000
/* Blocks within blocks, through includes: bounds the C stack. */
#define PC_MAX_LIQUID_FRAMES 1200

#endif
