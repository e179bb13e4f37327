import ArgumentParser
import Canvas
import Documents
import Facts
import Model

/// Adds a claim to the user's file.
struct ClaimsAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a claim of your own.",
    discussion: """
      Appends an entry to the file and prints FILE:LINE. With a metric the figures decide it; without one you write \
      its verdict into the file yourself.

      Metrics: \(ClaimMetric.named.map(\.name).joined(separator: ", ")); .qoq or .yoy after a name: its change from the previous \
      quarter or year.
      """)

  @Argument(help: "What is claimed, in a sentence.")
  var text: String

  @Option(help: ArgumentHelp("Its key in the file; by default made from the text.", valueName: "key"))
  var key: String?

  @Option(help: ArgumentHelp("Who says so; by default you.", valueName: "name"))
  var who: String?

  @Option(help: ArgumentHelp("The day on which it was made; by default today in New York.", valueName: "date"))
  var made: String?

  @Option(help: ArgumentHelp("Its topic, such as energy.", valueName: "topic"), completion: .topics)
  var topic: String?

  @Option(
    help: ArgumentHelp(
      "forecast (default) or statement, which counts in no hit rate: about what is past or already set.", valueName: "kind"))
  var kind: ClaimKind?

  @Option(help: ArgumentHelp("The day on which it falls due.", valueName: "date"))
  var by: String?

  @Option(help: ArgumentHelp("The figure that decides it.", valueName: "metric"), completion: .claimMetrics)
  var metric: String?

  @Option(help: ArgumentHelp("The plant, for metrics about one.", valueName: "plant"), completion: .plants)
  var of: String?

  @Option(help: ArgumentHelp("2027, 2027Q1, 2027-12-31, or several: 2026..2028.", valueName: "period"))
  var period: String?

  @Flag(help: "It must hold in every one of several periods, not just one.")
  var each = false

  @Option(name: .customLong("at-least"), help: ArgumentHelp("The least it must be.", valueName: "value"))
  var atLeast: String?

  @Option(name: .customLong("at-most"), help: ArgumentHelp("The most it may be.", valueName: "value"))
  var atMost: String?

  @Option(help: ArgumentHelp("Between which two values: '60 80' or 60..80.", valueName: "values"))
  var between: String?

  @Option(help: ArgumentHelp("The value, to the decimals that you write.", valueName: "value"))
  var equals: String?

  @Option(help: ArgumentHelp("The bound that still counts as partly met.", valueName: "value"))
  var partly: String?

  @Option(help: ArgumentHelp("The unit of the values, such as 'KRW trillion', where it is not the metric's.", valueName: "unit"))
  var unit: String?

  @Option(help: ArgumentHelp("Where it was said.", valueName: "text"))
  var source: String?

  @Option(help: ArgumentHelp("A note.", valueName: "text"))
  var note: String?

  @Option(help: "Language of the messages: en or ko.")
  var lang: Language?

  @Option(
    help: ArgumentHelp("The facts that have the plant: those in a folder instead of the bundled ones.", valueName: "folder"),
    completion: .directory)
  var facts: String?

  private var entry: ClaimEntry {
    var entry = ClaimEntry()
    let given: [(ClaimField, String?)] = [
      (.text, text), (.who, who), (.made, made ?? clockNow().newYorkDay.iso), (.topic, topic), (.kind, kind?.rawValue), (.by, by),
      (.metric, metric),
      (.of, of), (.period, period), (.match, each ? "each" : nil), (.atLeast, atLeast), (.atMost, atMost), (.between, between),
      (.equals, equals), (.partly, partly), (.unit, unit), (.source, source), (.note, note),
    ]
    for (field, value) in given { entry[field] = value }
    return entry
  }

  /// Refuses a plant that the facts do not have: its claim could never be decided.
  private func check(plant: String, _ language: Language) throws {
    let plants = Snapshot(of: try FactsFolder.loadOrComplain(facts, language), asOf: clockNow()).factories.map(\.id)
    guard !plants.contains(plant) else { return }
    let all = plants.map(\.sanitized).joined(separator: ", ")
    throw ValidationError(
      language == .ko
        ? "'\(plant.sanitized)' 공장이 없음; 가능: \(all)" : "there is no plant '\(plant.sanitized)'; there are \(all)")
  }

  func run() throws {
    let language = lang ?? Locale.language
    let entry = entry
    // What is wrong with the arguments is reported before anything is touched.
    let faults = entry.claim(key: key ?? "new", line: 1, day: clockNow().newYorkDay).faults
    guard faults.isEmpty else {
      throw ValidationError(faults.map { $0.reason[language] }.joined(separator: "\n"))
    }
    if let of { try check(plant: of, language) }
    if let key, !ClaimEntry.isKey(key) {
      throw ValidationError(
        language == .ko
          ? "'\(key.sanitized)'은(는) 항목 이름으로 쓸 수 없음: 글자, 숫자, - _ . (80바이트까지)"
          : "'\(key.sanitized)' cannot be a key: use letters, digits, - _ and . (80 bytes at most)")
    }
    do throws(Problem) {
      let file = try UserFiles.claims()
      let place = try file.add(
        entry, key: key, for: text, today: clockNow().newYorkDay, waiting: { UserFiles.sayWaiting($0, language) })
      let position = "\(file.path.sanitized):\(place.line)"
      Output.isDone(language == .ko ? "저장함: \(position), 출력하지 못함" : "saved: \(position), but it could not be printed")
      writeOut(position + "\n")
    } catch {
      if error.cause == .request { throw ValidationError(error.message(language)) }
      warn([error], language)
      throw ExitCode(73)
    }
  }
}
