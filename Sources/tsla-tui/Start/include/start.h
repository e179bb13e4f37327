#ifndef TSLA_TUI_START_H
#define TSLA_TUI_START_H

/// How many arguments the process was started with, the program's name among them; 0 where it was given an empty list.
int start_argument_count(void);

/// An argument by its position, as the system gave it.
const char *start_argument(int position);

#endif
