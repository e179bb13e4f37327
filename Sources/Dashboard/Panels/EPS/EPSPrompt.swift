import Finance
import Format
import Model

/// What the user types on the EPS panel.
///
/// Numbers are typed as they are shown: units by the deliveries that count there.
enum EPSPrompt {
  static func answer(_ prompt: Prompt, _ state: inout AppState, _ content: EPSContent) -> Effect? {
    switch prompt.question {
    case .driver(let driver):
      var fault: Phrase?
      do throws(DriverSettingFault) {
        let setting = read(try DriverSetting(parsing: prompt.text, for: driver), driver, content)
        fault = EPSKeys.set(driver, setting, &state, content)?.message
      } catch { fault = error.reason }
      finish(prompt, fault, &state)
    case .wantedEPS:
      let isEmpty = prompt.text.allSatisfy { $0 == " " }
      var wanted: Double?
      if case .value(let eps)? = try? DriverSetting(parsing: "=" + prompt.text, for: .otherNonGAAP), abs(eps) < 10_000_000 {
        wanted = eps
      }
      if isEmpty || wanted != nil { state.eps.wanted[content.target] = isEmpty ? nil : wanted }
      let fault = Phrase("not a number; write 0.95 or -0.10", "숫자가 아님; 0.95나 -0.10처럼 쓸 것")
      finish(prompt, isEmpty || wanted != nil ? nil : fault, &state)
    case .estimateName:
      guard let estimate = content.estimate else { return nil }
      guard prompt.text.isDocumentName else {
        let fault = Phrase(
          "letters, digits, blanks inside, - _ and . only, not beginning with . or -, 80 bytes at most",
          "글자, 숫자, 중간 공백, - _ . 만 가능하며 . 이나 -로 시작할 수 없음 (최대 80바이트)")
        finish(prompt, fault, &state)
        return nil
      }
      let (id, now) = (content.choices.current, content.snapshot.asOf)
      // What was changed after a moment is not an estimate of that moment.
      let changed = id == .draft ? state.eps.drafts[estimate.target]?.changedAt : nil
      return .save(
        SavedEstimate(
          name: prompt.text, base: estimate.base.quarter, target: estimate.target, preset: content.choices.preset(id),
          assumptions: estimate.assumptions, madeAt: max(now, changed ?? .distantPast)), replacing: prompt.mayReplace)
    default: return nil
    }
    return nil
  }

  /// Closes the prompt, or says in it what is wrong with the text.
  private static func finish(_ prompt: Prompt, _ fault: Phrase?, _ state: inout AppState) {
    var prompt = prompt
    prompt.fault = fault
    state.overlay = fault == nil ? nil : .prompt(prompt)
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
