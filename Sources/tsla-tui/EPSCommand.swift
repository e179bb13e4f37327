import ArgumentParser
import Dashboard
import Finance
import Model

/// Estimates of a quarter's earnings per share.
struct EPSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eps", abstract: "Estimate a quarter's earnings per share from prices, costs and margins.",
    usage: """
      tsla-tui eps [--base 2023Q1] [--target 2023Q2] [--preset id | --estimate name]
                   [--set driver=value ...] [--solve driver --for eps] [--as-of moment]
                   [--basis gaap|non-gaap] [--format table|json|csv] [--lang en|ko]
                   [--facts folder]
      tsla-tui eps grid|bridge|record|list [options]
      """,
    discussion: discussion,
    subcommands: [EPSEstimate.self, EPSGridCommand.self, EPSBridgeCommand.self, EPSRecordCommand.self, EPSList.self],
    defaultSubcommand: EPSEstimate.self)

  private static let discussion = """
    An estimate starts from a reported quarter (--base). Every driver stays as it was there unless it is set. \
    'tsla-tui eps estimate --help' explains the options of the plain form.

    \(EPSHelp.values)

    \(EPSHelp.drivers)
    """
}

/// What the help of all commands of estimates says.
enum EPSHelp {
  /// How a driver is set.
  static let values = """
    VALUE in --set driver=value:
      -2.5%      per cent on the base
      +100       added to the base, in the driver's unit
      +2pp       percentage points on the base, for drivers in %
      45956      the value; 18.4% for drivers in %
      =-89       a value below zero, so: --set nci==-89
      published  what was published before the results: units, storage
    """

  /// The drivers with their units.
  static let drivers: String = {
    let rows = EPSDriver.allCases.map { ["  " + $0.rawValue, $0.unit.rawValue, Names.of(driver: $0).en] }
    return "Drivers, amounts of one quarter:\n" + TextTable.aligned(rows)
  }()
}

/// A basis on the command line.
enum BasisName: String, ExpressibleByArgument, CaseIterable {
  case gaap
  case nonGAAP = "non-gaap"

  var basis: Basis { self == .gaap ? .gaap : .nonGAAP }
}

/// Reads a driver of the command line.
@Sendable func epsDriver(_ text: String) throws -> EPSDriver {
  if let driver = EPSDriver(rawValue: text) { return driver }
  let all = EPSDriver.allCases.map(\.rawValue).joined(separator: ", ")
  let reason = Phrase(
    "'\(text.printable)' is not a driver. There are: \(all).", "'\(text.printable)'은(는) 항목이 아닙니다. 항목: \(all).")
  throw ValidationError(reason[Locale.language])
}

/// Reads what is assumed about a driver, `asp=-2.5%`.
@Sendable func epsSetting(_ text: String) throws -> EPSAssumption {
  guard let sign = text.firstIndex(of: "=") else {
    let reason = Phrase(
      "'\(text.printable)' is not driver=value; write asp=-2.5%", "'\(text.printable)'은(는) 항목=값이 아닙니다. 예: asp=-2.5%")
    throw ValidationError(reason[Locale.language])
  }
  let driver = try epsDriver(String(text[..<sign]))
  do {
    return EPSAssumption(driver, try DriverSetting(parsing: String(text[text.index(after: sign)...]), for: driver))
  } catch {
    let reason = error.reason
    throw ValidationError("\(driver.rawValue): \(reason[Locale.language])")
  }
}

/// Reads a quarter of the command line.
@Sendable func quarter(_ text: String) throws -> Period {
  let label = text.uppercased()
  guard let period = Period(label), case .quarter = period, period.label == label else {
    let reason = Phrase(
      "'\(text.printable)' is not a quarter; write it as 2023Q2.", "'\(text.printable)'은(는) 분기가 아닙니다. 예: 2023Q2.")
    throw ValidationError(reason[Locale.language])
  }
  return period
}

/// Reads earnings per share of the command line.
@Sendable func wantedEPS(_ text: String) throws -> Double {
  let plain = text.replacing("\u{2212}", with: "-")
  guard plain.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 || $0 == 45 || $0 == 43 }), let value = Double(plain),
    value.isFinite
  else {
    let reason = Phrase(
      "'\(text.printable)' is not an amount in USD a share; write 0.95 or -0.2",
      "'\(text.printable)'은(는) 주당 달러 금액이 아닙니다. 예: 0.95 또는 -0.2")
    throw ValidationError(reason[Locale.language])
  }
  return value
}

/// Which earnings per share are meant, and how they are printed.
struct EPSPrintOptions: ParsableArguments {
  @Option(help: "Which earnings per share: gaap or non-gaap.")
  var basis: BasisName = .nonGAAP

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table
}

/// From which facts, and in which language.
struct EPSViewOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp("Only what was known at a moment.", valueName: "moment"), transform: moment)
  var asOf: Instant?

  @Option(help: "Language of the words: en or ko.")
  var lang: Language?

  @Option(help: ArgumentHelp("Use the facts in a folder instead of the bundled ones.", valueName: "folder"))
  var facts: String?

  /// Prints what a command makes of the facts.
  ///
  /// All of it at the end, so that nothing is printed where something fails; an estimate that there cannot be ends with status 65.
  func print(_ make: (EPSView) throws -> String) throws {
    let language = lang ?? Locale.language
    let book = try FactsFolder.loadOrComplain(facts, language)
    let view = EPSView(snapshot: Snapshot(of: book, asOf: asOf ?? clockNow()), language: language)
    do {
      writeOut(try make(view))
    } catch let fault as EPSFault {
      complain(fault.message[language])
      throw ExitCode(65)
    }
  }
}

/// The facts at a moment and the language to speak of them in.
struct EPSView {
  let snapshot: Snapshot
  let language: Language

  /// Words in the language, without what could steer a terminal: they may come from the user's facts.
  func words(_ phrase: Phrase) -> String { phrase[language].printable }

  func words(_ en: String, _ ko: String) -> String { language == .ko ? ko : en }

  var moment: String { Formatter(language: language).newYork(snapshot.asOf) }

  /// A unit in words.
  func unit(_ unit: Unit) -> String {
    switch unit {
    case .vehicles: return words("cars", "대")
    case .usd: return words("USD", "달러")
    case .millionUSD: return words("USD million", "백만 달러")
    case .usdPerShare: return words("USD/share", "달러/주")
    case .usdPerKilowattHour: return words("USD/kWh", "달러/kWh")
    case .millionShares: return words("million shares", "백만 주")
    default: return unit.rawValue
    }
  }

  /// A number with as many decimals as its unit is read with.
  func number(_ value: Double, _ unit: Unit) -> String { Numbers.grouped(value, EPSView.decimals(unit)) }

  /// The same with its sign.
  func signed(_ value: Double, _ unit: Unit) -> String { Numbers.signed(value, EPSView.decimals(unit)) }

  /// Earnings per share that somebody typed: with all their decimals, at least those of cents.
  func eps(_ wanted: Double) -> String {
    let cents = Numbers.plain(wanted, 2)
    let text = Double(cents) == wanted ? number(wanted, .usdPerShare) : Numbers.exact(wanted)
    return "\(text) \(unit(.usdPerShare))"
  }

  private static func decimals(_ unit: Unit) -> Int {
    switch unit {
    case .percent: return 1
    case .gigawattHours, .usdPerShare, .usdPerKilowattHour: return 2
    default: return 0
    }
  }

  /// Which deliveries count as units, in words.
  func words(_ count: UnitCount) -> String {
    switch count {
    case .withoutOperatingLease:
      return words("Units are deliveries without those under operating lease.", "판매 대수는 운용리스를 뺀 인도량.")
    case .all:
      return words(
        "Units are all deliveries: those under operating lease are not disclosed.", "판매 대수는 전체 인도량: 운용리스 인도는 공개되지 않음.")
    }
  }

  /// `Cost per unit (unit-cost)`: a driver with its name on the command line.
  func name(_ driver: EPSDriver) -> String { "\(Names.of(driver: driver)[language]) (\(driver.rawValue))" }
}

extension UnitCount {
  /// As JSON and CSV say it.
  var key: String {
    switch self {
    case .withoutOperatingLease: return "without_operating_lease"
    case .all: return "all"
    }
  }
}
