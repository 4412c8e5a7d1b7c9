import Testing

@testable import AWS

@Suite struct RetryWaitTests {
  @Test(
    arguments: [
      (RetryCause.transient, 1, 0.0, 0), (.transient, 1, 0.5, 25), (.transient, 2, 1.0, 100),
      (.transient, 9, 1.0, 12_800), (.transient, 40, 1.0, 20_000), (.clockSkew, 1, 1.0, 50),
      (.throttled, 1, 0.5, 500), (.throttled, 2, 1.0, 2000), (.throttled, 6, 1.0, 20_000),
    ]
  )
  func `a wait lands in its range and has a longest`(
    cause: RetryCause,
    attempt: Int,
    fraction: Double,
    expected: Int
  ) {
    #expect(RetryPolicy().wait(for: cause, attempt: attempt, fraction: fraction) == expected)
  }

  @Test(
    arguments: [
      ("0", 1000), ("999", 1000), ("1500", 1500), ("6000", 6000), ("6001", 6000),
      ("9223372036854775807", 6000),
      // Not a count of milliseconds.
      ("", 1000), ("-1", 1000), ("1.5", 1000), ("2s", 1000), ("99999999999999999999", 1000),
      ("Fri, 02 Jan 2026 03:04:05 GMT", 1000),
    ]
  )
  func `AWS may ask for a longer wait, but not for more than five seconds on top`(
    header: String,
    expected: Int
  ) async throws {
    let clock = VirtualClock()
    let asked = [HTTPHeader("x-amz-retry-after", header)]
    let transport = ScriptedTransport([
      .answer(400, RetryTests.error("Throttling"), asked), .answer(200, RetryTests.emptyHealth),
    ])
    _ = try await Client.scripted(transport, clock: clock).send(RetryTests.health)
    #expect(clock.sleeps == [expected])
  }

  @Test func `who watches is told why and how long a retry waits`() async throws {
    let log = Log()
    let transport = ScriptedTransport([
      .failed(.cutOff), .answer(429), .answer(200, RetryTests.emptyHealth),
    ])
    _ = try await Client.scripted(transport, observer: { log.add($0) }).send(RetryTests.health)
    let waits = log.events.compactMap { if case .waits(let wait) = $0 { wait } else { nil } }
    func wait(_ attempt: Int, _ milliseconds: Int, _ cause: RetryCause) -> RetryWait {
      RetryWait(
        operation: .describeTargetHealth,
        attempt: attempt,
        maximumAttempts: 3,
        milliseconds: milliseconds,
        cause: cause
      )
    }
    #expect(waits == [wait(2, 50, .transient), wait(3, 2000, .throttled)])
  }
}
