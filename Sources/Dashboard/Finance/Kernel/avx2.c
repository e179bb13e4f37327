// Two registers of eight at a time hide latency.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define KERNEL simulation_kernel_avx2
#define NAME "avx2"
#define WIDTH 16
#include "loops.h"
#pragma clang attribute pop
#endif
