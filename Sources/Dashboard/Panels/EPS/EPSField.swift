import App
import Documents
import Finance
import Format
import Model

/// What the EPS panel asks for.
///
/// Numbers are typed as they are shown: units by the deliveries that count there.
enum EPSField: PromptField {
  /// A value or a change of a driver.
  case driver(EPSDriver)
  /// The earnings per share to solve for.
  case wanted
  /// A name to save the estimate under.
  case name

  func words(_ context: DrawContext) -> (title: Phrase, hint: Phrase) {
    switch self {
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
    case .wanted:
      return (
        Phrase(
          "EPS to solve for, non-GAAP, \(context.format.name(.usdPerShare))",
          "목표 EPS (non-GAAP), \(context.format.name(.usdPerShare))"),
        Phrase(
          "The drivers are solved for it and the line on the heat map is drawn at it. Empty: as claimed, or as in the base.",
          "이 값에 맞춰 항목을 역산하고 히트맵에 선을 긋습니다. 비우면 주장된 값이나 기준 분기 값을 씁니다.")
      )
    case .name:
      return (Phrase("Save the estimate as", "추정 저장 이름"), DocumentName.hint)
    }
  }

  func accept(_ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer {
    let content = EPSContent.of(context.draw)
    switch self {
    case .driver(let driver):
      do throws(DriverSettingFault) {
        let setting = Self.read(try DriverSetting(parsing: prompt.text, for: driver), driver, content)
        let fault = EPSEdits.set(driver, setting, &state, content)
        return fault.map { .fault($0.message) } ?? .taken
      } catch { return .fault(error.reason) }
    case .wanted:
      let isEmpty = prompt.text.allSatisfy { $0 == " " }
      var wanted: Double?
      if case .value(let eps)? = try? DriverSetting(parsing: "=" + prompt.text, for: .otherNonGAAP), abs(eps) < 10_000_000 {
        wanted = eps
      }
      guard isEmpty || wanted != nil else {
        return .fault(Phrase("not a number; write 0.95 or -0.10", "숫자가 아님; 0.95나 -0.10처럼 쓸 것"))
      }
      state.eps.wanted[content.target] = isEmpty ? nil : wanted
      return .taken
    case .name: return name(prompt, state, content)
    }
  }

  private func name(_ prompt: Prompt, _ state: AppState, _ content: EPSContent) -> Answer {
    guard let estimate = content.estimate else { return .taken }
    guard prompt.text.isDocumentName else { return .fault(DocumentName.rule) }
    let (id, now) = (content.choices.current, content.snapshot.asOf)
    // What was changed after a moment is not an estimate of that moment.
    let changed = id == .draft ? state.eps.drafts[estimate.target]?.changedAt : nil
    return .asks(
      .save(
        SavedEstimate(
          name: prompt.text, base: estimate.base.quarter, target: estimate.target, preset: content.choices.preset(id),
          assumptions: estimate.assumptions, madeAt: max(now, changed ?? .distantPast)), replacing: prompt.mayReplace))
  }

  /// A setting as it was typed, in the driver's own unit.
  private static func read(_ setting: DriverSetting, _ driver: EPSDriver, _ content: EPSContent) -> DriverSetting {
    let factor = content.countFactor(driver)
    return setting.mapAmount { $0 / factor }
  }

  /// The text that reads back as the setting; converted amounts have four decimals.
  static func text(_ setting: DriverSetting, _ driver: EPSDriver, _ content: EPSContent) -> String {
    let factor = content.countFactor(driver)
    return factor == 1
      ? setting.text(for: driver) : setting.mapAmount { ($0 * factor * 10_000).rounded() / 10_000 }.text(for: driver)
  }
}

/// Settings in another unit of the same driver.
extension DriverSetting {
  /// The same with another amount, where it has one.
  fileprivate func mapAmount(_ amount: (Double) -> Double) -> DriverSetting {
    switch self {
    case .value(let value): return .value(amount(value))
    case .change(let change): return .change(amount(change))
    case .relative, .published: return self
    }
  }
}
