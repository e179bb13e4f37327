import App
import Finance
import Format
import Model

/// What a user can do on the Value panel.
enum ValueCommands {
  static let all: [Command] = spread + assumption + scenario + range

  private static var assumption: [Command] {
    func nudge(_ id: CommandID, _ key: Chord, _ short: Phrase, _ help: Phrase, by n: Int) -> Command {
      command(id, [key], short, help, whyNot: ValueEdits.lackOfAssumption) { ValueEdits.nudge(n, &$0, $1) }
    }
    let (whole, fine) = (Phrase("nudge", "조정"), Phrase("fine", "미세"))
    return [
      nudge("value.assumption.raise", "+", whole, Phrase("raise the selected assumption by a step", "선택한 가정을 한 단계 올리기"), by: 5),
      nudge("value.assumption.lower", "-", whole, Phrase("lower it by a step", "한 단계 내리기"), by: -5),
      nudge("value.assumption.raise.fine", ".", fine, Phrase("raise it by a fifth of a step", "1/5 단계 올리기"), by: 1),
      nudge("value.assumption.lower.fine", ";", fine, Phrase("lower it by a fifth of a step", "1/5 단계 내리기"), by: -1),
      command(
        "value.assumption.enter", ["e"], Phrase("enter", "입력"),
        Phrase("type its value, or a change such as +5%", "값이나 +5% 같은 변화를 입력"),
        whyNot: ValueEdits.lackOfAssumption
      ) { state, content in
        guard let key = content.key, let figure = content.scenario?[key] else { return }
        state.overlay = .prompt(Prompt(ValueField.value(key), Numbers.exact(figure.value)))
      },
      command(
        "value.assumption.reset", ["="], Phrase("reset", "되돌림"), Phrase("back to the scenario's own value", "시나리오의 원래 값으로"),
        whyNot: { content in
          ValueEdits.lackOfAssumption(content)
            ?? (content.key.flatMap { content.result?.changes.values[$0] } == nil ? ValueEdits.nothingChanged : nil)
        }, ValueEdits.resetAssumption),
    ]
  }

  /// What the range of outcomes rests on: spreads and correlations.
  private static var spread: [Command] {
    func nudge(_ id: CommandID, _ key: Chord, _ help: Phrase, by n: Int) -> Command {
      command(id, on: [.spreads], [key], Phrase("spread", "폭"), help, whyNot: ValueEdits.lackOfSpread) {
        ValueEdits.widen(n, &$0, $1)
      }
    }
    return [
      nudge("value.spread.widen", "+", Phrase("widen the selected spread; a correlation: higher", "선택한 분포를 넓게; 상관계수는 높게"), by: 5),
      nudge("value.spread.narrow", "-", Phrase("narrow it; a correlation: lower", "좁게; 상관계수는 낮게"), by: -5),
      nudge("value.spread.widen.fine", ".", Phrase("widen it by a fifth of a step", "1/5 단계 넓게"), by: 1),
      nudge("value.spread.narrow.fine", ";", Phrase("narrow it by a fifth of a step", "1/5 단계 좁게"), by: -1),
      command(
        "value.spread.enter", on: [.spreads], ["e"], Phrase("enter", "입력"),
        Phrase("type the spread or the correlation", "분포나 상관계수를 입력"),
        whyNot: { $0.spread == nil ? ValueEdits.noSpreads : nil }, ValueEdits.askSpread),
      command(
        "value.spread.reset", on: [.spreads], ["="], Phrase("reset", "되돌림"),
        Phrase("back to the scenario's own spread", "시나리오의 원래 분포로"),
        ValueEdits.resetSpread),
    ]
  }

  private static var scenario: [Command] {
    [
      command(
        "value.reset", ["R", .control("r")], Phrase("reset all", "전체 되돌림"), Phrase("reset the whole scenario", "시나리오 전체를 원래대로"),
        whyNot: { $0.result?.changes.isEmpty == false ? nil : ValueEdits.nothingChanged }
      ) { ValueEdits.change(&$0, $1) { $0 = ScenarioChanges() } },
      command(
        "value.undo", ["z"], Phrase("undo", "실행 취소"), Phrase("undo the last change", "마지막 변경 취소"),
        whyNot: { $0.context.state.scenarioEdits.undo.isEmpty ? Phrase("nothing to undo", "취소할 변경이 없음") : nil }
      ) { state, _ in if let scenario = state.scenarioEdits.takeBack() { state.scenario = scenario } },
      command(
        "value.solve", ["f"], Phrase("solve for", "목표 주가"),
        Phrase("the price to solve for: what it implies", "역산할 주가: 그 주가가 담고 있는 가정")
      ) { state, content in
        state.overlay = .prompt(Prompt(ValueField.price, content.wantedPrice.map { Numbers.plain($0, 2) } ?? ""))
      },
      command(
        "value.scenario.open", on: [.comparison], [.enter, "o"], Phrase("open", "열기"),
        Phrase("open the selected scenario", "선택한 시나리오 열기")
      ) { state, content in
        guard !content.all.isEmpty else { return }
        state.scenario = content.all[content.row(.comparison)].scenario.id
        state.open(view: ValueView.scenario.rawValue, of: .value)
      },
      command(
        "value.compare", ["o"], Phrase("compare", "비교"), Phrase("all scenarios side by side", "모든 시나리오 비교"),
        whyNot: { $0.view == .comparison ? Phrase("the scenarios are side by side here", "여기가 시나리오 비교임") : nil }
      ) { state, _ in
        state.open(view: ValueView.comparison.rawValue, of: .value)
      },
      command(
        "value.save", ["w"], Phrase("save", "저장"),
        Phrase("save the scenario with its changes as one of yours", "바꾼 시나리오를 내 시나리오로 저장")
      ) { state, content in
        guard let scenario = content.scenario else { return }
        state.overlay = .prompt(Prompt(ValueField.name, scenario.isUser ? scenario.id : ""))
      },
    ]
  }

  private static var range: [Command] {
    [
      command(
        "value.range.quantity", ["x"], Phrase("quantity", "대상"),
        Phrase("range of: price, market value, net income", "범위의 대상: 주가, 시가총액, 순이익"),
        whyNot: { ValuePanel.lack(of: ValueView.range.rawValue, $0.context) }
      ) { state, content in
        let all = SimulatedQuantity.allCases
        state.value.quantity = all[((all.firstIndex(of: state.value.quantity) ?? 0) + 1) % all.count]
        if content.view != .range { state.open(view: ValueView.range.rawValue, of: .value) }
      }
    ]
  }

  /// A command of the panel, or of some of its views; all need a scenario.
  private static func command(
    _ id: CommandID, on views: [ValueView] = [], _ keys: [Chord], _ short: Phrase, _ help: Phrase,
    whyNot: @escaping @Sendable (ValueContent) -> Phrase? = { _ in nil },
    _ run: @escaping @Sendable (inout AppState, ValueContent) -> Void
  ) -> Command {
    let place: Command.Place = views.isEmpty ? .panel(.value) : .views(.value, views.map(\.rawValue))
    let lack: @Sendable (CommandContext) -> Phrase? = { context in
      let content = ValueContent.of(context.draw)
      return content.result == nil ? Phrase("no scenario is known at this moment", "이 시점에는 시나리오가 없음") : whyNot(content)
    }
    return Command(id, on: place, keys, short, help, whyNot: lack) { state, context in
      run(&state, ValueContent.of(context.draw))
      return nil
    }
  }
}
