import AWS
import Testing

@testable import mooring

@Suite struct RequestLogTests {
  private func lines(_ level: LogLevel, _ events: RequestEvent...) throws -> [Substring] {
    let recorded = try RecordedConsole()
    let log = Log(console: recorded.console, level: level, format: .text) { 1_767_323_045 }
    for event in events { log.request(event) }
    return try recorded.error.split(separator: "\n")
  }

  private static func record(
    _ status: Int?,
    _ code: String? = nil,
    failure: TransportError.Kind? = nil,
    requestID: String? = nil
  ) -> RequestEvent {
    .attempted(
      RequestRecord(
        operation: .registerTargets,
        host: "elasticloadbalancing.us-west-2.amazonaws.com",
        attempt: 1,
        maximumAttempts: 3,
        status: status,
        code: code,
        failure: failure,
        milliseconds: 42,
        requestID: requestID
      )
    )
  }

  @Test func `each attempt has its line`() throws {
    #expect(
      try lines(.debug, Self.record(200, requestID: "r-1"), Self.record(nil, failure: .cutOff))
        == [
          "mooring: debug: elbv2 RegisterTargets: 200 (attempt 1 of 3, took 42 ms, request r-1, "
            + "host elasticloadbalancing.us-west-2.amazonaws.com)",
          "mooring: debug: elbv2 RegisterTargets: cut off (attempt 1 of 3, took 42 ms, "
            + "request none, host elasticloadbalancing.us-west-2.amazonaws.com)",
        ]
    )
  }

  @Test func `AWS's code stands beside the status`() throws {
    let line = try #require(try lines(.debug, Self.record(400, "Throttling")).first)
    #expect(line.hasPrefix("mooring: debug: elbv2 RegisterTargets: 400 Throttling (attempt 1 of 3"))
  }

  @Test func `a line of JSON has its own time beside the request's`() throws {
    let recorded = try RecordedConsole()
    Log(console: recorded.console, level: .debug, format: .json) { 1_767_323_045 }
      .request(Self.record(200, requestID: "r-1"))
    #expect(
      try recorded.error
        == #"{"attempt":"1 of 3","host":"elasticloadbalancing.us-west-2.amazonaws.com","#
        + #""level":"debug","message":"elbv2 RegisterTargets: 200","request":"r-1","#
        + #""time":"2026-01-02T03:04:05Z","took":"42 ms"}"# + "\n"
    )
  }

  @Test(
    arguments: [
      (RetryCause.throttled, "AWS wants fewer requests"), (.transient, "the failure may pass"),
      (.clockSkew, "this machine's clock is wrong"),
    ]
  )
  func `a wait has its line, with its reason`(cause: RetryCause, reason: String) throws {
    let wait = RetryWait(
      operation: .describeSubnets,
      attempt: 2,
      maximumAttempts: 3,
      milliseconds: 812,
      cause: cause
    )
    #expect(
      try lines(.debug, .waits(wait)) == [
        "mooring: debug: ec2 DescribeSubnets: waits 812 ms before attempt 2 of 3, because \(reason)"
      ]
    )
  }

  @Test func `what holds a request up or ends it has its line`() throws {
    #expect(
      try lines(
        .debug,
        .waitedForTurn(operation: .describeRules, milliseconds: 300),
        .quotaUsedUp(operation: .describeRules)
      ) == [
        "mooring: debug: elbv2 DescribeRules: waited 300 ms for its turn, because AWS refused "
          + "requests that came too fast",
        "mooring: debug: elbv2 DescribeRules: not sent again, because too many requests were sent "
          + "again lately without success",
      ]
    )
  }

  @Test func `a wrong clock is told without being asked for, all else only for debugging`() throws {
    #expect(
      try lines(
        .warning,
        Self.record(200),
        .quotaUsedUp(operation: .describeRules),
        .clockCorrected(seconds: 3600),
        .clockCorrected(seconds: -301),
        .clockCorrected(seconds: 0)
      ) == [
        "mooring: warning: This machine's clock is 3600 seconds behind AWS's. Requests are signed "
          + "with AWS's time; set the clock.",
        "mooring: warning: This machine's clock is 301 seconds ahead of AWS's. Requests are signed "
          + "with AWS's time; set the clock.",
      ]
    )
  }
}
