import ArgumentParser
import Dashboard
import Format
import Model
import Reports

/// Prints trading sessions.
struct CalendarSessions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "Print the regular sessions of the Nasdaq and the NYSE.",
    discussion: """
      Holidays and early closes follow from the exchanges' rules; closures and odd hours that no rule says are known up to today.
      Example: tsla-tui calendar sessions --from 2023-07-01 --to 2023-07-31 --format csv
      """)

  @OptionGroup var range: CalendarRange

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @OptionGroup var moment: MomentOptions

  private static let columns = ["date", "open_et", "close_et", "open_utc", "close_utc", "open_kst", "close_kst"]

  func run() throws {
    let (first, last) = try range.days(at: moment.instant, moment.language)
    let sessions = Sessions.sessions(from: first, through: last, asOf: moment.instant)
    switch format {
    case .table: writeOut(Self.table(sessions, first, last, moment.language))
    case .csv, .json: TextTable.write(Self.columns, sessions.lazy.map(Self.row), format)
    }
  }

  private static func row(_ session: Session) -> [TextTable.Value] {
    func clock(_ instant: Instant) -> TextTable.Value { .text(instant.local(in: .newYork).clock) }
    func seoul(_ instant: Instant) -> TextTable.Value {
      let local = instant.local(in: .seoul)
      return .text("\(local.day.iso)T\(local.clock)")
    }
    return [
      .text(session.day.iso), clock(session.open), clock(session.close), .text(session.open.iso), .text(session.close.iso),
      seoul(session.open), seoul(session.close),
    ]
  }

  private static func table(_ sessions: [Session], _ first: Day, _ last: Day, _ language: Language) -> String {
    let formatter = Formatter(language: language)
    func words(_ en: String, _ ko: String) -> String { language == .ko ? ko : en }
    var rows = [
      words("DATE,OPEN,CLOSE,OPEN IN SEOUL,CLOSE IN SEOUL,", "날짜,개장,폐장,개장 (서울),폐장 (서울),").split(
        separator: ",", omittingEmptySubsequences: false
      ).map(String.init)
    ]
    for session in sessions {
      rows.append([
        formatter.isoWeekday(session.day), session.open.local(in: .newYork).clock, session.close.local(in: .newYork).clock,
        formatter.isoSeoul(session.open), formatter.isoSeoul(session.close),
        [
          session.opensLate ? words("late opening", "개장 지연") : nil, session.closesEarly ? words("early close", "조기 폐장") : nil,
        ].compactMap { $0 }.joined(separator: ", "),
      ])
    }
    let head = words(
      "Sessions of the Nasdaq and the NYSE from \(first.iso) to \(last.iso): \(sessions.count)\n",
      "나스닥·NYSE 거래일 \(first.iso) – \(last.iso): \(sessions.count)일\n")
    return head + (sessions.isEmpty ? "" : "\n" + TextTable.aligned(rows))
  }
}
