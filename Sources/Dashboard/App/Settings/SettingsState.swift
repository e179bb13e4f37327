/// The settings while the program runs.
package struct SettingsState: Equatable, Sendable {
  /// As they were at the start.
  package var start: SettingValues
  /// As they are, but for those that the rest of the state tells.
  package var now: SettingValues
  /// What they can be.
  package var choices: SettingChoices
  /// The path of `config.yaml`, for people; empty where there is no folder for it.
  package var file: String

  /// As at the start.
  package init(_ start: SettingValues, _ choices: SettingChoices, file: String = "") {
    (self.start, now, self.choices, self.file) = (start, start, choices, file)
    // Another language in this session does not change the colors of rise and fall.
    now[.upDown] = start[.upDown]
  }

  /// A value that a setting gets in this session, with what says so: the start again, unless the file says something else by now.
  func changed(_ setting: Setting, to text: String) -> SettingValue {
    let (start, now) = (start[setting], now[setting])
    return text == now.text ? now : text == start.text && !now.origin.isFile ? start : SettingValue(text, .session)
  }

  /// What is usual.
  static let usual = SettingsState()

  /// What is usual.
  package init() { self.init(SettingValues(SettingChoices()), SettingChoices()) }
}
