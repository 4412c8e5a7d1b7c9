import Foundation
import SigV4
import Testing

@Suite struct SigningTimeTests {
  // The figures come from date(1).
  @Test(arguments: [
    (0, "19700101T000000Z"), (-1, "19691231T235959Z"), (1_440_938_160, "20150830T123600Z"),
    (951_782_400, "20000229T000000Z"), (951_868_799, "20000229T235959Z"),
    (-2_203_891_201, "19000228T235959Z"), (-2_203_891_200, "19000301T000000Z"),
    (1_709_164_800, "20240229T000000Z"), (4_107_542_400, "21000301T000000Z"),
    (-62_167_219_200, "00000101T000000Z"), (-62_162_035_201, "00000229T235959Z"),
    (253_402_300_799, "99991231T235959Z"),
  ])
  func `an instant and its timestamp stand for each other`(seconds: Int, text: String) throws {
    let time = try #require(SigningTime(secondsSince1970: seconds))
    #expect(time.timestamp == text)
    #expect(time.day == String(text.prefix(8)))
    #expect(SigningTime(timestamp: text) == time)
  }

  @Test func `the days of 800 years follow each other by the calendar`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    // 1601-01-01 on: Foundation's calendar is Julian before October 1582.
    for day in stride(from: -134_774, to: 157_420, by: 7) {
      let time = try #require(SigningTime(secondsSince1970: day * 86_400))
      let parts = calendar.dateComponents(
        [.year, .month, .day],
        from: Date(timeIntervalSince1970: Double(day * 86_400))
      )
      let year = try #require(parts.year)
      let month = try #require(parts.month)
      let dayOfMonth = try #require(parts.day)
      #expect(Int(time.day) == year * 10_000 + month * 100 + dayOfMonth)
      #expect(SigningTime(timestamp: time.timestamp) == time)
    }
  }

  @Test(arguments: [-62_167_219_201, 253_402_300_800, Int.min, Int.max])
  func `a time that four digits of year can't say is refused`(seconds: Int) {
    #expect(SigningTime(secondsSince1970: seconds) == nil)
  }

  @Test(arguments: [
    "", "20150830", "20150830T123600", "20150830T123600z", "20150830 123600Z", "2015-08-30T12:36Z",
    "20150229T000000Z", "19000229T000000Z", "20151301T000000Z", "20150001T000000Z",
    "20150100T000000Z", "20150431T000000Z", "20150830T240000Z", "20150830T126000Z",
    "20150830T123660Z", "+0150830T123600Z", "20150830T123600ZZ", "２015083T123600Z",
  ])
  func `a text that is no timestamp is refused`(text: String) {
    #expect(SigningTime(timestamp: text) == nil)
  }
}
