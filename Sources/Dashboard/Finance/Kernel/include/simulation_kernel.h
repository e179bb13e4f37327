#ifndef TSLA_TUI_SIMULATION_KERNEL_H
#define TSLA_TUI_SIMULATION_KERNEL_H
#include <stddef.h>
#include <stdint.h>

/// The inner loops of the simulation, over blocks of paths; everything else is Swift (docs/adr/0011-simulation.md).
///
/// Each instruction set has its own copy of the same source. All of them give the same bits: every operation is one of IEEE 754 that is
/// rounded correctly (+ - * / sqrt, int to float) or is on integers, nothing is contracted or reordered, and sums run in sixteen
/// lanes whatever the width of a register.

enum {
  /// Paths that are worked on together. All arrays below have this many elements.
  simulation_block = 512,
  /// Generators that run side by side, and partial sums: path p of a block is in lane p mod 16.
  simulation_lanes = 16,
  /// What drivers of `DriverIncome` are, in the order of `ScenarioDriver`.
  simulation_drivers = 16,
  /// Bins of an octave: a bin is at most 1/512 of its value wide.
  simulation_bins_per_octave = 512,
  /// Values below 2^-8 in amount share the bin in the middle, those of 2^40 and more the last one on their side.
  simulation_first_octave = -8,
  simulation_last_octave = 40,
  /// The number of the last bin on either side of the middle one.
  simulation_last_bin = 1 + (simulation_last_octave - simulation_first_octave) * simulation_bins_per_octave,
};

/// What a driver is multiplied by, added to and kept within.
typedef struct {
  /// The level of the median path, in the driver's unit.
  float trend;
  /// What the driver can be.
  float low, high;
} simulation_level;

/// A triangular law as its inverse: low + sqrt(u * rise) below the mode's rank, high - sqrt((1 - u) * fall) above it.
typedef struct {
  float low, high, rank, rise, fall;
} simulation_triangle;

/// Moments of the values of a year.
typedef struct {
  /// Of the distances to a centre, and of their squares.
  double sum, squares;
  float least, most;
  /// How many are below 0.
  uint64_t negative;
} simulation_moments;

typedef struct {
  const char *name;
  /// Sets sixteen generators to the seed and to the streams from `stream` on; the last 4 bits of `stream` are 0.
  void (*seed)(uint32_t state[4 * simulation_lanes], uint64_t seed, uint32_t stream);
  /// The next standard normal of each path.
  void (*normals)(uint32_t state[4 * simulation_lanes], float *normal);
  /// result = factor * normal, or that added to it.
  void (*set)(float *result, const float *normal, float factor);
  void (*add)(float *result, const float *normal, float factor);
  /// exponent += scale * normal; level = trend * 2^exponent.
  void (*lognormal)(float *level, float *exponent, const float *normal, float scale, simulation_level is);
  /// distance += scale * normal; level = trend + unit * distance.
  void (*normal)(float *level, float *distance, const float *normal, float scale, float unit, simulation_level is);
  /// product *= 1 + scale * (the triangular law at the rank of the normal); level = trend * product. Begins with 1.
  void (*triangular)(
      float *level, float *product, const float *normal, float scale, simulation_triangle law, simulation_level is);
  /// The formula of `DriverIncome`; a loss is worth 0. USD million, and USD for the price.
  void (*income)(const float *const level[simulation_drivers], float *net_income, float *market_value, float *price);
  /// Adds the first `count` values to the moments and to the bins; `bins` points at the one in the middle.
  void (*tally)(const float *value, size_t count, float centre, simulation_moments *moments, uint32_t *bins);
  /// Adds how many of the first `count` values are `least` or more, and how many were so in this or an earlier call; `ever` begins with 0.
  void (*reach)(const float *value, size_t count, float least, uint32_t *ever, uint64_t *now, uint64_t *so_far);
} simulation_kernel;

/// The copies that this processor can run, the fastest first; null from there on.
const simulation_kernel *simulation_kernel_at(size_t index);

#endif
