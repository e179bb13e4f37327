import Analysis
import Finance
import Format
import Model

/// What the cursor can stand on in each view of the EPS panel.
enum EPSItems {
  static func count(_ content: EPSContent) -> Int {
    guard content.target != nil else { return 0 }
    switch content.view {
    case .drivers: return content.estimate == nil ? 0 : EPSDriver.allCases.count
    case .heatMap: return content.estimate == nil ? 0 : 1
    case .bridge: return content.groups.count
    case .statement: return content.estimate == nil ? 0 : EPSLine.ordered.count
    case .history: return 1
    case .record: return content.recordRows.count
    }
  }

  static func items(_ content: EPSContent, _ view: EPSView) -> [Item] {
    guard let target = content.target else { return [] }
    switch view {
    case .drivers:
      guard let estimate = content.estimate else { return [] }
      return EPSDriver.allCases.map { driver($0, estimate, content) }
    case .heatMap: return EPSAxes(content).map { [cell($0, content)] } ?? []
    case .bridge: return content.groups.map { group($0, content) }
    case .statement:
      guard let estimate = content.estimate else { return [] }
      return EPSLine.ordered.map { line($0, estimate, content) }
    case .history: return [bar(target, content)]
    case .record: return content.recordRows.map { record($0, content) }
    }
  }

  // MARK: drivers

  private static func driver(_ driver: EPSDriver, _ estimate: EPSCase, _ content: EPSContent) -> Item {
    let scene = content.scene
    let name = Names.of(driver: driver)
    func text(_ value: Double) -> String { driver.amount(value, scene) }
    let base = estimate.counted(estimate.from, as: content.count) ?? estimate.from
    var words = [Phrase("\(estimate.quarter(of: driver).label): \(text(base[driver]))")]
    let kept = estimate.counted(estimate.start, as: content.count) ?? estimate.start
    if kept[driver] != base[driver] {
      let reason = estimate.carriedForward(driver)
      words.append(Phrase("carried: \(text(kept[driver])), \(reason.en)", "이어 가는 값: \(text(kept[driver])), \(reason.ko)"))
    }
    if let actual = content.actual, let values = actual.values(counting: content.count) {
      words.append(
        actual.isOnRecord(driver)
          ? Phrase(
            "reported \(actual.quarter.label): \(text(values[driver]))", "발표 \(actual.quarter.label): \(text(values[driver]))")
          : Phrase(
            "\(actual.quarter.label): \(text(values[driver])), not on record: worked out from the lines that are",
            "\(actual.quarter.label): \(text(values[driver])), 기록에 없어 다른 항목에서 계산"))
    }
    let goals = content.goals.map { goal in solution(driver, goal.eps, estimate, content) }
    if !goals.isEmpty {
      words.append(
        Phrase(
          "for EPS, non-GAAP, all else as here: " + goals.map(\.en).joined(separator: " · "),
          "다른 조건이 같을 때 EPS(non-GAAP): " + goals.map(\.ko).joined(separator: " · ")))
    }
    return Item(
      Phrase("\(name.en) \(estimate.target.label)", "\(name.ko) \(estimate.target.label)"), .known(estimate.figure(driver)),
      text: words)
  }

  /// What a driver must be for wanted earnings per share, or why nothing will do.
  static func solution(
    _ driver: EPSDriver, _ eps: Double, _ estimate: EPSCase, _ content: EPSContent, isShort: Bool = false
  ) -> Phrase {
    let goal = MoneyColumn.perShare(content.scene).text(eps)
    switch EPSSolution(driver, for: eps, .nonGAAP, in: estimate) {
    case .value(let x):
      let step = EPSStep(driver, estimate.start)
      let change = step.label(step.position(x))
      let text = isShort ? change : "\(driver.text(x * content.countFactor(driver), content.scene)) (\(change))"
      return Phrase("\(goal) → \(text)")
    case .noEffect: return Phrase("\(goal): no effect", "\(goal): 영향 없음")
    case .outOfDomain: return Phrase("\(goal): out of reach", "\(goal): 불가능")
    }
  }

  // MARK: heat map

  private static func cell(_ axes: EPSAxes, _ content: EPSContent) -> Item {
    let cell = axes.cursor
    let words = axes.words(cell, content)
    let eps = axes.eps(cell)
    let rule = Phrase("the estimate with both drivers of this cell", "이 칸의 두 항목 값을 적용한 추정")
    let inputs = content.estimate.map { [$0.figure(of: .epsNonGAAP)] } ?? []
    let figure = eps.map {
      Figure($0, .usdPerShare, content.target ?? .year(0), .nonGAAP, .derived(rule: rule, inputs: inputs))
    }
    return Item(
      Phrase("Cell: \(words.en)", "칸: \(words.ko)"), figure.map { .known($0) } ?? .absent(.notApplicable),
      text: [Phrase("e takes the values of this cell into the estimate", "e를 누르면 이 칸의 값을 추정에 적용")])
  }

  // MARK: bridge

  private static func group(_ group: EPSGroup, _ content: EPSContent) -> Item {
    guard let comparison = content.comparison else { return Item(Names.of(group: group)) }
    let scene = content.scene
    let (from, to) = (comparison.bridge.from, comparison.bridge.to)
    let words = group.drivers.compactMap { driver -> Phrase? in
      guard from[driver] != to[driver] else { return nil }
      let change = "\(driver.text(from[driver], scene)) → \(driver.amount(to[driver], scene))"
      let part = EPSWaterfall.text(comparison.bridge[driver])
      let name = Names.of(driver: driver)
      return Phrase("\(name.en): \(change), EPS \(part)", "\(name.ko): \(change), EPS \(part)")
    }
    let rule = Phrase(
      "Shapley value: what the driver adds on average over all orders of change, \(comparison.from.en) → \(comparison.to.en)",
      "섀플리 값: 모든 변경 순서에 대한 평균 기여, \(comparison.from.ko) → \(comparison.to.ko)")
    let inputs = content.estimate.map { [$0.figure(of: .epsNonGAAP)] } ?? []
    let figure = Figure(
      comparison.bridge[group], .usdPerShare, content.target ?? .year(0), .nonGAAP, .derived(rule: rule, inputs: inputs))
    return Item(Names.of(group: group), .known(figure), text: words)
  }

  // MARK: statement

  private static func line(_ line: EPSLine, _ estimate: EPSCase, _ content: EPSContent) -> Item {
    let (scene, s) = (content.scene, content.snapshot)
    let money = MoneyColumn.statement(scene)
    var words: [Phrase] = []
    let base = line.cell(estimate.base.reading(line), scene, money)
    words.append(Phrase("\(estimate.base.quarter.label): \(base)"))
    if let made = parts(line, estimate, scene, money) { words.append(made) }
    guard let actual = content.actual else {
      return Item(Names.of(line: line), .known(estimate.figure(of: line)), text: words)
    }
    let reported = actual.reading(line)
    let own = line.text(estimate.statement[line], scene, money)
    words.append(Phrase("estimated: \(own)", "추정: \(own)"))
    if let metric = line.metric {
      for (name, period) in [("QoQ", actual.quarter.advanced(by: -1)), ("YoY", actual.quarter.yearBefore)] {
        // As first reported, like the quarter itself: a change between two versions is none of the company's.
        let before = (try? scene.analysis.quarter(period))?.reading(line) ?? s.reading(metric, period)
        let change = Growth.change(from: before, to: reported)
        words.append(Phrase("\(name) \(scene.format.change(change)) · \(period.label): \(scene.format.text(before))"))
      }
      words += versions(metric, actual.quarter, content)
    }
    return Item(Names.of(line: line), reported, text: words)
  }

  /// What a line of the estimate is made of, by name; nil where it is a driver itself.
  private static func parts(_ line: EPSLine, _ estimate: EPSCase, _ scene: Scene, _ money: MoneyColumn) -> Phrase? {
    guard line.drivers.count + line.lines.count > 1 else { return nil }
    let drivers = line.drivers.map { driver in
      (Names.of(driver: driver), driver.text(estimate.values[driver], scene))
    }
    let lines = line.lines.map { (Names.of(line: $0), $0.text(estimate.statement[$0], scene, money)) }
    let all = lines + drivers
    return Phrase(
      "estimated from " + all.map { "\($0.0.en) \($0.1)" }.joined(separator: ", "),
      "추정 근거: " + all.map { "\($0.0.ko) \($0.1)" }.joined(separator: ", "))
  }

  /// The versions of a figure, where a split or a restatement made more than one.
  private static func versions(_ metric: Metric, _ quarter: Period, _ content: EPSContent) -> [Phrase] {
    let records = content.snapshot.versions(metric, quarter)
    guard records.count > 1 else { return [] }
    let list = records.map { "\(content.scene.format.text($0.reading)) (\($0.knownAt.newYorkDay.iso))" }
      .joined(separator: " → ")
    return [Phrase("Versions after splits and restatements: \(list)", "분할·재작성에 따른 수치: \(list)")]
  }

  // MARK: history

  private static func bar(_ quarter: Period, _ content: EPSContent) -> Item {
    let s = content.snapshot
    let label = Phrase("EPS, non-GAAP \(quarter.label)", "EPS (non-GAAP) \(quarter.label)")
    guard content.actual != nil else {
      return Item(label, content.estimate.map { .known($0.figure(of: .epsNonGAAP)) } ?? .absent(.notKnownYet))
    }
    var words = versions(.epsNonGAAP, quarter, content)
    if let day = s.earnings.first(where: { $0.quarter == quarter }) {
      let when = "\(content.scene.format.newYork(day.release)) · \(content.scene.format.seoul(day.release))"
      words.append(Phrase("published \(when)", "발표 \(when)"))
    }
    return Item(label, s.reading(.epsNonGAAP, quarter), text: words)
  }

  // MARK: record

  private static func record(_ row: EPSRecordRow, _ content: EPSContent) -> Item {
    switch row {
    case .method(let method):
      let record = content.record(method)
      let name = EPSRecordBox.name(method)
      let label = Phrase(
        "\(name.en): mean absolute error of \(record.entries.count) quarters", "\(name.ko): \(record.entries.count)개 분기 평균 절대 오차")
      guard let mean = record.meanAbsoluteError, let last = record.entries.last else { return Item(label, .absent(.notKnownYet)) }
      let figure = Figure(
        mean, .usdPerShare, last.target, .nonGAAP,
        .derived(
          rule: Phrase("mean of |estimate − reported|, each made just before the results", "각 실적 직전에 만든 추정의 |추정 − 발표| 평균"),
          inputs: record.entries.suffix(8).map(\.reported)))
      return Item(label, .known(figure), text: EPSRecordBox.errors(record, content.scene))
    case .estimate(let id): return estimate(id, content)
    case .other(let name):
      guard let saved = content.scene.state.estimates.first(where: { $0.name == name }) else { return Item(Phrase(name)) }
      let eps = EPSRecord.estimate(saved.target, base: saved.base, saved.assumptions, madeAt: saved.madeAt, content.snapshot)
      let text = [Phrase("made \(content.scene.format.known(saved.madeAt))", "작성 \(content.scene.format.known(saved.madeAt))")]
      let label = Phrase("\(name) · \(saved.target.label)")
      guard let eps else { return Item(label, .absent(.notKnownYet), text: text) }
      let figure = Figure(
        eps, .usdPerShare, saved.target, .nonGAAP, .assumed(reason: Phrase("your saved estimate", "저장한 추정")))
      return Item(label, .known(figure), text: text)
    case .consensus(let i):
      let consensus = content.consensus[i]
      let name = EPSRecordBox.name(consensus)
      return Item(
        Phrase("\(name.en) · \(consensus.period.label)", "\(name.ko) · \(consensus.period.label)"), .known(consensus.figure),
        text: consensus.asOf.isEmpty ? [] : [Phrase("as of \(consensus.asOf)", "집계 \(consensus.asOf)")])
    case .claim(let i): return EPSClaims.item(content.claims[i], content.scene)
    }
  }

  private static func estimate(_ id: EPSCaseID, _ content: EPSContent) -> Item {
    let name = EPSCases.name(id)
    guard let target = content.target, let sources = content.sources else { return Item(name) }
    let label = Phrase("\(name.en) · \(target.label)", "\(name.ko) · \(target.label)")
    let made: EPSCase
    do throws(EPSFault) {
      made = try sources.make(id)
    } catch {
      return Item(label, .absent(.notApplicable), text: [error.message])
    }
    let words = made.assumptions.map { a in
      let name = Names.of(driver: a.driver)
      guard a.setting != .published else {
        let figure = made.figure(a.driver)
        let value = a.driver.amount(figure.value, content.scene)
        guard case .derived(let rule, _) = figure.provenance else {
          return Phrase("\(name.en): \(value)", "\(name.ko): \(value)")
        }
        return Phrase("\(name.en): \(value), \(rule.en)", "\(name.ko): \(value), \(rule.ko)")
      }
      let text = a.setting.text(for: a.driver)
      return Phrase("\(name.en): \(text)", "\(name.ko): \(text)")
    }
    return Item(label, .known(made.figure(of: .epsNonGAAP)), text: words)
  }
}
