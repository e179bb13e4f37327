import Canvas
import Dashboard
import Facts
import Model

var args = Array(CommandLine.arguments.dropFirst())
@MainActor func option(_ name: String) -> String? {
  guard let i = args.firstIndex(of: name), i + 1 < args.count else { return nil }
  let value = args[i + 1]
  args.removeSubrange(i...i + 1)
  return value
}
let (book, problems) = FactsReader.bundled()
for problem in problems { print(problem.message(.en)) }
var state = AppState(language: Language(rawValue: option("--lang") ?? "en") ?? .en)
let size = (option("--size") ?? "120x40").split(separator: "x").map { Int($0) ?? 0 }
var now = Instant(Day(civil: 2026, 11, 22), 12, 0)
if let text = option("--as-of"), let instant = try? Instant(parsing: text) { state.moment = .at(instant) }
if let n = option("--cursor"), let n = Int(n) { for p in PanelID.allCases { state.cursors[p] = n } }
if let n = option("--view"), let n = Int(n) { for p in PanelID.allCases { state.views[p] = n } }
if let o = option("--overlay") { state.overlay = o == "help" ? .help : o == "source" ? .source : .detail }
if option("--currency") == "krw" { state.currency = .krw }
state.panel = PanelID(rawValue: args.first ?? "overview") ?? .overview
var desk = Desk(book: book, state: state, now: now)
print(desk.frame(Size(size[0], size[1])).plainText(), terminator: "")
