/* Exit codes: Pandoc's, from the "Exit codes" section of its manual. */
#ifndef PC_EXIT_H
#define PC_EXIT_H

typedef enum pc_exit {
    PC_EXIT_OK = 0,
    PC_EXIT_IO = 1,
    PC_EXIT_FINDINGS = 1, /* of pubconv check, as compilers have it */
    PC_EXIT_FAIL_ON_WARNINGS = 3,
    PC_EXIT_APP = 4,
    PC_EXIT_TEMPLATE = 5,
    PC_EXIT_OPTION = 6,
    PC_EXIT_UNKNOWN_READER = 21,
    PC_EXIT_UNKNOWN_WRITER = 22,
    PC_EXIT_UNSUPPORTED_EXTENSION = 23,
    PC_EXIT_OTHER = 63,
    PC_EXIT_PARSE = 64,
    PC_EXIT_FILTER = 83,
    PC_EXIT_LUA = 84,
    PC_EXIT_UTF8 = 92,
    PC_EXIT_DATA_FILE = 97,
    PC_EXIT_METADATA_FILE = 98,
    PC_EXIT_RESOURCE = 99,
    PC_EXIT_MEMORY = 251 /* what a shell sees of a Haskell program that is out of memory */
} pc_exit;

#endif
