#include "start.h"

#include <stddef.h>

// Swift's own list comes from /proc/self/cmdline, which may be missing or be another program's: it is empty then, and a command
// would run as if nothing had been asked. glibc passes the real list to what runs before main.
static int count;
static char **arguments;

__attribute__((constructor)) static void keep_arguments(int argc, char **argv) {
  count = argc;
  arguments = argv;
}

int start_argument_count(void) { return count; }

const char *start_argument(int position) { return position >= 0 && position < count ? arguments[position] : NULL; }
