import Analysis
import ArgumentParser
import Finance
import Format
import Model
import Reports

/// The moment, and the language of the words.
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

/// Where the facts come from.
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

  /// Prints a report on the snapshot.
  func print(_ report: (Snapshot, Formatter) -> Report) throws {
    report(try folder.snapshot(at: view.instant, view.language), view.formatter).print(format)
  }
}

/// A snapshot of the facts, and the language of the words.
struct SnapshotOptions: ParsableArguments {
  @OptionGroup var view: AsOfOptions

  @OptionGroup var folder: FolderOption

  /// Prints a report of what follows from the snapshot; an impossible estimate ends with status 65.
  func print(_ form: Report.Form, _ report: (Analysis, Formatter) throws -> Report) throws {
    let analysis = Analysis(try folder.snapshot(at: view.instant, view.language))
    do {
      try report(analysis, view.formatter).print(form)
    } catch let fault as EPSFault {
      throw failure(65, fault.message[view.language])
    }
  }
}
