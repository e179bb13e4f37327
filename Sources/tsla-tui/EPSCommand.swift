import ArgumentParser
import Canvas
import Finance
import Format
import Model
import Reports

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
    subcommands: [
      EstimateCommand.self, EstimateGridCommand.self, EstimateBridgeCommand.self, TrackRecordCommand.self,
      EstimateListCommand.self,
    ],
    defaultSubcommand: EstimateCommand.self)

  private static let discussion = """
    An estimate starts from a reported quarter (--base). Every driver stays as it was there unless it is set; \
    not carried over are one-off items, an unusual tax rate, and units and storage of which a newer quarter is out. \
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
      -2.5%      percent from the base
      +100       added to the base, in the driver's unit
      +2pp       percentage points from the base, for drivers in %
      45956      the value; 18.4% for drivers in %
      =-89       a value below zero, so: --set nci==-89
      published  what was published before the results: units, storage
    """

  /// The drivers with their units.
  static let drivers: String = {
    let rows = EPSDriver.allCases.map { ["  " + $0.name, $0.unit.rawValue, Names.of(driver: $0).en] }
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
  if let driver = EPSDriver.named(text) { return driver }
  let all = EPSDriver.allCases.map(\.name).joined(separator: ", ")
  throw ValidationError(
    "'\(text.sanitized)' is not a driver. There are: \(all).", "'\(text.sanitized)'은(는) 항목이 아닙니다. 항목: \(all).")
}

/// Reads what is assumed about a driver, `asp=-2.5%`.
@Sendable func epsSetting(_ text: String) throws -> EPSAssumption {
  guard let sign = text.firstIndex(of: "=") else {
    throw ValidationError(
      "'\(text.sanitized)' is not driver=value; write asp=-2.5%", "'\(text.sanitized)'은(는) 항목=값이 아닙니다. 예: asp=-2.5%")
  }
  let driver = try epsDriver(String(text[..<sign]))
  do {
    return EPSAssumption(driver, try DriverSetting(parsing: String(text[text.index(after: sign)...]), for: driver))
  } catch {
    let reason = error.reason
    throw ValidationError("\(driver.name): \(reason[Locale.language])")
  }
}

/// Reads a quarter of the command line.
@Sendable func quarter(_ text: String) throws -> Period {
  let label = text.uppercased()
  guard let period = Period(label), case .quarter = period, period.label == label else {
    throw ValidationError(
      "'\(text.sanitized)' is not a quarter; write it as 2023Q2.", "'\(text.sanitized)'은(는) 분기가 아닙니다. 예: 2023Q2.")
  }
  return period
}

/// Reads earnings per share of the command line.
@Sendable func wantedEPS(_ text: String) throws -> Double {
  let plain = text.replacing("\u{2212}", with: "-")
  guard plain.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 || $0 == 45 || $0 == 43 }), let value = Double(plain),
    value.isFinite
  else {
    throw ValidationError(
      "'\(text.sanitized)' is not an amount in USD a share; write 0.95 or -0.2",
      "'\(text.sanitized)'은(는) 주당 달러 금액이 아닙니다. 예: 0.95 또는 -0.2")
  }
  return value
}

/// Which earnings per share are meant, and how they are printed.
struct EPSPrintOptions: ParsableArguments {
  @Option(help: "Which earnings per share: gaap or non-gaap.")
  var basis: BasisName = .nonGAAP

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table
}
