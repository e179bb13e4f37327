import Finance
import Format
import Model

extension Report {
  /// A table with a column for each scenario.
  @Parts<Section> static func sideBySide(
    _ all: [ScenarioResult], _ question: ScenarioQuestion?, _ amounts: ScenarioAmounts
  ) -> [Section] {
    lines(
      amounts.words("Scenarios side by side", "시나리오 비교"), ScenarioWords.asOf(amounts), ScenarioWords.today(amounts), "")
    table(comparedRows(all, question, amounts), in: .text) {
      Column("name", Phrase("")) { .phrase($0.name) }
      for (i, one) in all.enumerated() { Column("", Phrase(one.scenario.id), .right) { .text($0.cells[i]) } }
    }
    lines("")
    for one in all {
      let changes = ScenarioWords.changes(one, amounts)
      if !changes.isEmpty { lines("\(one.scenario.id): \(changes.joined(separator: ", "))") }
    }
    Section.words(ScenarioWords.basis(amounts))
  }

  private static func comparedRows(
    _ all: [ScenarioResult], _ question: ScenarioQuestion?, _ amounts: ScenarioAmounts
  ) -> [(name: Phrase, cells: [String])] {
    func row(_ en: String, _ ko: String, _ text: (ScenarioResult) -> String) -> (name: Phrase, cells: [String]) {
      (Phrase(en, ko), all.map(text))
    }
    var rows = [row("Due", "기한") { $0.scenario.deadline?.iso ?? "–" }]
    let numbers = all.map { ScenarioNumber.all($0.value, amounts) }
    for (i, number) in (numbers.first ?? []).enumerated() {
      rows.append((number.name, numbers.map { amounts.text($0[i].reading) }))
      if number.key == "shares" {
        rows.append(row("Share basis", "주식 기준") { amounts.words($0.value.shareBasis.shortName) })
      }
    }
    rows.append(
      row("Contradictions", "모순") { $0.value.contradictions.isEmpty ? "0" : "\($0.value.contradictions.count) ≠" })
    if let question {
      let (key, wanted) = (question.key.name, question.words(amounts))
      rows.append(
        row("\(key) for \(wanted)", "\(key): \(wanted)") { one in
          let answers = ScenarioAnswers(one, question, amounts.snapshot)
          return answers.all.first.map { ScenarioWords.answer($0, one, amounts) } ?? "n/a"
        })
    }
    return rows
  }
}
