import Canvas
import Finance
import Format
import Model

/// The box that the user types a value or a name into.
enum PromptBox {
  static func draw(_ prompt: Prompt, _ context: DrawContext, in body: Rect, on canvas: inout Canvas) {
    let (title, hint) = words(prompt.question, context)
    let width = Window.width(72, in: body)
    let lines = TextWidth.wrap(context.words(prompt.fault ?? hint), width - 4)
    // Of a form what was answered so far, as far as there is room.
    let answers = Array(self.answers(prompt.question, context).suffix(max(0, body.height - lines.count - 5)))
    let height = lines.count + 4 + (answers.isEmpty ? 0 : answers.count + 1)
    let inside = Window(context.words(title), note: "Esc", width: width, height: height).draw(in: body, on: &canvas)
    TextField(prompt.text, prompt.isSuggestion ? .muted : .text).draw(in: inside, on: &canvas)
    let rest = canvas.lines(lines.map { Line($0, prompt.fault == nil ? .muted : .warning) }, in: inside.top(2).1)
    let table = Table(rows: answers) {
      Column(.exactly(10)) { Line($0.name, .muted) }
      Column(.rest(least: 0)) { Line($0.text) }
    }
    table.draw(in: rest.top(1).1, on: &canvas)
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
            "+2pp or -0.5pp: change from the base. 18.4%: the value. =-5%: a value below zero.",
            "+2pp, -0.5pp: 기준 대비 변화. 18.4%: 값. =-5%: 0보다 작은 값.")
        )
      }
      let published = driver == .units || driver == .storage
      return (
        title,
        Phrase(
          "-2.5% or +100: change from the base. 45956: the value. =-89: a value below zero."
            + (published ? " published: what the company has published." : ""),
          "-2.5%, +100: 기준 대비 변화. 45956: 값. =-89: 0보다 작은 값." + (published ? " published: 회사가 공개한 값." : ""))
      )
    case .wantedEPS:
      return (
        Phrase(
          "EPS to solve for, non-GAAP, \(context.format.name(.usdPerShare))",
          "목표 EPS (non-GAAP), \(context.format.name(.usdPerShare))"),
        Phrase(
          "The drivers are solved for it and the line on the heat map is drawn at it. Empty: as claimed, or as in the base.",
          "이 값에 맞춰 항목을 역산하고 히트맵에 선을 긋습니다. 비우면 주장된 값이나 기준 분기 값을 씁니다.")
      )
    case .claim(let step): return ClaimFormText.words(step, context)
    case .indexPrice:
      let shown = IndexContent.of(context).shown
      let price = shown.flatMap { $0.companyPrice(on: $0.newestPriceDay) } ?? 0
      let base = Numbers.plain(price / context.state.index.priceFactor, 2)
      let day = shown.map { context.format.date($0.newestPriceDay) } ?? ""
      return (
        Phrase("What if: price in USD", "가정: 주가(달러)"),
        Phrase(
          "A price, or a change such as +5% from the close of \(day), \(base) USD, the newest with index weights. Empty: that close.",
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
