// The loops for one instruction set. The file that includes it names the kernel (KERNEL, NAME) and says for how many paths an operation
// is written (WIDTH: 4, 8 or 16).

#include <string.h>

#include "simulation_kernel.h"

// Vectors are passed only between functions that are inlined: no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"
// A product and a sum that are rounded once would be other bits than on a processor that cannot.
#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

typedef float F __attribute__((ext_vector_type(WIDTH)));
typedef double D __attribute__((ext_vector_type(WIDTH)));
typedef int32_t I __attribute__((ext_vector_type(WIDTH)));
typedef uint32_t U __attribute__((ext_vector_type(WIDTH)));

// MARK: elementary operations

INLINE I bits(F x) { return __builtin_bit_cast(I, x); }
INLINE F from_bits(I x) { return __builtin_bit_cast(F, x); }
INLINE F load(const float *from) {
  F x;
  memcpy(&x, from, sizeof x);
  return x;
}
INLINE void store(float *to, F x) { memcpy(to, &x, sizeof x); }
INLINE U load_words(const uint32_t *from) {
  U x;
  memcpy(&x, from, sizeof x);
  return x;
}
INLINE void store_words(uint32_t *to, U x) { memcpy(to, &x, sizeof x); }
INLINE F at_most(F x, F bound) { return x < bound ? x : bound; }
INLINE F at_least(F x, F bound) { return x > bound ? x : bound; }

/// first, first + 1, ...
INLINE I numbered(int32_t first) {
  int32_t n[WIDTH];
  for (int i = 0; i < WIDTH; i++) n[i] = first + i;
  I x;
  memcpy(&x, n, sizeof x);
  return x;
}

/// 2^x for x in -126 to 126, which it is kept within; 1 at 0. Relative error below 3e-7.
///
/// Adding 1.5 * 2^23 rounds to a whole number, whose bits then go into the exponent. The polynomial is minimax on -1/2 to 1/2.
INLINE F power(F x) {
  x = at_most(at_least(x, -126.0f), 126.0f);
  F t = x + 12582912.0f;
  F f = x - (t - 12582912.0f);
  F p = 0.00132647273f * f + 0.00967151299f;
  p = p * f + 0.0555073358f;
  p = p * f + 0.240222424f;
  p = p * f + 0.693147004f;
  p = p * f + 1.0f;
  return from_bits(bits(p) + (bits(t) << 23));
}

/// The probability of a standard normal above x, for x from 0 on. Relative error below 1e-5 up to 9.
///
/// exp(-x^2/2) times a polynomial in 1/(1 + 0.3 x), minimax of the scaled complementary error function.
INLINE F upper_rank(F x) {
  F t = 1.0f / (1.0f + 0.3f * x);
  F p = -0.0818372443f * t + 0.230586067f;
  p = p * t - 0.0340375751f;
  p = p * t + 0.153751001f;
  p = p * t + 0.111210495f;
  p = p * t + 0.120327726f;
  return power(x * x * -0.72134752f) * (p * t);
}

// MARK: draws

/// Sixteen lanes of sfc32 (Chris Doty-Humphrey, PractRand; public domain).
typedef struct {
  U a, b, c, counter;
} streams;

INLINE U next_words(streams *s) {
  U t = s->a + s->b + s->counter;
  s->counter += 1;
  s->a = s->b ^ (s->b >> 9);
  s->b = s->c + (s->c << 3);
  s->c = ((s->c << 21) | (s->c >> 11)) + t;
  return t;
}

static void seed(uint32_t state[4 * simulation_lanes], uint64_t seed, uint32_t stream) {
  for (int lane = 0; lane < simulation_lanes; lane += WIDTH) {
    streams s = {(U)(uint32_t)seed, (U)(uint32_t)(seed >> 32), __builtin_bit_cast(U, numbered(lane)) | stream, (U)1u};
    // As many as its author gives it for three words of a seed.
    for (int i = 0; i < 15; i++) next_words(&s);
    store_words(state + lane, s.a);
    store_words(state + simulation_lanes + lane, s.b);
    store_words(state + 2 * simulation_lanes + lane, s.c);
    store_words(state + 3 * simulation_lanes + lane, s.counter);
  }
}

/// Two independent standard normals from two words (Box and Muller, 1958).
///
/// The radius is sqrt(-2 ln u), u in 2^-32 to 1: from 31 bits that keep their relative precision near 0, so that the tail is fine up to
/// 6.6. The angle runs over a half turn; the last bit of its word chooses the half. Polynomials are minimax: -2 ln on
/// sqrt(1/2) to sqrt(2) (relative 1.7e-7), sine and cosine of a half turn (absolute 6e-7 and 5e-8).
INLINE void normal_pair(U radius, U angle, F *first, F *second) {
  // 2^31 u; the logarithm takes the 31 off again, exactly.
  F x = __builtin_convertvector((I)(radius >> 1), F) + 0.5f;
  I t = bits(x) - (0x3f3504f3 + (31 << 23));
  F octave = __builtin_convertvector(t >> 23, F);
  F f = from_bits((t & 0x7fffff) + 0x3f3504f3) - 1.0f;
  F f2 = f * f, f4 = f2 * f2;
  F low = (-1.99999988f + 1.00000727f * f) + (-0.666701198f + 0.499398172f * f) * f2;
  F high = (-0.39800331f + 0.345016599f * f) + (-0.324451625f + 0.202137932f * f) * f2;
  F r = __builtin_elementwise_sqrt(octave * -1.38629436f + (low + high * f4) * f);

  F a = __builtin_convertvector((I)angle, F) * 0x1p-31f;
  F a2 = a * a;
  F sine = ((-0.00433317712f * a2 + 0.0794344991f) * a2 - 0.645892918f) * a2 + 1.57079101f;
  F cosine = (((0.000858190644f * a2 - 0.0208106283f) * a2 + 0.253650755f) * a2 - 1.23369825f) * a2 + 0.99999994f;
  *first = from_bits(bits(r * cosine) ^ (I)(angle << 31));
  *second = r * (sine * a);
}

static void normals(uint32_t state[4 * simulation_lanes], float *normal) {
  for (int lane = 0; lane < simulation_lanes; lane += WIDTH) {
    uint32_t *at = state + lane;
    streams s = {
        load_words(at), load_words(at + simulation_lanes), load_words(at + 2 * simulation_lanes),
        load_words(at + 3 * simulation_lanes)};
    for (int i = lane; i < simulation_block; i += 2 * simulation_lanes) {
      U radius = next_words(&s), angle = next_words(&s);
      F first, second;
      normal_pair(radius, angle, &first, &second);
      store(normal + i, first);
      store(normal + i + simulation_lanes, second);
    }
    store_words(at, s.a);
    store_words(at + simulation_lanes, s.b);
    store_words(at + 2 * simulation_lanes, s.c);
    store_words(at + 3 * simulation_lanes, s.counter);
  }
}

static void set(float *result, const float *normal, float factor) {
  for (int i = 0; i < simulation_block; i += WIDTH) store(result + i, factor * load(normal + i));
}

static void add(float *result, const float *normal, float factor) {
  for (int i = 0; i < simulation_block; i += WIDTH) store(result + i, load(result + i) + factor * load(normal + i));
}

// MARK: laws

INLINE F level_within(F x, simulation_level is) { return at_most(at_least(x, is.low), is.high); }

static void lognormal(float *level, float *exponent, const float *normal, float scale, simulation_level is) {
  for (int i = 0; i < simulation_block; i += WIDTH) {
    F sum = load(exponent + i) + scale * load(normal + i);
    store(exponent + i, sum);
    store(level + i, level_within(is.trend * power(sum), is));
  }
}

static void normal(
    float *level, float *distance, const float *normal, float scale, float unit, simulation_level is) {
  for (int i = 0; i < simulation_block; i += WIDTH) {
    F sum = load(distance + i) + scale * load(normal + i);
    store(distance + i, sum);
    store(level + i, level_within(is.trend + unit * sum, is));
  }
}

static void triangular(
    float *level, float *product, const float *normal, float scale, simulation_triangle law, simulation_level is) {
  for (int i = 0; i < simulation_block; i += WIDTH) {
    F z = load(normal + i);
    // The smaller of the two ranks is the precise one.
    F tail = upper_rank(from_bits(bits(z) & 0x7fffffff));
    I is_low = z < 0.0f;
    F below = is_low ? tail : 1.0f - tail;
    F above = is_low ? 1.0f - tail : tail;
    // One square root for both sides of the mode.
    I is_rising = below < law.rank;
    F root = __builtin_elementwise_sqrt(is_rising ? below * law.rise : above * law.fall);
    F change = is_rising ? law.low + root : law.high - root;
    F sum = load(product + i) * (1.0f + scale * change);
    store(product + i, sum);
    store(level + i, level_within(is.trend * sum, is));
  }
}

// MARK: what drivers earn

static void income(
    const float *const level[simulation_drivers], float *net_income, float *market_value, float *price) {
  enum {
    units, asp, unit_cost, credits, storage, storage_profit, fsd_subscriptions, fsd_price, fsd_margin, services,
    other_profit, opex, other_income, tax_rate, shares, multiple
  };
  for (int i = 0; i < simulation_block; i += WIDTH) {
#define LEVEL(driver) load(level[driver] + i)
    F cars = LEVEL(units) * (LEVEL(asp) - LEVEL(unit_cost)) * 1e-6f + LEVEL(credits);
    F energy = LEVEL(storage) * LEVEL(storage_profit);
    F fsd = LEVEL(fsd_subscriptions) * LEVEL(fsd_price) * LEVEL(fsd_margin) * 1.2e-7f;
    F gross = cars + energy + fsd + LEVEL(services) + LEVEL(other_profit);
    F before_tax = gross - LEVEL(opex) + LEVEL(other_income);
    F net = before_tax - at_least(before_tax, 0.0f) * LEVEL(tax_rate) * 0.01f;
    F profit = at_least(net, 0.0f);
    store(net_income + i, net);
    store(market_value + i, profit * LEVEL(multiple));
    store(price + i, profit / LEVEL(shares) * LEVEL(multiple));
#undef LEVEL
  }
}

// MARK: counting

/// `is_full`, a constant, leaves out what only the last block needs.
INLINE void tally_some(
    const float *value, size_t count, int is_full, float centre, simulation_moments *moments, uint32_t *bins) {
  double sums[simulation_lanes], squares[simulation_lanes];
  float least[simulation_lanes], most[simulation_lanes];
  int32_t bin[simulation_block];
  uint64_t negative = 0;
  // The bits of 2^-8, less one bin: the number of a bin is the distance to it.
  const int32_t shift = 14, first = ((127 + simulation_first_octave) << 9) - 1;
  const float under = __builtin_bit_cast(float, ((127 + simulation_first_octave) << 23) - 1), over = 0x1p40f;
  const float none = __builtin_inff();
  for (int lane = 0; lane < simulation_lanes; lane += WIDTH) {
    D sum = 0.0, square = 0.0;
    F low = none, high = -none;
    I below = 0;
    for (int i = lane; i < (int)count; i += simulation_lanes) {
      F v = load(value + i);
      I is_counted = is_full ? (I)-1 : numbered(i) < (int32_t)count;
      F counted = is_counted ? v : (F)centre;
      D distance = __builtin_convertvector(counted, D) - (double)centre;
      sum += distance;
      square += distance * distance;
      low = at_most(low, is_counted ? v : (F)none);
      high = at_least(high, is_counted ? v : (F)-none);
      below -= (v < 0.0f) & is_counted;

      I raw = bits(v), sign = raw >> 31;
      F amount = at_most(at_least(from_bits(raw & 0x7fffffff), under), over);
      I number = (((bits(amount) >> shift) - first) ^ sign) - sign;
      memcpy(bin + i, &number, sizeof number);
    }
    memcpy(sums + lane, &sum, sizeof sum);
    memcpy(squares + lane, &square, sizeof square);
    store(least + lane, low);
    store(most + lane, high);
    for (int i = 0; i < WIDTH; i++) negative += (uint64_t)below[i];
  }
  for (size_t i = 0; i < count; i++) bins[bin[i]] += 1;
  for (int lane = 0; lane < simulation_lanes; lane++) {
    moments->sum += sums[lane];
    moments->squares += squares[lane];
    if (least[lane] < moments->least) moments->least = least[lane];
    if (most[lane] > moments->most) moments->most = most[lane];
  }
  moments->negative += negative;
}

static void tally(
    const float *value, size_t count, float centre, simulation_moments *moments, uint32_t *bins) {
  if (count == simulation_block)
    tally_some(value, simulation_block, 1, centre, moments, bins);
  else
    tally_some(value, count, 0, centre, moments, bins);
}

static void reach(
    const float *value, size_t count, float least, uint32_t *ever, uint64_t *now, uint64_t *so_far) {
  I reaching = 0, reached = 0;
  for (int i = 0; i < (int)count; i += WIDTH) {
    I is_there = (load(value + i) >= least) & (numbered(i) < (int32_t)count);
    I before;
    memcpy(&before, ever + i, sizeof before);
    before |= is_there;
    memcpy(ever + i, &before, sizeof before);
    reaching -= is_there;
    reached -= before;
  }
  for (int i = 0; i < WIDTH; i++) {
    *now += (uint64_t)reaching[i];
    *so_far += (uint64_t)reached[i];
  }
}

const simulation_kernel KERNEL = {
    NAME, seed, normals, set, add, lognormal,
    normal, triangular, income, tally, reach,
};
