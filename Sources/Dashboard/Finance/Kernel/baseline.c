// What every processor of the architecture can do. Two registers of four at a time hide latency.
#define KERNEL simulation_kernel_baseline
#define NAME "baseline"
#define WIDTH 8
#include "loops.h"
