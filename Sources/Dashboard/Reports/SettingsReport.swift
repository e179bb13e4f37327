import Canvas
package import Format
package import Model

extension Report {
  /// A setting with its value in force.
  package struct SettingRow {
    let key: String
    let name: Phrase
    let value: String
    let standard: String
    let origin: String
    let place: String?

    /// A setting by its key; `origin` is `option`, `file`, `state`, `environment` or `default`, `place` the file, with its line where it is one
    /// of the user's.
    package init(_ key: String, _ name: Phrase, value: String, standard: String, origin: String, place: String?) {
      (self.key, self.name, self.value, self.standard, self.origin, self.place) = (key, name, value, standard, origin, place)
    }
  }

  /// The settings, and which file they can be written in; without a folder for it nothing is said of that.
  package static func settings(_ all: [SettingRow], in file: String?, _ format: Formatter) -> Report {
    let words = [
      "option": Phrase("option", "옵션"), "file": Phrase("file", "설정 파일"), "state": Phrase("last used", "지난번 사용"),
      "environment": Phrase("environment", "환경 변수"), "default": Phrase("default", "기본값"),
    ]
    return Report(format) {
      table(all) {
        Column("setting", Phrase("SETTING", "설정")) { .text($0.key) }
        Column("name", Phrase("MEANING", "뜻")) { .phrase($0.name) }
        Column("value", Phrase("VALUE", "값")) { .text($0.value.safe) }
        Column("default", Phrase("DEFAULT", "기본값")) { .text($0.standard) }
        Column("from", Phrase("FROM", "출처")) { .term($0.origin, words[$0.origin] ?? Phrase($0.origin)) }
        Column("place", Phrase("PLACE", "위치")) { .text($0.place?.safe) }
      }
      if let file {
        lines("", format.words("Settings of your own go to \(file)", "내 설정 파일: \(file)"))
      }
    }
  }
}
