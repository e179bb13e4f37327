#ifndef TSLA_TUI_BUNDLE_H
#define TSLA_TUI_BUNDLE_H
#include <stddef.h>

/// A file that is part of the binary.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} bundled_file;

/// The facts, one CSV file each, and the colour schemes, one YAML file each. A null name ends the list.
extern const bundled_file *bundled_facts(void);
extern const bundled_file *bundled_themes(void);

#endif
