import App
import Canvas
import Finance
import Format
import Model

/// What a user can do on the EPS panel.
enum EPSCommands {
  static let all: [Command] = driver + cell + estimate + heatMap

  private static var driver: [Command] {
    func nudge(_ id: CommandID, _ key: Chord, _ short: Phrase, _ help: Phrase, by n: Int) -> Command {
      command(id, [key], short, help) { EPSEdits.nudge(n, &$0, $1) }
    }
    let (whole, fine) = (Phrase("nudge", "조정"), Phrase("fine", "미세"))
    return [
      nudge("eps.driver.raise", "+", whole, Phrase("raise the selected driver by a step", "선택한 항목을 한 단계 올리기"), by: 5),
      nudge("eps.driver.lower", "-", whole, Phrase("lower it by a step", "한 단계 내리기"), by: -5),
      nudge("eps.driver.raise.fine", ".", fine, Phrase("raise it by a fifth of a step", "1/5 단계 올리기"), by: 1),
      nudge("eps.driver.lower.fine", ";", fine, Phrase("lower it by a fifth of a step", "1/5 단계 내리기"), by: -1),
      command(
        "eps.driver.reset", ["="], Phrase("reset", "되돌림"), Phrase("carry it forward from the base again", "기준 분기 값으로 되돌리기"),
        whyNot: { content in
          EPSEdits.lackOfChanges(content.estimate?.assumptions.contains { $0.driver == content.driver } == true)
        }
      ) { state, content in
        if let estimate = content.estimate { EPSEdits.change(to: estimate.resetting(content.driver), &state, content) }
      },
      command(
        "eps.driver.enter", ["e"], Phrase("enter", "입력"),
        Phrase("type a value or a change of the selected driver", "선택한 항목의 값이나 변화를 입력")
      ) { state, content in
        let setting = content.estimate?.assumption(content.driver)?.setting
        let text = setting.map { EPSField.text($0, content.driver, content) } ?? ""
        state.overlay = .prompt(Prompt(EPSField.driver(content.driver), text))
      },
    ]
  }

  /// On the heat map the cursor stands on a cell.
  private static var cell: [Command] {
    [
      command(
        "eps.cell.take", on: [.heatMap], [.enter, "e"], Phrase("take", "적용"),
        Phrase("take the values of the selected cell", "선택한 칸의 값을 적용"),
        whyNot: {
          guard let axes = EPSAxes($0) else { return $0.fault?.message ?? EPSEdits.nothingToEstimate }
          return axes.cursor == HeatMap.Cell(x: 0, y: 0) ? Phrase("this cell is the estimate itself", "추정 그대로인 칸임") : nil
        }, EPSEdits.takeCell)
    ]
  }

  private static var estimate: [Command] {
    [
      command(
        "eps.reset", ["R", .control("r")], Phrase("reset all", "전체 되돌림"),
        Phrase("carry all drivers forward again", "모든 항목을 되돌리기"),
        whyNot: { EPSEdits.lackOfChanges($0.estimate?.assumptions.isEmpty == false) }
      ) { EPSEdits.change(to: [], &$0, $1) },
      command(
        "eps.undo", ["z"], Phrase("undo", "실행 취소"), Phrase("undo the last change of the estimate", "추정의 마지막 변경 취소"),
        whyNot: EPSEdits.lackOfUndo,
        EPSEdits.undo),
      command("eps.estimate.next", ["s", ">"], Phrase("estimate", "추정"), Phrase("the next estimate", "다음 추정"), whyNot: nil) {
        EPSEdits.step(1, &$0, $1)
      },
      command(
        "eps.estimate.previous", ["S", "<"], Phrase("estimate", "추정"), Phrase("the previous estimate", "이전 추정"), whyNot: nil
      ) {
        EPSEdits.step(-1, &$0, $1)
      },
      command(
        "eps.estimate.open", on: [.record], [.enter, "o"], Phrase("open", "열기"),
        Phrase("open the selected estimate", "선택한 추정 열기"), whyNot: nil,
        EPSEdits.open),
      command(
        "eps.estimates", ["o"], Phrase("estimates", "추정 목록"), Phrase("list the estimates", "추정 목록 보기"),
        whyNot: { $0.view == .record ? Phrase("the estimates are listed here", "여기가 추정 목록임") : nil }
      ) { state, _ in
        state.open(view: EPSView.record.rawValue, of: .eps)
      },
      command("eps.save", ["w"], Phrase("save", "저장"), Phrase("save the estimate under a name", "추정을 이름으로 저장")) {
        state, content in
        let name = if case .saved(let name) = content.choices.current { name } else { "" }
        state.overlay = .prompt(Prompt(EPSField.name, name))
      },
      command(
        "eps.base", ["p"], Phrase("base", "기준"),
        Phrase("base: the previous quarter, or the same quarter a year earlier", "기준 분기: 직전 분기 또는 전년 동기"), whyNot: nil,
        EPSEdits.turnBase),
      command(
        "eps.solve", ["f"], Phrase("solve for", "목표"),
        Phrase("the EPS to solve for and draw the line at", "역산하고 등고선을 그릴 목표 EPS 입력")
      ) { state, _ in state.overlay = .prompt(Prompt(EPSField.wanted)) },
    ]
  }

  private static var heatMap: [Command] {
    [
      command("eps.axis.x", ["x"], Phrase("axis", "축"), Phrase("put the selected driver on the x axis", "선택한 항목을 히트맵 가로축으로")) {
        EPSEdits.turnAxis(\.axisX, \.axisY, &$0, $1)
      },
      command("eps.axis.y", ["y"], Phrase("axis", "축"), Phrase("put the selected driver on the y axis", "선택한 항목을 히트맵 세로축으로")) {
        EPSEdits.turnAxis(\.axisY, \.axisX, &$0, $1)
      },
      command("eps.heatmap.steps", ["a"], Phrase("steps", "간격"), Phrase("wider or finer steps of the heat map", "히트맵 간격 바꾸기")) {
        state, content in
        state.eps.zoom = (state.eps.zoom + 1) % EPSAxes.zooms.count
        state.eps.cell = nil
        show(.heatMap, &state, content)
      },
      command(
        "eps.bridge.next", ["b"], Phrase("bridge", "브리지"), Phrase("next pair of cases for the bridge", "브리지로 비교할 두 경우 바꾸기"),
        whyNot: {
          ($0.comparison?.count ?? 0) > 1
            ? nil : Phrase("there are no two cases to compare at this moment", "이 시점에는 비교할 두 경우가 없음")
        }
      ) { state, content in
        // Out of sight it is shown first, as it is.
        if !show(.bridge, &state, content) {
          state.eps.comparison = (state.eps.comparison + 1) % max(1, content.comparison?.count ?? 1)
        }
      },
    ]
  }

  /// Opens a view that is not in sight; false where it is.
  @discardableResult
  private static func show(_ view: EPSView, _ state: inout AppState, _ content: EPSContent) -> Bool {
    guard !EPSPanel.isInSight(view.rawValue, content.context) else { return false }
    state.open(view: view.rawValue, of: .eps)
    return true
  }

  /// A command of the panel, or of some of its views; by default one that needs an estimate.
  private static func command(
    _ id: CommandID, on views: [EPSView] = [], _ keys: [Chord], _ short: Phrase, _ help: Phrase,
    whyNot: (@Sendable (EPSContent) -> Phrase?)? = { $0.estimate == nil ? $0.fault?.message ?? EPSEdits.nothingToEstimate : nil },
    _ run: @escaping @Sendable (inout AppState, EPSContent) -> Void
  ) -> Command {
    let place: Command.Place = views.isEmpty ? .panel(.eps) : .views(.eps, views.map(\.rawValue))
    let lack: @Sendable (CommandContext) -> Phrase? = { context in
      let content = EPSContent.of(context.draw)
      return content.isEmpty ? EPSEdits.nothingToEstimate : whyNot?(content)
    }
    return Command(id, on: place, keys, short, help, whyNot: lack) { state, context in
      run(&state, EPSContent.of(context.draw))
      return nil
    }
  }
}
