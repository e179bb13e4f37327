#include "simulation_kernel.h"

extern const simulation_kernel simulation_kernel_baseline;
#if defined(__x86_64__)
extern const simulation_kernel simulation_kernel_avx2;
extern const simulation_kernel simulation_kernel_avx512;
#endif

const simulation_kernel *simulation_kernel_at(size_t index) {
  const simulation_kernel *found[4] = {0};
  size_t count = 0;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl"))
    found[count++] = &simulation_kernel_avx512;
  if (__builtin_cpu_supports("avx2")) found[count++] = &simulation_kernel_avx2;
#endif
  found[count++] = &simulation_kernel_baseline;
  return index < count ? found[index] : 0;
}
