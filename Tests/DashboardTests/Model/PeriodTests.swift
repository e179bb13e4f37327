import Model
import Testing

@Suite struct PeriodTests {
  @Test(arguments: ["2023Q2", "2023H1", "2023", "2023-07-19", "0023Q2", "0001", "9999H2"])
  func aLabelReadsBackAsThePeriod(text: String) {
    #expect(Period(text)?.label == text)
  }

  @Test(arguments: ["", "0000", "+123", "-123", "+123Q2", "2023Q5", "2023H3", "2023Q", "202Q22", "20233", "２０２３", "1e10"])
  func whatHasNoYearIsNone(text: String) {
    #expect(Period(text) == nil)
  }
}
