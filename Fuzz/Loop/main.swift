// Runs the drivers: `fuzz` says how. Built with -D LIBFUZZER and -sanitize=fuzzer it has libFuzzer choose the inputs, otherwise it
// makes them itself.

import Canvas
import FuzzDrivers
import Glibc

#if LIBFUZZER
  @_silgen_name("LLVMFuzzerRunDriver")
  func runLibFuzzer(
    _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32

  /// The driver that libFuzzer's function, which can hold nothing, runs.
  nonisolated(unsafe) var chosen = Driver.all[0]

  /// Under the name that the runtime's own `main`, which is linked in and not used, looks for.
  @_cdecl("LLVMFuzzerTestOneInput")
  func tryOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    attempt(chosen, Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  }
#endif

func say(_ words: String) {
  let bytes = Array((words + "\n").utf8)
  _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
}

func driver(_ name: String?) -> Driver {
  if let driver = Driver.all.first(where: { $0.name == name }) { return driver }
  say("there is no driver \(name ?? ""); there are \(Driver.all.map(\.name).joined(separator: ", "))")
  exit(64)
}

func save(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else {
    say("\(path): cannot be written")
    exit(73)
  }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

func contents(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else {
    say("\(path): cannot be read")
    exit(66)
  }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
}

/// Runs a driver on an input; a violation ends the process as a trap does.
func attempt(_ driver: Driver, _ bytes: [UInt8]) {
  do {
    try driver.run(bytes)
  } catch {
    say("\(driver.name): \(error)")
    abort()
  }
}

/// Tries random inputs for some seconds.
///
/// The input of a trial stands in a file while it lasts, and stays there if it ends the process.
func loop(_ driver: Driver, seconds: Int, seed: UInt64, finds: String) {
  let path = "\(finds)/\(driver.name)"
  let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
  guard file >= 0, ftruncate(file, off_t(Inputs.longest)) == 0,
    let memory = mmap(nil, Inputs.longest, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), memory != MAP_FAILED
  else {
    say("\(path): cannot be written")
    exit(73)
  }
  func milliseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
  var inputs = Inputs(of: driver, seed: seed)
  let end = milliseconds(CLOCK_MONOTONIC) + seconds * 1000
  var (trials, slowest) = (0, 0)
  while milliseconds(CLOCK_MONOTONIC) < end {
    let bytes = inputs.next()
    // The page stays mapped whatever the length of the file is.
    ftruncate(file, off_t(max(1, bytes.count)))
    bytes.withUnsafeBytes { if let base = $0.baseAddress { memory.copyMemory(from: base, byteCount: $0.count) } }
    // Of the processor, which other programs use too.
    let began = milliseconds(CLOCK_PROCESS_CPUTIME_ID)
    attempt(driver, bytes)
    let took = milliseconds(CLOCK_PROCESS_CPUTIME_ID) - began
    if took > max(1000, slowest) { save(bytes, to: path + "-slow") }
    slowest = max(slowest, took)
    trials += 1
  }
  unlink(path)
  say("\(driver.name): \(trials) inputs, none broke a rule, the slowest took \(slowest) ms")
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "list": for driver in Driver.all { print(driver.name) }
case "seeds" where arguments.count == 3:
  let driver = driver(arguments[1])
  for (i, seed) in (driver.seeds() + driver.finds).enumerated() { save(seed, to: "\(arguments[2])/seed-\(i)") }
case "frames" where arguments.count == 3:
  let first = Int(arguments[1]) ?? 0
  for number in first..<first + (Int(arguments[2]) ?? 1) {
    var trail = FrameTrail(number)
    while let (step, frame) = trail.next() { print(step, String(frame.digest, radix: 16)) }
  }
case "frame" where arguments.count == 2:
  let wanted = arguments[1]
  var trail = FrameTrail(Int(wanted.prefix { $0 != "." }) ?? 0)
  while let (step, frame) = trail.next() {
    if step.hasPrefix(wanted + " ") { print(step + "\n" + frame.described) }
  }
case "replay" where arguments.count > 2:
  let driver = driver(arguments[1])
  for path in arguments.dropFirst(2) { attempt(driver, contents(path)) }
  say("\(driver.name): no rule is broken")
case "loop" where arguments.count == 5:
  loop(
    driver(arguments[1]), seconds: Int(arguments[2]) ?? 60, seed: UInt64(arguments[3]) ?? UInt64(time(nil)), finds: arguments[4])
#if LIBFUZZER
  case "search" where arguments.count > 1:
    chosen = driver(arguments[1])
    var all: [UnsafeMutablePointer<CChar>?] = (["fuzz"] + arguments.dropFirst(2)).map { strdup($0) } + [nil]
    var count = Int32(all.count - 1)
    let status = all.withUnsafeMutableBufferPointer { buffer in
      guard var base = buffer.baseAddress else { return Int32(70) }
      return runLibFuzzer(&count, &base, tryOne)
    }
    exit(status)
#endif
default:
  say(
    """
    usage: fuzz list
           fuzz seeds DRIVER FOLDER             writes the inputs that it begins with
           fuzz loop DRIVER SECONDS SEED FINDS  tries random inputs; one that breaks a rule stays in FINDS/DRIVER
           fuzz search DRIVER OPTION...         has libFuzzer choose them, with its options
           fuzz replay DRIVER FILE...           tries the inputs of files
           fuzz frames FIRST COUNT              prints a number for each frame of so many users who press random keys
           fuzz frame N.STEP                    prints one of these frames, with the roles of its cells
    """)
  exit(64)
}
