import Model
import Testing

@Suite struct DayTests {
  @Test func civilDatesSurviveTheRoundTrip() {
    for number in stride(from: -200_000, through: 200_000, by: 7) {
      let day = Day(number: Int32(number))
      let c = day.civil
      #expect(Day(c.year, c.month, c.day) == day || c.year < 1)
    }
    #expect(Day(civil: 1970, 1, 1).number == 0)
    #expect(Day(civil: 2023, 7, 19).weekday == 3)
  }

  @Test func datesThatDoNotExist() {
    for text in ["2023-02-29", "2023-00-10", "2023-13-01", "2023-04-31", "2023-1-1", "20230101", "2023-01-0a", ""] {
      #expect(Day(iso: text) == nil, "\(text)")
    }
    #expect(Day(iso: "2024-02-29")?.iso == "2024-02-29")
  }

  @Test func periodsStepAndSort() {
    #expect(Period.quarter(year: 2023, 1).advanced(by: -1) == .quarter(year: 2022, 4))
    #expect(Period.quarter(year: 2022, 4).advanced(by: 5) == .quarter(year: 2024, 1))
    #expect(Period.quarter(year: 2023, 2).yearBefore == .quarter(year: 2022, 2))
    #expect(Period("2023Q2")?.endDay.iso == "2023-06-30")
    #expect(Period("2023Q5") == nil)
    #expect(Period("FY2023") == nil)
    #expect(Period.quarter(year: 2023, 4) < .year(2023))
    #expect(Period.year(2022) < .quarter(year: 2023, 1))
  }
}
