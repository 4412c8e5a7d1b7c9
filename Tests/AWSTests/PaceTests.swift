import SigV4
import TestSupport
import Testing

@testable import AWS

@Suite struct PaceTests {
  /// What requests are told that ask for a turn at some times, after having waited for a while.
  private static func turns(
    _ pace: inout Pace,
    _ asked: (at: Int, waited: Int)...
  ) -> [Pace.Turn] {
    asked.map { pace.turn(at: $0.at, waited: $0.waited) }
  }

  @Test func `nobody waits before AWS refused anything`() {
    var pace = Pace()
    for _ in 0..<3 {
      let turns = Self.turns(&pace, (0, 0), (0, 0), (1, 0))
      #expect(turns == Array(repeating: .now(round: 0), count: 3))
      pace.speedUp(round: 0)
    }
    #expect(pace == Pace())
  }

  @Test func `after a refusal there is a turn every tenth of a second`() {
    var pace = Pace()
    pace.slowDown(at: 1000, round: 0)
    let turns = Self.turns(
      &pace,
      (1000, 0),
      (1099, 99),
      (1100, 100),
      (1100, 100),
      (1350, 350),
      (1351, 0)
    )
    #expect(
      turns == [
        .wait(milliseconds: 100), .wait(milliseconds: 1), .now(round: 1),
        .wait(milliseconds: 100), .now(round: 1), .wait(milliseconds: 99),
      ]
    )
  }

  @Test func `the refusals of one burst slow it down once`() {
    var pace = Pace()
    for _ in 0..<40 { pace.slowDown(at: 0, round: 0) }
    #expect(pace.intervalMilliseconds == 100)
    pace.slowDown(at: 0, round: 1)
    #expect(pace.intervalMilliseconds == 200)
  }

  @Test func `it is never slower than one request a second`() {
    var pace = Pace()
    let intervals = (0..<6).map { round in
      pace.slowDown(at: 0, round: round)
      return pace.intervalMilliseconds
    }
    #expect(intervals == [100, 200, 400, 800, 1000, 1000])
  }

  @Test func `it gets faster step by step until nobody waits`() {
    var pace = Pace()
    pace.slowDown(at: 0, round: 0)
    // What was sent before says nothing of the new pace.
    pace.speedUp(round: 0)
    #expect(pace.intervalMilliseconds == 100)
    var intervals: [Int] = []
    while pace.intervalMilliseconds > 0, intervals.count < 1000 {
      pace.speedUp(round: 1)
      intervals.append(pace.intervalMilliseconds)
    }
    #expect(intervals.prefix(3) == [97, 94, 92])
    #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0 > $1 })
    #expect(intervals.count == 76)
    let turns = Self.turns(&pace, (0, 0), (0, 0))
    #expect(turns == [.now(round: 1), .now(round: 1)])
  }

  @Test func `nobody waits longer than a minute`() {
    var pace = Pace()
    pace.slowDown(at: 0, round: 0)
    let turns = Self.turns(&pace, (0, 59_999), (0, 60_000))
    #expect(turns == [.wait(milliseconds: 100), .now(round: 1)])
  }

  @Test func `a clock that is set back holds nobody up`() {
    var pace = Pace()
    pace.slowDown(at: 5_000_000, round: 0)
    let turns = Self.turns(&pace, (1000, 0), (1000, 0))
    #expect(turns == [.now(round: 1), .wait(milliseconds: 100)])
  }

  private static let refusal = WireAnswer(
    HTTPResponse(status: 429),
    to: .describeTargetHealth
  )

  @Test(
    arguments: [
      (200, "", 97), (400, RetryTests.error("TargetGroupNotFound"), 97),
      (400, RetryTests.error("Throttling"), 200), (503, RetryTests.error("SlowDown"), 200),
      // A server that fails says nothing of how many requests it takes.
      (500, RetryTests.error("InternalFailure"), 100),
    ]
  )
  func `the pace follows what AWS answers`(status: Int, body: String, interval: Int) {
    let lane = Lane()
    lane.learn(from: Self.refusal, round: 0, after: nil, at: 0)
    let response = HTTPResponse(status: status, body: Array(body.utf8))
    let answer = WireAnswer(response, to: .describeTargetHealth)
    lane.learn(from: answer, round: 1, after: nil, at: 0)
    _ = lane.turn(at: 1000, waited: 0)
    #expect(lane.turn(at: 1000, waited: 0) == .wait(milliseconds: interval))
  }

  private static func slowDown(_ client: Client) async throws {
    let keys = try await client.credentials.credentials()
    let lane = client.lanes.lane(of: keys, in: client.region)
    lane.learn(from: refusal, round: 0, after: nil, at: client.clock.milliseconds())
  }

  @Test func `one refusal holds up the requests of all copies of a client, whatever the service`()
    async throws
  {
    let clock = VirtualClock()
    let log = Log()
    let transport = ScriptedTransport([.answer(400), .answer(200, RetryTests.emptyHealth)])
    let client = try Client.scripted(transport, clock: clock, observer: { log.add($0) })
    try await Self.slowDown(client)
    let copy = client
    _ = await failure { () async throws(ServiceError) in try await copy.send(STS.callerIdentity()) }
    #expect(clock.sleeps == [100])
    #expect(
      log.events.first == .waitedForTurn(operation: .getCallerIdentity, milliseconds: 100)
    )
    _ = try await client.send(RetryTests.health)
    #expect(clock.sleeps.count == 2)
  }

  @Test func `another Region or account is not held up`() async throws {
    let clock = VirtualClock()
    let transport = ScriptedTransport(answers: RetryTests.emptyHealth, RetryTests.emptyHealth)
    let client = try Client.scripted(transport, clock: clock)
    try await Self.slowDown(client)
    var elsewhere = client
    elsewhere.region = try .example("us-west-2")
    _ = try await elsewhere.send(RetryTests.health)
    var stranger = client
    let keys = try Credentials(accessKeyID: "AKIDOTHER", secretAccessKey: "s")
    stranger.credentials = FixedCredentials(keys)
    _ = try await stranger.send(RetryTests.health)
    #expect(clock.sleeps == [])
  }

  @Test func `two keys of one account go at one pace`() throws {
    let lanes = Lanes()
    let region = try RegionName.example()
    let keys = try ["AKIDONE", "AKIDTWO"].map {
      try Credentials(accessKeyID: $0, secretAccessKey: "s", accountID: "123456789012")
    }
    #expect(lanes.lane(of: keys[0], in: region) === lanes.lane(of: keys[1], in: region))
    #expect(lanes.lane(of: nil, in: region) !== lanes.lane(of: keys[1], in: region))
  }

  @Test func `who is cancelled waits for no turn and sends nothing`() async throws {
    let transport = ScriptedTransport(answers: RetryTests.emptyHealth)
    var client = try Client.scripted(transport)
    try await Self.slowDown(client)
    let clock = CancellingClock()
    client.clock = clock
    let sending = Task { [client] in
      await failure { () async throws(ServiceError) in try await client.send(RetryTests.health) }
    }
    #expect(await sending.value == .cancelled(operation: .describeTargetHealth))
    #expect(transport.requests.isEmpty)
    #expect(clock.sleeps == 1)
  }
}
