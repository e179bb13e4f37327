import Analysis
import ArgumentParser
import Canvas
import Finance
import Format
import Model
import Reports

/// Prints earnings per share over the values of two drivers.
struct EstimateGridCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid", abstract: "Print earnings per share over the values of two drivers.",
    discussion: """
      Example: tsla-tui eps grid --preset notes-23q2 --x asp --y unit-cost --from -6% --to 2% --step 0.5%

      Steps are changes from the base or values, written as in --set; --y-from, --y-to and --y-step are those of --x \
      where they are not given.

      \(EPSHelp.values)

      \(EPSHelp.drivers)
      """)

  @Option(help: ArgumentHelp("The driver across.", valueName: "driver"), completion: .drivers, transform: epsDriver)
  var x: EPSDriver

  @Option(help: ArgumentHelp("The driver down.", valueName: "driver"), completion: .drivers, transform: epsDriver)
  var y: EPSDriver

  @Option(parsing: .unconditional, help: ArgumentHelp("The first step, such as -6%.", valueName: "value"))
  var from: String

  @Option(parsing: .unconditional, help: ArgumentHelp("The last step, such as 2%.", valueName: "value"))
  var to: String

  @Option(parsing: .unconditional, help: ArgumentHelp("From one step to the next, such as 0.5%.", valueName: "value"))
  var step: String

  @Option(name: .customLong("y-from"), parsing: .unconditional, help: ArgumentHelp("The first step down.", valueName: "value"))
  var yFrom: String?

  @Option(name: .customLong("y-to"), parsing: .unconditional, help: ArgumentHelp("The last step down.", valueName: "value"))
  var yTo: String?

  @Option(
    name: .customLong("y-step"), parsing: .unconditional,
    help: ArgumentHelp("From one step down to the next.", valueName: "value"))
  var yStep: String?

  @OptionGroup var options: EstimateOptions

  @OptionGroup var printing: EPSPrintOptions

  @OptionGroup var facts: SnapshotOptions

  func run() throws {
    try facts.print(printing.format) { a, format in
      let estimate = try options.make(a, format)
      let across = try EPSSteps(x, "", from: from, to: to, step: step, format)
      let down = try EPSSteps(y, "y-", from: yFrom ?? from, to: yTo ?? to, step: yStep ?? step, format)
      return try .estimateGrid(estimate, x: across, y: down, printing.basis.basis, a.snapshot, format)
    }
  }
}

extension EPSSteps {
  /// The most steps of an axis: more than any screen or spreadsheet shows.
  static let most = 1000

  /// Reads an axis of the command line; `prefix` is that of its options.
  init(
    _ driver: EPSDriver, _ prefix: String, from: String, to: String, step: String, _ format: Formatter
  ) throws(ValidationError) {
    func fail(_ en: String, _ ko: String) -> ValidationError { ValidationError(format.words(en, ko)) }
    func read(_ text: String, _ option: String) throws(ValidationError) -> DriverSetting {
      do {
        let setting = try DriverSetting(parsing: text, for: driver)
        if setting.amount != nil { return setting }
      } catch {
        let reason = error.reason
        let place = "--\(prefix)\(option) \(text.sanitized) (\(driver.name)): "
        throw fail(place + reason.en, place + reason.ko)
      }
      throw fail("an axis has numbers, not 'published'", "축에는 published를 쓸 수 없습니다")
    }
    // One sign, or percent for what is not in percent itself, makes all of them changes: in `-6% 2% 0.5%` nobody means two kinds.
    func isSigned(_ text: String) -> Bool { text.first.map { "+-\u{2212}".contains($0) } ?? false }
    let isChange = [from, to, step].contains {
      isSigned($0) || $0.hasSuffix("pp") || driver.unit != .percent && $0.hasSuffix("%")
    }
    func signed(_ text: String) -> String { isChange && !isSigned(text) && text.first != "=" ? "+" + text : text }
    let (first, last) = (try read(signed(from), "from"), try read(signed(to), "to"))
    let distance = try read(signed(step), "step")
    guard first.hasKind(of: last), first.hasKind(of: distance), let a = first.amount, let b = last.amount,
      let size = distance.amount
    else {
      throw fail(
        "--\(prefix)from, --\(prefix)to and --\(prefix)step must be of one kind: -6% 2% 0.5%, or -500 500 100, or 40000 50000 1000",
        "--\(prefix)from, --\(prefix)to, --\(prefix)step은 같은 종류여야 합니다: -6% 2% 0.5%, 또는 -500 500 100, 또는 40000 50000 1000")
    }
    guard size > 0 else { throw fail("--\(prefix)step must be above 0", "--\(prefix)step은 0보다 커야 합니다") }
    guard a <= b else {
      throw fail(
        "--\(prefix)from \(from.sanitized) is above --\(prefix)to \(to.sanitized)", "--\(prefix)from이 --\(prefix)to보다 큽니다")
    }
    // What misses the end by less than a billionth of a step has hit it.
    let count = ((b - a) / size + 1e-9).rounded(.down) + 1
    guard count <= Double(EPSSteps.most) else {
      throw fail(
        "more than \(EPSSteps.most) steps from \(from.sanitized) to \(to.sanitized); choose a larger --\(prefix)step",
        "\(from.sanitized)부터 \(to.sanitized)까지 \(EPSSteps.most)단계가 넘습니다. --\(prefix)step을 더 크게 하세요")
    }
    let settings = (0..<Int(rounding: count)).map { i in
      // Without rounding dust: −0.3%, not −0.29999999999999993%.
      let amount = ((a + size * Double(i)) * 1e9).rounded() / 1e9
      return first.withAmount(amount)
    }
    self.init(driver, settings)
  }
}

extension DriverSetting {
  /// The number of the setting; nil for what is published.
  fileprivate var amount: Double? {
    switch self {
    case .value(let amount), .relative(let amount), .change(let amount): return amount
    case .published: return nil
    }
  }

  fileprivate func hasKind(of other: DriverSetting) -> Bool {
    switch (self, other) {
    case (.value, .value), (.relative, .relative), (.change, .change): return true
    default: return false
    }
  }

  fileprivate func withAmount(_ amount: Double) -> DriverSetting {
    switch self {
    case .value: return .value(amount)
    case .relative: return .relative(amount)
    case .change: return .change(amount)
    case .published: return .published
    }
  }
}
