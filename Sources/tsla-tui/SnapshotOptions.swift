import Analysis
import ArgumentParser
import Dashboard
import Finance
import Format
import Model
import Reports

/// As of which moment, and in which language.
struct AsOfOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp("Only what was known at a moment.", valueName: "moment"), transform: moment)
  var asOf: Instant?

  @Option(help: "Language of the words: en or ko.")
  var lang: Language?

  var instant: Instant { asOf ?? clockNow() }
  var language: Language { lang ?? Locale.language }
  var formatter: Formatter { Formatter(language: language) }
}

/// From which facts.
struct FolderOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Use the facts in a folder instead of the bundled ones.", valueName: "folder"), completion: .directory)
  var facts: String?

  func book(_ language: Language) throws -> Book { try FactsFolder.loadOrComplain(facts, language) }

  /// What of the facts was known at a moment.
  func snapshot(at instant: Instant, _ language: Language) throws -> Snapshot { Snapshot(of: try book(language), asOf: instant) }
}

/// A snapshot of the facts, the language of the words, and the form of what is printed.
struct ReportOptions: ParsableArguments {
  @OptionGroup var view: AsOfOptions

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  @OptionGroup var folder: FolderOption

  /// Prints what there is to say of the snapshot.
  func print(_ report: (Snapshot, Formatter) -> Report) throws {
    report(try folder.snapshot(at: view.instant, view.language), view.formatter).print(format)
  }
}

/// A snapshot of the facts, and the language of the words.
struct SnapshotOptions: ParsableArguments {
  @OptionGroup var view: AsOfOptions

  @OptionGroup var folder: FolderOption

  /// Prints a report of what the snapshot comes to; an estimate that there cannot be ends with status 65.
  func print(_ form: Report.Form, _ report: (Analysis, Formatter) throws -> Report) throws {
    let analysis = Analysis(try folder.snapshot(at: view.instant, view.language))
    do {
      try report(analysis, view.formatter).print(form)
    } catch let fault as EPSFault {
      throw failure(65, fault.message[view.language])
    }
  }
}

/// The facts at a moment and the language to speak of them in.
struct FactsView {
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
  func number(_ value: Double, _ unit: Unit) -> String { Numbers.grouped(value, FactsView.decimals(unit)) }

  /// The same with its sign.
  func signed(_ value: Double, _ unit: Unit) -> String { Numbers.signed(value, FactsView.decimals(unit)) }

  private static func decimals(_ unit: Unit) -> Int {
    switch unit {
    case .percent: return 1
    case .gigawattHours, .usdPerShare, .usdPerKilowattHour: return 2
    default: return 0
    }
  }
}
