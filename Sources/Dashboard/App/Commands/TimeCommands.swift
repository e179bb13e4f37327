import Analysis
import Finance
import Format
import Model

/// Steps in time, and from scenario to scenario.
extension Command {
  static var time: [Command] {
    [
      step(.timeBack, "[", Phrase("moment", "시점"), Phrase("back to the previous moment with news", "새 정보가 나온 이전 시점으로")) {
        Timeline.previous($0.timeline.moments, before: $0.snapshot.asOf)
      },
      step(
        .timeForward, "]", Phrase("moment", "시점"), Phrase("on to the next moment with news", "새 정보가 나온 다음 시점으로"), isForward: true
      ) {
        Timeline.next($0.timeline.moments, after: $0.snapshot.asOf)
      },
      step(.earningsBack, "{", Phrase("earnings", "실적일"), Phrase("back to the previous earnings release", "이전 실적 발표로")) {
        Timeline.previous($0.timeline.earnings, before: $0.snapshot.asOf)
      },
      step(
        .earningsForward, "}", Phrase("earnings", "실적일"), Phrase("on to the next earnings release", "다음 실적 발표로"), isForward: true
      ) { Timeline.next($0.timeline.earnings, after: $0.snapshot.asOf) },
      step(.sessionBack, "(", Phrase("session", "거래일"), Phrase("back to the previous session close", "이전 거래일 종가로")) {
        let session = Sessions.lastClosed(at: $0.snapshot.asOf)
        return session.close < $0.snapshot.asOf ? session.close : Sessions.previous(before: session.day).close
      },
      step(.sessionForward, ")", Phrase("session", "거래일"), Phrase("on to the next session close", "다음 거래일 종가로"), isForward: true)
      {
        Sessions.next(after: Sessions.lastClosed(at: $0.snapshot.asOf).day).close
      },
      Command(
        .now, .time, ["L", "0"], Phrase("now", "현재"), Phrase("back to now", "현재로 돌아가기"),
        whyNot: { $0.draw.state.moment == .now ? Phrase("this is now", "이미 현재 시점임") : nil }
      ) { state, context in
        state.go(to: .now, context)
        return nil
      },
      Command(
        .goToMoment, .time, ["@"], Phrase("go to", "이동"), Phrase("go to a day or a quarter's results", "날짜나 분기 실적일로 이동")
      ) { state, _ in
        state.overlay = .prompt(Prompt(MomentField()))
        return nil
      },
      scenario(.nextScenario, ["s", ">"], Phrase("next scenario", "다음 시나리오"), by: 1),
      scenario(.previousScenario, ["S", "<"], Phrase("previous scenario", "이전 시나리오"), by: -1),
    ]
  }

  /// A step to a moment, which may not be later than the clock: beyond the last known moment there is only now.
  private static func step(
    _ id: CommandID, _ key: Unicode.Scalar, _ short: Phrase, _ help: Phrase, isForward: Bool = false,
    to target: @escaping @Sendable (CommandContext) -> Instant?
  ) -> Command {
    let whyNot: @Sendable (CommandContext) -> Phrase? = { context in
      if isForward {
        return context.draw.state.moment == .now ? Phrase("this is now: nothing later is known", "현재 시점이라 더 뒤로 갈 수 없음") : nil
      }
      return target(context) == nil ? Phrase("nothing of that kind is on record before this moment", "이 시점 앞의 기록이 없음") : nil
    }
    return Command(id, .time, [.character(key)], short, help, whyNot: whyNot) { state, context in
      if let target = target(context), target <= context.now {
        state.go(to: .at(target), context)
      } else if isForward {
        state.go(to: .now, context)
      }
      return nil
    }
  }

  private static func scenario(_ id: CommandID, _ keys: [Chord], _ help: Phrase, by n: Int) -> Command {
    let whyNot: @Sendable (CommandContext) -> Phrase? = {
      $0.draw.analysis.scenarios.count > 1 ? nil : Phrase("no other scenario is known at this moment", "이 시점에 알려진 다른 시나리오가 없음")
    }
    return Command(id, .time, keys, Phrase("scenario", "시나리오"), help, whyNot: whyNot) { state, context in
      let ids = context.draw.analysis.scenarios.map(\.id)
      let current = ids.firstIndex(of: state.scenario) ?? 0
      state.choose(scenario: ids[(current + n + ids.count) % ids.count], context)
      return nil
    }
  }
}

extension AppState {
  /// Looks at another moment.
  package mutating func go(to moment: AsOf, _ context: CommandContext) {
    guard moment != self.moment else { return }
    self.moment = moment
    follow(.moment, context.draw)
  }

  /// Tells every panel what has changed outside of it.
  mutating func follow(_ change: Change, _ context: DrawContext) {
    for panel in context.registry.panels { panel.follow(change, &self, context) }
  }
}
