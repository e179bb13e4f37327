import Canvas
import Finance
import Format
import Model

/// The box that the user types a value or a name into.
enum PromptBox {
  static func draw(_ prompt: Prompt, _ context: DrawContext, in body: Rect, on canvas: inout Canvas) {
    let (title, hint) = words(prompt.question, context)
    let width = min(body.width - 4, 72)
    let message = prompt.fault ?? hint
    let lines = TextWidth.wrap(context.words(message), width - 4)
    // Of a form, the answers so far, as far as there is room.
    let answers = Array(self.answers(prompt.question, context).suffix(max(0, body.height - lines.count - 5)))
    let height = min(body.height, lines.count + 4 + (answers.isEmpty ? 0 : answers.count + 1))
    let rect = Rect(body.x + (body.width - width) / 2, body.y + max(0, (body.height - height) / 2), width, height)
    canvas.fill(rect)
    let inside = canvas.box(rect, title: context.words(title), note: "Esc", role: .accent).inset(1, 0)
    // Of a text wider than the box, the end, where the next character goes.
    var tail = prompt.text
    while TextWidth.columns(tail) > inside.width - 1 { tail.removeFirst() }
    let typed = canvas.text(tail, inside.x, inside.y, prompt.isSuggestion ? .muted : .text, .bold, max: inside.width - 1)
    canvas.put("▏", inside.x + typed, inside.y, .accent)
    for (i, line) in lines.enumerated() where i + 2 < inside.height {
      canvas.text(line, inside.x, inside.y + 2 + i, prompt.fault == nil ? .muted : .warning, max: inside.width)
    }
    for (i, answer) in answers.enumerated() {
      let y = inside.y + lines.count + 3 + i
      guard y < inside.maxY else { return }
      canvas.text(answer.name, inside.x, y, .muted, max: 10)
      canvas.text(answer.text, inside.x + 11, y, .text, max: inside.width - 11)
    }
  }

  private static func answers(_ question: Prompt.Question, _ context: DrawContext) -> [(name: String, text: String)] {
    guard case .claim(let step) = question else { return [] }
    return ClaimFormText.answers(before: step, context)
  }

  private static func words(_ question: Prompt.Question, _ context: DrawContext) -> (title: Phrase, hint: Phrase) {
    if let words = ValuePrompt.words(question, context) { return words }
    switch question {
    case .scenarioValue, .scenarioSpread, .scenarioCorrelation, .scenarioPrice, .scenarioName: return (Phrase(""), Phrase(""))
    case .driver(let driver):
      let name = Names.of(driver: driver)
      let unit = driver.unitText(context.format)
      let title = unit.isEmpty ? name : Phrase("\(name.en), \(unit)", "\(name.ko), \(unit)")
      if driver.unit == .percent {
        return (
          title,
          Phrase(
            "+2pp or -0.5pp: change on the base. 18.4%: the value. =-5%: a value below zero.",
            "+2pp, -0.5pp: 기준 대비 변화. 18.4%: 값. =-5%: 0보다 작은 값.")
        )
      }
      let published = driver == .units || driver == .storage
      return (
        title,
        Phrase(
          "-2.5% or +100: change on the base. 45956: the value. =-89: a value below zero."
            + (published ? " published: what the company has published." : ""),
          "-2.5%, +100: 기준 대비 변화. 45956: 값. =-89: 0보다 작은 값." + (published ? " published: 회사가 공개한 값." : ""))
      )
    case .wantedEPS:
      return (
        Phrase(
          "Wanted EPS, non-GAAP, \(context.format.name(.usdPerShare))", "목표 EPS (non-GAAP), \(context.format.name(.usdPerShare))"),
        Phrase(
          "The drivers are solved for it and the line on the heat map is drawn at it. Empty: as claimed, or as in the base.",
          "이 값에 맞춰 항목을 역산하고 히트맵에 선을 긋습니다. 비우면 주장된 값이나 기준 분기 값을 씁니다.")
      )
    case .claim(let step): return ClaimFormText.words(step, context)
    case .indexPrice:
      let record = IndexContent.of(context).record
      let price = record.flatMap { $0.companyPrice(on: $0.newestPriceDay) } ?? 0
      let base = Numbers.plain(price / context.state.index.priceFactor, 2)
      let day = record.map { context.format.date($0.newestPriceDay) } ?? ""
      return (
        Phrase("What if: price in USD", "가정: 주가(달러)"),
        Phrase(
          "A price, or a change such as +5% on the close of \(day), \(base) USD, which is the newest with weights of the index. Empty: that close.",
          "가격, 또는 지수 비중이 있는 마지막 종가 \(base)달러(\(day)) 대비 +5% 같은 변화. 비우면 그 종가.")
      )
    case .estimateName:
      return (
        Phrase("Save the estimate as", "추정 저장 이름"),
        Phrase("Letters, digits, blanks, - _ and . The file is NAME.yaml.", "글자, 숫자, 공백, - _ . 파일은 이름.yaml입니다.")
      )
    }
  }
}
