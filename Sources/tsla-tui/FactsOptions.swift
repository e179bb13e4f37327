import ArgumentParser
import Dashboard
import Finance
import Format
import Model

/// From which facts, and in which language.
struct FactsOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp("Only what was known at a moment.", valueName: "moment"), transform: moment)
  var asOf: Instant?

  @Option(help: "Language of the words: en or ko.")
  var lang: Language?

  @Option(
    help: ArgumentHelp("Use the facts in a folder instead of the bundled ones.", valueName: "folder"), completion: .directory)
  var facts: String?

  /// Prints what a command makes of the facts.
  ///
  /// All of it at the end, so that nothing is printed where something fails; an estimate that there cannot be ends with status 65.
  func print(_ make: (FactsView) throws -> String) throws {
    let language = lang ?? Locale.language
    let book = try FactsFolder.loadOrComplain(facts, language)
    let view = FactsView(snapshot: Snapshot(of: book, asOf: asOf ?? clockNow()), language: language)
    do {
      writeOut(try make(view))
    } catch let fault as EPSFault {
      complain(fault.message[language])
      throw ExitCode(65)
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
