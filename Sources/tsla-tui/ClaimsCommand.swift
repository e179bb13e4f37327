import ArgumentParser
import Canvas
import Documents
import Facts
import Finance
import Format
import Model
import Reports

/// The ledger of claims.
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims", abstract: "Print claims with their verdicts, or add one of your own.",
    discussion: """
      Each claim with who made it, when it falls due, what became of it, and what the figures say about it. Your own claims are in \
      $XDG_DATA_HOME/tsla-tui/claims.yaml, else ~/.local/share/tsla-tui/claims.yaml.
      """,
    subcommands: [ClaimsList.self, ClaimsScore.self, ClaimsAdd.self], defaultSubcommand: ClaimsList.self)
}

extension ReportOptions {
  /// The claims of the facts and of the user as of the moment; what is wrong in a file goes to standard error.
  fileprivate func claims() throws -> (snapshot: Snapshot, ledger: ClaimLedger, hasFaults: Bool) {
    let book = try folder.book(view.language)
    let (own, problems) = (try? UserFiles.claims())?.load() ?? (DocumentEntries(), [])
    warn(problems, of: "claims", view.language)
    let snapshot = Snapshot(of: book.with(user: own.values), asOf: view.instant)
    return (snapshot, ClaimLedger(snapshot), !problems.isEmpty)
  }
}

/// The claims of a topic, a speaker, a verdict, or due before a day.
struct ClaimsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print claims with their verdicts (the default).",
    discussion: """
      Exit status 65 when an entry of your own file cannot be read; the other claims are printed all the same.
      """)

  @Option(
    name: .customLong("due-before"), help: ArgumentHelp("Only those that fall due before a day.", valueName: "date"),
    transform: day)
  var dueBefore: Day?

  @Option(
    help: ArgumentHelp("Only one verdict: \(Verdict.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "verdict"))
  var verdict: Verdict?

  @Option(help: ArgumentHelp("Only forecasts or only statements.", valueName: "kind"))
  var kind: ClaimKind?

  @Option(help: ArgumentHelp("Only speakers whose name contains this text.", valueName: "text"))
  var speaker: String?

  @Option(help: ArgumentHelp("Only one topic.", valueName: "topic"), completion: .topics)
  var topic: String?

  @Flag(help: "Only your own.")
  var own = false

  @Flag(help: "Only those whose figures contradict the recorded verdict.")
  var differs = false

  @OptionGroup var options: ReportOptions

  func run() throws {
    let (snapshot, ledger, hasFaults) = try options.claims()
    let judgements = ledger.judgements.filter(isWanted)
    try checkNames(ledger)
    Report.claims(judgements, snapshot, options.view.formatter).print(options.format)
    if hasFaults { throw ExitCode(65) }
  }

  private func isWanted(_ judgement: ClaimJudgement) -> Bool {
    let claim = judgement.claim
    if let dueBefore, claim.due.map({ $0 >= dueBefore }) ?? true { return false }
    if let verdict, judgement.verdict != verdict { return false }
    if let kind, claim.kind != kind { return false }
    if let topic, claim.topic != topic { return false }
    if let speaker, !Self.matches(claim.who, speaker) { return false }
    return (!own || claim.isUser) && (!differs || judgement.differs)
  }

  private static func matches(_ who: Phrase, _ text: String) -> Bool {
    let wanted = text.lowercased()
    return who.en.lowercased().contains(wanted) || who.ko.lowercased().contains(wanted)
  }

  /// A name that nobody has is a mistake, not an empty list.
  private func checkNames(_ ledger: ClaimLedger) throws {
    let all = ledger.judgements.map(\.claim)
    if all.isEmpty { return }
    if let topic, !all.contains(where: { $0.topic == topic }) {
      let topics = ledger.topics().map(\.key.en).joined(separator: ", ")
      throw ValidationError("There is no topic '\(topic.sanitized)' at this moment. There are: \(topics).")
    }
    if let speaker, !all.contains(where: { Self.matches($0.who, speaker) }) {
      let speakers = ledger.speakers().map { $0.key[options.view.language] }.joined(separator: ", ")
      throw ValidationError("There is no speaker '\(speaker.sanitized)' at this moment. There are: \(speakers).")
    }
  }
}

/// How topics and speakers have done, and the counts over time.
struct ClaimsScore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Print how many forecasts came true, by topic, by speaker, or over time.",
    discussion: """
      A forecast is about something open when it was said; a statement about what was past, published or set. The hit rate is of \
      forecasts only: (met + partly / 2) / (met + partly + missed), in percent. Statements are counted separately.
      """)

  @Option(help: "topic, speaker or time.")
  var by: Report.ScoreGrouping = .topic

  @OptionGroup var options: ReportOptions

  func run() throws {
    let (_, ledger, hasFaults) = try options.claims()
    Report.claimScores(ledger, by: by, options.view.formatter).print(options.format)
    if hasFaults { throw ExitCode(65) }
  }
}

extension Verdict: ExpressibleByArgument {}
extension ClaimKind: ExpressibleByArgument {}
extension Report.ScoreGrouping: ExpressibleByArgument {}
