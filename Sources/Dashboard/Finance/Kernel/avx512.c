// A register holds all sixteen lanes.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl"))), apply_to = function)
#define KERNEL simulation_kernel_avx512
#define NAME "avx512"
#define WIDTH 16
#include "loops.h"
#pragma clang attribute pop
#endif
