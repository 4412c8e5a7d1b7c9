import Documents
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("2026-01-02T03:04:05Z", 1_767_323_045),
    ("2024-02-29T23:59:59Z", 1_709_251_199),
    ("1969-12-31T23:59:59Z", -1),
    ("9999-12-31T23:59:59Z", 253_402_300_799),
  ])
  func `a time has one text`(text: String, seconds: Int) {
    #expect(Timestamp(text)?.seconds == seconds)
    #expect(Timestamp(seconds: seconds).description == text)
  }

  @Test(arguments: [
    "", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04:05+00:00", "2026-01-02 03:04:05Z",
    "2026-01-02T03:04:05.5Z", "2026-1-02T03:04:05Z", "2026-02-30T03:04:05Z",
    "2025-02-29T03:04:05Z", "2026-13-02T03:04:05Z", "2026-01-02T24:00:00Z",
    "2026-01-02T03:04:60Z", "2026-01-02t03:04:05z", "02026-01-02T03:04:5Z", "٢٠٢٦-01-02T03:0Z",
    "-026-01-02T03:04:05Z", "20260102T030405Z    ",
  ])
  func `any other text is none`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(arguments: [Int.max, Int.min])
  func `a time beyond the calendar is its end`(seconds: Int) {
    let timestamp = Timestamp(seconds: seconds)
    #expect(Timestamp(timestamp.description) == timestamp)
  }
}
