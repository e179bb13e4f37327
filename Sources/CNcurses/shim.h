// ncurses for Swift, and the few things that Swift cannot do in a signal handler.
//
// SwiftPM does not notice an edit of this file alone: touch the Swift files of Terminal after it.
#ifndef TSLA_TUI_CNCURSES_SHIM_H
#define TSLA_TUI_CNCURSES_SHIM_H

// Before curses.h, or the wide-character half of ncurses is not declared.
#define NCURSES_WIDECHAR 1
#include <curses.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// ---- ncurses: what the importer leaves out -----------------------------------------------------------------

// From term.h, whose hundreds of lower-case macros nobody wants to import.
struct term;
extern int setupterm(const char *name, int fd, int *error);
extern struct term *cur_term;
extern int del_curterm(struct term *);
extern int tputs(const char *string, int lines, int (*put)(int));
// Not declared without _XOPEN_SOURCE, and `[system]` in the module map would hide that.
extern int wcwidth(wchar_t);

static const attr_t shim_bold = A_BOLD;
static const attr_t shim_dim = A_DIM;
static const attr_t shim_underline = A_UNDERLINE;
static const attr_t shim_reverse = A_REVERSE;

// Globals, which Swift 6 refuses to name.
static inline WINDOW *shim_stdscr(void) { return stdscr; }
static inline int shim_colors(void) { return COLORS; }
static inline int shim_color_pairs(void) { return COLOR_PAIRS; }

// From Linux's sys/mman.h and fcntl.h, where _GNU_SOURCE hides them.
extern int memfd_create(const char *name, unsigned flags);
static const unsigned shim_close_on_exec = 1;  // MFD_CLOEXEC

/// Reads a terminfo entry without touching the terminal: true when it exists.
static inline bool shim_load_type(const char *type) {
  int error = 0;
  return setupterm(type, STDOUT_FILENO, &error) == OK && error == 1;
}

/// Frees the entry that shim_load_type read, before newterm reads it for itself.
static inline void shim_unload_type(void) {
  if (cur_term) del_curterm(cur_term);
}

/// A string of the terminfo entry; NULL when the terminal cannot do it (ncurses has -1 for a wrong name).
static inline const char *shim_capability(const char *name) {
  char *s = tigetstr((char *)name);
  return s == (char *)-1 ? NULL : s;
}

/// The string that puts the cursor at a line and a column; NULL when the terminal cannot.
static inline const char *shim_move(int line, int column) {
  const char *address = shim_capability("cup");
  return address ? tparm((char *)address, line, column) : NULL;
}

// ---- signals ----------------------------------------------------------------------------------------------------
//
// Everything below has internal linkage, and a debug build compiles each Swift file to an object of its own. So
// Signals.swift is the only file that may call these functions: a second one would get a second copy of the state.

enum { shim_reset_capacity = 256, shim_ending_count = 4, shim_fatal_count = 6 };

static struct {
  int pipe[2];
  bool installed;
  volatile sig_atomic_t ending;   // the last of SIGTERM, SIGHUP, SIGINT, SIGQUIT
  volatile sig_atomic_t resized;
  volatile sig_atomic_t stopped;
  volatile sig_atomic_t continued;
  volatile sig_atomic_t on_screen;  // whether a crash must restore the terminal
  int tty;
  struct termios shell_modes;
  bool has_shell_modes;
  char reset[shim_reset_capacity];
  size_t reset_length;
  struct sigaction old_ending[shim_ending_count];
  struct sigaction old_fatal[shim_fatal_count];
  struct sigaction old_winch, old_tstp, old_cont, old_pipe, old_chld, old_alrm;
} shim_state = {.pipe = {-1, -1}, .tty = -1};

static const int shim_ending_signals[shim_ending_count] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int shim_fatal_signals[shim_fatal_count] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};

static inline void shim_wake(void) {
  char byte = 0;
  // A full pipe is as good as one byte: the flags say what happened.
  ssize_t ignored = write(shim_state.pipe[1], &byte, 1);
  (void)ignored;
}

/// How long the process may take to end by itself after it was asked to, in microseconds.
enum { shim_grace = 700 * 1000 };

static void shim_on_signal(int signal) {
  int saved = errno;
  switch (signal) {
    case SIGWINCH: shim_state.resized = 1; break;
    case SIGTSTP: shim_state.stopped = 1; break;
    case SIGCONT: shim_state.continued = 1; break;
    case SIGCHLD: break;
    default:
      if (!shim_state.ending) {
        // Whatever the program waits for or works on by then, it ends: see shim_on_overdue.
        struct itimerval grace = {.it_value = {.tv_sec = 0, .tv_usec = shim_grace}};
        setitimer(ITIMER_REAL, &grace, NULL);
      }
      shim_state.ending = signal;
      break;
  }
  shim_wake();
  errno = saved;
}

/// While another program has the terminal its Ctrl-C and Ctrl-\\ are not for us; what somebody sends to this process is.
static void shim_on_signal_away(int signal, siginfo_t *info, void *context) {
  (void)context;
  // Above zero: the kernel sent it, for a key.
  if (info->si_code > 0) return;
  shim_on_signal(signal);
}

/// Whether this process may touch the terminal: true as well where nobody can tell.
static inline bool shim_in_foreground(void) {
  pid_t group = tcgetpgrp(shim_state.tty);
  return group < 0 || group == getpgrp();
}

/// Writes what the terminal takes within a moment, and waits for nothing beyond that. Async-signal-safe.
static void shim_write_what_fits(int descriptor, const char *bytes, size_t length) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return;
  // For the moment of this call alone: others may have the same descriptor open.
  if (!(flags & O_NONBLOCK)) fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
  for (int tries = 0; length > 0 && tries < 10; tries++) {
    ssize_t n = write(descriptor, bytes, length);
    if (n > 0) {
      bytes += n;
      length -= (size_t)n;
    } else if (n < 0 && errno == EAGAIN) {
      struct pollfd room = {.fd = descriptor, .events = POLLOUT};
      poll(&room, 1, 10);
    } else if (n == 0 || errno != EINTR) {
      break;
    }
  }
  if (!(flags & O_NONBLOCK)) fcntl(descriptor, F_SETFL, flags);
}

/// Gives the terminal back with nothing but async-signal-safe calls. For crashes and for `exit` without `close`.
static void shim_restore_terminal(void) {
  if (!shim_state.on_screen) return;
  shim_state.on_screen = 0;
  // In the background the terminal belongs to somebody else by now.
  if (!shim_in_foreground()) return;
  shim_write_what_fits(shim_state.tty, shim_state.reset, shim_state.reset_length);
  if (shim_state.has_shell_modes) tcsetattr(shim_state.tty, TCSANOW, &shim_state.shell_modes);
}

static void shim_on_crash(int signal) {
  shim_restore_terminal();
  for (int i = 0; i < shim_fatal_count; i++) {
    if (shim_fatal_signals[i] == signal) sigaction(signal, &shim_state.old_fatal[i], NULL);
  }
  // Blocked while this handler runs, so it arrives with the action from before when the handler returns.
  raise(signal);
}

static inline void shim_set_action(int signal, void (*handler)(int), int flags, struct sigaction *old) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, old);
}

/// The process was asked to end and has not: it waits for something, or works.
static void shim_on_overdue(int signal) {
  (void)signal;
  if (!shim_state.ending) return;
  shim_restore_terminal();
  sigset_t set;
  int ending = shim_state.ending;
  shim_set_action(ending, SIG_DFL, 0, NULL);
  sigemptyset(&set);
  sigaddset(&set, ending);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(ending);
  _exit(128 + ending);
}

/// Remembers what is installed and the terminal's modes. Before newterm, which changes both.
static inline bool shim_signals_prepare(int tty) {
  if (shim_state.pipe[0] < 0 && pipe(shim_state.pipe) != 0) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(shim_state.pipe[i], F_SETFL, O_NONBLOCK);
    fcntl(shim_state.pipe[i], F_SETFD, FD_CLOEXEC);
  }
  shim_state.tty = tty;
  shim_state.has_shell_modes = tcgetattr(tty, &shim_state.shell_modes) == 0;
  for (int i = 0; i < shim_ending_count; i++) sigaction(shim_ending_signals[i], NULL, &shim_state.old_ending[i]);
  for (int i = 0; i < shim_fatal_count; i++) sigaction(shim_fatal_signals[i], NULL, &shim_state.old_fatal[i]);
  sigaction(SIGWINCH, NULL, &shim_state.old_winch);
  sigaction(SIGTSTP, NULL, &shim_state.old_tstp);
  sigaction(SIGCONT, NULL, &shim_state.old_cont);
  sigaction(SIGPIPE, NULL, &shim_state.old_pipe);
  sigaction(SIGCHLD, NULL, &shim_state.old_chld);
  sigaction(SIGALRM, NULL, &shim_state.old_alrm);
  return true;
}

/// Installs the handlers over those of ncurses, so that ncurses never acts on a signal by itself.
static inline void shim_signals_install(void) {
  static char stack[64 * 1024] __attribute__((aligned(16)));
  static bool once = false;
  if (!once) {
    once = true;
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
    atexit(shim_restore_terminal);
  }
  for (int i = 0; i < shim_ending_count; i++) {
    bool ignored = shim_state.old_ending[i].sa_handler == SIG_IGN;
    shim_set_action(shim_ending_signals[i], ignored ? SIG_IGN : shim_on_signal, SA_RESTART, NULL);
  }
  for (int i = 0; i < shim_fatal_count; i++) {
    shim_set_action(shim_fatal_signals[i], shim_on_crash, SA_ONSTACK, NULL);
  }
  bool job_control = shim_state.old_tstp.sa_handler != SIG_IGN;
  shim_set_action(SIGTSTP, job_control ? shim_on_signal : SIG_IGN, SA_RESTART, NULL);
  shim_set_action(SIGCONT, shim_on_signal, SA_RESTART, NULL);
  shim_set_action(SIGWINCH, shim_on_signal, SA_RESTART, NULL);
  shim_set_action(SIGPIPE, SIG_IGN, 0, NULL);
  sigaction(SIGCHLD, &shim_state.old_chld, NULL);
  shim_set_action(SIGALRM, shim_on_overdue, SA_ONSTACK | SA_RESTART, NULL);
  shim_state.installed = true;
}

/// Puts back the signal actions of before. The wake-up pipe stays for the next screen.
static inline void shim_signals_remove(void) {
  if (!shim_state.installed) return;
  shim_state.installed = false;
  for (int i = 0; i < shim_ending_count; i++) sigaction(shim_ending_signals[i], &shim_state.old_ending[i], NULL);
  for (int i = 0; i < shim_fatal_count; i++) sigaction(shim_fatal_signals[i], &shim_state.old_fatal[i], NULL);
  sigaction(SIGWINCH, &shim_state.old_winch, NULL);
  sigaction(SIGTSTP, &shim_state.old_tstp, NULL);
  sigaction(SIGCONT, &shim_state.old_cont, NULL);
  sigaction(SIGPIPE, &shim_state.old_pipe, NULL);
  // Asked to end, the process keeps its last date with shim_on_overdue.
  if (!shim_state.ending) sigaction(SIGALRM, &shim_state.old_alrm, NULL);
}

/// While another program has the terminal: its Ctrl-C and Ctrl-\\ are not for us, and Ctrl-Z stops us together with it. That a child
/// has ended wakes whoever waits.
static inline void shim_signals_yield(void) {
  if (!shim_state.installed) return;
  for (int i = 0; i < shim_ending_count; i++) {
    int signal = shim_ending_signals[i];
    if (signal != SIGINT && signal != SIGQUIT) continue;
    if (shim_state.old_ending[i].sa_handler == SIG_IGN) continue;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = shim_on_signal_away;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
  }
  shim_set_action(SIGCHLD, shim_on_signal, SA_RESTART | SA_NOCLDSTOP, NULL);
  sigaction(SIGTSTP, &shim_state.old_tstp, NULL);
}

/// The terminal's modes when the program started; false where nobody knows them.
static inline bool shim_shell_modes(struct termios *modes) {
  if (shim_state.has_shell_modes) *modes = shim_state.shell_modes;
  return shim_state.has_shell_modes;
}

static inline int shim_wake_descriptor(void) { return shim_state.pipe[0]; }

static inline void shim_drain_wakes(void) {
  char bytes[64];
  while (read(shim_state.pipe[0], bytes, sizeof bytes) == sizeof bytes) {}
}

// Flags: read and cleared in one go, or only looked at.
static inline int shim_ending_signal(void) { return shim_state.ending; }
static inline bool shim_take_resized(void) { bool was = shim_state.resized; shim_state.resized = 0; return was; }
static inline bool shim_take_stopped(void) { bool was = shim_state.stopped; shim_state.stopped = 0; return was; }
static inline bool shim_take_continued(void) { bool was = shim_state.continued; shim_state.continued = 0; return was; }
static inline bool shim_any_flag(void) {
  return shim_state.ending || shim_state.resized || shim_state.stopped || shim_state.continued;
}

/// Prepares what a crash writes.
static inline void shim_set_reset(const char *bytes, size_t length) {
  shim_state.reset_length = 0;
  if (length > sizeof shim_state.reset) length = sizeof shim_state.reset;
  memcpy(shim_state.reset, bytes, length);
  shim_state.reset_length = length;
}

static inline void shim_set_on_screen(bool on) { shim_state.on_screen = on; }

/// Stops the process group with the default action of a signal, and returns when it is continued.
///
/// The whole group, so that a `make run` around the program stops too and the shell gets its prompt. A group that no
/// shell looks after cannot be stopped; the kernel drops the signal then and this returns at once.
static inline void shim_stop_group(int signal) {
  struct sigaction old;
  sigset_t set, mask;
  shim_set_action(signal, SIG_DFL, 0, &old);
  sigemptyset(&set);
  sigaddset(&set, signal);
  sigprocmask(SIG_UNBLOCK, &set, &mask);
  kill(0, signal);
  sigprocmask(SIG_SETMASK, &mask, NULL);
  sigaction(signal, &old, NULL);
}

/// Ignores the signal that stops a background process which sets terminal modes, and says what was there.
static inline void shim_ignore_background_output(struct sigaction *old) {
  shim_set_action(SIGTTOU, SIG_IGN, 0, old);
}

static inline void shim_restore_background_output(const struct sigaction *old) { sigaction(SIGTTOU, old, NULL); }

/// Ends the process by a signal's default action.
static inline void shim_die(int signal) {
  sigset_t set;
  shim_set_action(signal, SIG_DFL, 0, NULL);
  sigemptyset(&set);
  sigaddset(&set, signal);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  raise(signal);
  _exit(128 + signal);
}

#endif
