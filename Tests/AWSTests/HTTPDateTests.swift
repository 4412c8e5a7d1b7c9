import Testing

@testable import AWS

@Suite struct HTTPDateTests {
  @Test(
    arguments: [
      ("Fri, 02 Jan 2026 03:04:05 GMT", 1_767_323_045),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
      ("Wed, 31 Dec 2025 23:59:59 GMT", 1_767_225_599),
    ]
  )
  func `a time is read`(text: String, seconds: Int) {
    #expect(HTTPDate.seconds(text) == seconds)
  }

  @Test(
    arguments: [
      "", "GMT", "Fri, 02 Jan 2026 03:04:05", "Fri, 02 Jan 2026 03:04:05 UTC",
      "Fri, 2 Jan 2026 03:04:05 GMT", "Fri 02 Jan 2026 03:04:05 GMT ",
      "Xri, 02 Jan 2026 03:04:05 GMT", "Fri, 02 jan 2026 03:04:05 GMT",
      "Fri, 30 Feb 2026 03:04:05 GMT", "Fri, 02 Jan 2026 24:04:05 GMT",
      "Fri, 02 Jan 2026 03:60:05 GMT", "Fri, 02 Jan 2026 03:04:60 GMT",
      "Fri, +2 Jan 2026 03:04:05 GMT", "Fri, 02 Jan 2026 03-04-05 GMT",
      "Fri, 02 Jan 2026 3:004:05 GMT", "Fri, 02 Jan  026 03:04:05 GMT",
      // The two obsolete forms of RFC 9110 section 5.6.7.
      "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
      "Fri, 02 Jan 2026 03:04:05.000 GMT", "Fri, 0２ Jan 2026 03:04:05 GMT",
    ]
  )
  func `anything else is no time`(text: String) {
    #expect(HTTPDate.seconds(text) == nil)
  }
}
