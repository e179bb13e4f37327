import Canvas
import Format
import Model

/// The screen of settings: each with its value in force, what is usual, and what says so.
enum SettingsBox {
  static func draw(_ selected: Int, _ context: DrawContext, in body: Rect, on canvas: inout Canvas) {
    let state = context.state
    let width = Window.width(84, in: body)
    let hint = TextWidth.wrap(context.words(hint(Setting.allCases[selected], context)), width - 4)
    let height = Setting.allCases.count + hint.count + 4
    let window = Window(context.words("Settings", "설정"), note: "Esc", width: width, height: height)
    let inside = window.draw(in: body, on: &canvas)
    let (rows, below) = inside.top(inside.height - hint.count - 1)
    var table = Table(rows: Setting.allCases, selected: selected) {
      Column(context.words("SETTING", "설정"), .content(least: 8, most: 24)) { Line(context.words($0.name)) }
      Column(context.words("VALUE", "값"), .content(least: 8, most: 24), gap: 2) { setting in
        let value = state.value(of: setting)
        return Line(value.text.safe, value.origin == .session ? .new : .heading, .bold)
      }
      Column(context.words("DEFAULT", "기본값"), .content(least: 8, most: 20), gap: 2, priority: 1) {
        Line(state.settings.start.standard($0), .muted)
      }
      Column(context.words("FROM", "출처"), .rest(least: 14), gap: 2) {
        Line(context.words(origin(state.value(of: $0).origin, of: $0)).safe, .muted)
      }
    }
    table.hit = { .row($0) }
    table.draw(in: rows, edge: window.frame(in: body), on: &canvas)
    canvas.lines(hint.map { Line($0, .muted) }, in: below.top(1).1)
  }

  private static func hint(_ setting: Setting, _ context: DrawContext) -> Phrase {
    let (file, keys) = (context.state.settings.file, "\(context.key(.left)) \(context.key(.right))")
    guard !file.isEmpty else {
      return setting.waitsForStart
        ? Phrase("There is no home folder to keep it in.", "저장할 홈 폴더가 없습니다.")
        : Phrase("\(keys) change it for this session.", "\(keys) 이번 실행에만 바꿉니다.")
    }
    if setting.waitsForStart {
      return Phrase(
        "\(keys) choose; w writes it into \(file), for the next start.", "\(keys) 고르고, w는 \(file)에 씁니다. 다음 시작부터 적용됩니다.")
    }
    return Phrase(
      "\(keys) change it for this session; w writes it into \(file).", "\(keys) 이번 실행에만 바꾸고, w는 \(file)에 씁니다.")
  }

  /// What says so, without the folder of the file.
  private static func origin(_ origin: SettingValue.Origin, of setting: Setting) -> Phrase {
    switch origin {
    case .session: return Phrase("not saved", "저장 안 함")
    case .option: return Phrase("command line", "명령줄")
    case .file(let path, let line):
      let name = path.split(separator: "/").last ?? ""
      return Phrase("\(name):\(line)")
    case .remembered: return Phrase("as last used", "지난번 사용")
    case .environment: return Phrase("environment", "환경 변수")
    case .standard: return Phrase("default", "기본값")
    }
  }
}
