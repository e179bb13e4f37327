import Dashboard
import Finance
import Format
import Model

extension Provenance {
  /// The keys of all sources that it goes back to, each once.
  var sources: [String] {
    var keys: [String] = []
    collect(&keys)
    return keys
  }

  private func collect(_ keys: inout [String]) {
    switch self {
    case .reported(let c), .consensus(let c), .claimed(_, let c):
      for key in c.sources where !keys.contains(key) { keys.append(key) }
    case .derived(_, let inputs): for input in inputs { input.provenance.collect(&keys) }
    case .assumed: break
    }
  }

  /// Whether a fact with a date is behind it.
  var isDated: Bool { knownAt > .distantPast }

  /// Whose claims it goes back to, each once.
  private func authors(_ language: Language) -> [String] {
    switch self {
    case .claimed(let who, _): return [who[language]]
    case .derived(_, let inputs):
      var all: [String] = []
      for input in inputs {
        for name in input.provenance.authors(language) where !all.contains(name) { all.append(name) }
      }
      return all
    default: return []
    }
  }

  /// Where a figure comes from, as JSON.
  func json(_ language: Language) -> JSON {
    let kind: String
    var rule: String?
    var reason: String?
    switch self {
    case .reported: kind = "reported"
    case .consensus: kind = "consensus"
    case .claimed: kind = "claimed"
    case .derived(let words, _):
      kind = "derived"
      rule = words[language]
    case .assumed(let words):
      kind = "assumed"
      reason = words[language]
    }
    let authors = authors(language)
    return .object([
      ("kind", .text(kind)), ("by", .optional(authors.isEmpty ? nil : authors.joined(separator: ", "))),
      ("rule", .optional(rule)),
      ("reason", .optional(reason)), ("sources", .texts(sources)), ("known_at", .optional(isDated ? knownAt.iso : nil)),
      ("confidence", .text(confidence.rawValue)),
    ])
  }
}

extension EPSReport {
  /// The estimate as an object; docs/cli.md describes its keys, which do not change.
  var json: JSON {
    let statement = estimate.statement
    var members: [(name: String, value: JSON)] = [
      ("base", .text(base.quarter.label)), ("target", .text(estimate.target.label)),
      ("as_of", .text(view.snapshot.asOf.iso)), ("preset", .optional(described.presetName)),
      ("estimate", .optional(described.saved?.name)), ("units_count", .text(estimate.count.key)),
      ("basis", .text(basis.rawValue)), ("eps_unit", .text(Unit.usdPerShare.rawValue)),
      ("eps", .object([("gaap", .number(statement.epsGAAP)), ("nongaap", .number(statement.epsNonGAAP))])),
    ]
    members.append(
      (
        "one_off",
        .optional(
          estimate.oneOff.map { once in
            .object([
              ("quarter", .text(base.quarter.label)), ("net_income", .number(once.netIncome)),
              ("per_share", .number(once.perShare)),
              ("interest_other", .number(once.interestOther)), ("other_non_gaap", .number(once.otherNonGAAP)),
              ("carried", .bool(false)),
            ])
          })
      ))
    members.append(("other_income_carried", .optional(estimate.otherIncomeCarried)))
    if let solution { members.append(("solve", json(solution))) }
    members.append(("drivers", .array(EPSDriver.allCases.map(json))))
    members.append(("lines", .array(EPSLine.allCases.map(json))))
    return .object(members)
  }

  private func json(_ driver: EPSDriver) -> JSON {
    let value = estimate.values[driver]
    let change = change(driver, to: value)
    return .object([
      ("driver", .text(driver.name)), ("name", .text(view.words(Names.of(driver: driver)))),
      ("unit", .text(driver.unit.rawValue)), ("basis", .text(driver.basis.rawValue)), ("base", .number(estimate.from[driver])),
      ("base_quarter", .text(estimate.quarter(of: driver).label)),
      ("base_provenance", estimate.startFigure(driver).provenance.json(view.language)),
      ("carried", .number(estimate.start[driver])),
      ("value", .number(value)), ("change", .optional(change?.value)), ("change_unit", .optional(change?.unit)),
      ("reported", .optional(reported?.values(counting: estimate.count)?[driver])),
      ("setting", .optional(estimate.assumption(driver)?.setting.text(for: driver))), ("assumed_by", .optional(author(driver))),
      ("provenance", estimate.figure(driver).provenance.json(view.language)),
    ])
  }

  private func json(_ line: EPSLine) -> JSON {
    let value = estimate.statement[line]
    let (before, reported) = (base.reading(line), reading(line))
    var members: [(name: String, value: JSON)] = [
      ("line", .text(line.rawValue)), ("name", .text(view.words(Names.of(line: line)))), ("unit", .text(line.unit.rawValue)),
      ("basis", .text(line.basis.rawValue)), ("base", .optional(before.value)),
      ("base_provenance", .optional(before.figure?.provenance.json(view.language))), ("estimate", .number(value)),
      ("reported", .optional(reported.value)), ("difference", .optional(reported.value.map { $0 - value })),
    ]
    let absences = [("base", before.absence), ("reported", reported.absence)].compactMap { name, absence in
      absence.map { (name: name, value: JSON.text($0.rawValue)) }
    }
    if !absences.isEmpty { members.append(("absence", .object(absences))) }
    members.append(("provenance", estimate.figure(of: line).provenance.json(view.language)))
    return .object(members)
  }

  private func json(_ solution: Solution) -> JSON {
    let driver = solution.driver
    let change = change(driver, to: solution.value)
    return .object([
      ("driver", .text(driver.name)), ("name", .text(view.words(Names.of(driver: driver)))),
      ("unit", .text(driver.unit.rawValue)), ("basis", .text(basis.rawValue)), ("eps", .number(solution.wanted)),
      ("base", .number(estimate.from[driver])), ("value", .number(solution.value)), ("change", .optional(change?.value)),
      ("change_unit", .optional(change?.unit)), ("setting", .text(DriverSetting.value(solution.value).text(for: driver))),
    ])
  }
}
