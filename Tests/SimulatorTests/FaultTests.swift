import AWS
import Core
import Simulator
import Testing

@Suite struct FaultTests {
  /// What one RegisterTargets comes to: its status and error code, or why no answer came.
  struct Outcome: CustomTestStringConvertible {
    var fault: Fault
    var result: String
    var isRegistered: Bool

    var testDescription: String { "\(fault)" }
  }

  static let outcomes = [
    Outcome(fault: .throttled, result: "400 ThrottlingException", isRegistered: false),
    Outcome(
      fault: .serverError(.beforeEffect),
      result: "500 InternalFailure",
      isRegistered: false
    ),
    Outcome(fault: .serverError(.afterEffect), result: "500 InternalFailure", isRegistered: true),
    Outcome(fault: .connectionReset(.beforeEffect), result: "cutOff", isRegistered: false),
    Outcome(fault: .connectionReset(.afterEffect), result: "cutOff", isRegistered: true),
    Outcome(fault: .notConnected, result: "notConnected", isRegistered: false),
    Outcome(fault: .cutOffBody, result: "200", isRegistered: true),
    Outcome(
      fault: .refused(code: "PriorRequestNotComplete", message: "wait", status: 429),
      result: "429 PriorRequestNotComplete",
      isRegistered: false
    ),
  ]

  @Test(arguments: outcomes)
  func `a fault breaks the answer and, before the effect, the effect`(
    _ expected: Outcome
  ) async throws {
    let bench = try Bench(targets: [])
    bench.cloud.setFaults { arrival in
      arrival.operation == "RegisterTargets" ? expected.fault : nil
    }
    var result: String
    do {
      let reply = try await bench.register(["10.0.1.5"])
      result = [String(reply.status), reply.first("Code")].compactMap { $0 }.joined(separator: " ")
      #expect(reply.body.hasSuffix("Response>") == (expected.fault != .cutOffBody))
    } catch let error as TransportError {
      result = error.kind.rawValue
    }
    #expect(result == expected.result)
    #expect(try await bench.health().isEmpty != expected.isRegistered)
  }

  @Test(arguments: [
    ("ec2", "DescribeSubnets", "503 RequestLimitExceeded"),
    ("sts", "GetCallerIdentity", "400 Throttling"),
    ("elasticloadbalancing", "DescribeTargetGroups", "400 ThrottlingException"),
  ])
  func `throttling has the service's own code`(
    service: String,
    action: String,
    answer: String
  ) async throws {
    let bench = try Bench()
    bench.cloud.setFaults { _ in .throttled }
    let reply = try await bench.query(service, action)
    #expect("\(reply.status) \(reply.first("Code") ?? "")" == answer)
    let environment = try await bench.environment("airflow-prod")
    #expect(environment.status == 429)
    let certificate = try await bench.certificate("{}")
    #expect(certificate.member("__type") == "ThrottlingException")
  }

  @Test func `a plan sees which request it decides about, and may edit the world`() async throws {
    let bench = try Bench()
    let (cloud, clock) = (bench.cloud, bench.clock)
    cloud.setFaults { arrival in
      guard arrival.operation == "DescribeSubnets" else { return nil }
      cloud.edit { world in world.observedAt = 0 }
      clock.advance(seconds: 1)
      return arrival.numberOfOperation == 2 && arrival.number == 3 && !arrival.isMutating
        && arrival.account.description == SampleWorld.account && arrival.region == "us-west-2"
        ? .throttled : nil
    }
    #expect(try await bench.ec2("DescribeSubnets").status == 200)
    #expect(try await bench.ec2("DescribeVpcEndpoints").status == 200)
    #expect(try await bench.ec2("DescribeSubnets").status == 503)
    #expect(try await bench.ec2("DescribeSubnets").status == 200)
    cloud.setFaults(nil)
  }

  @Test func `the journal tells of every request, refused ones too`() async throws {
    var bench = try Bench()
    _ = try await bench.elb("DescribeTargetGroups")
    _ = try await bench.environment("airflow-prod")
    bench.clock.advance(seconds: 5)
    _ = try await bench.register(["10.0.1.5"])
    _ = try await bench.register(["8.8.8.8"])
    bench.account = "000000000009"
    _ = try await bench.elb("DescribeTargetGroups")
    bench.cloud.setFaults { _ in .connectionReset(.afterEffect) }
    bench.account = SampleWorld.account
    await #expect(throws: TransportError.self) { try await bench.deregister(["10.0.1.5"]) }

    let journal = bench.cloud.journal
    #expect(journal.count == 6)
    #expect(journal.rounds == 2)
    #expect(journal.entries.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(
      journal.counts == [
        "DescribeTargetGroups": 2, "GetEnvironment": 1, "RegisterTargets": 2,
        "DeregisterTargets": 1,
      ]
    )
    #expect(
      journal.writes.map(\.operation) == [
        "RegisterTargets", "RegisterTargets", "DeregisterTargets",
      ]
    )
    #expect(journal.entries.map(\.status) == [200, 200, 200, 400, 403, nil])
    #expect(
      journal.entries.map(\.errorCode) == [
        nil, nil, nil, "InvalidTarget", "InvalidClientTokenId", nil,
      ]
    )
    #expect(journal.entries[1].service == "airflow")
    #expect(journal.entries[4].account == nil)
    bench.cloud.setFaults(nil)
    bench.cloud.clearJournal()
    #expect(bench.cloud.journal.count == 0)
    _ = try await bench.elb("DescribeTargetGroups")
    #expect(bench.cloud.journal.entries.map(\.number) == [7])
  }

  @Test func `a journal that gets too long forgets the older half`() async throws {
    let clock = VirtualClock(seconds: SampleWorld.time)
    let cloud = SimulatedCloud(world: try SampleWorld.make(), clock: clock, journalLength: 4)
    for _ in 0..<7 {
      _ = try await cloud.send(HTTPRequest(method: "GET", origin: HTTPOrigin(host: "x")))
    }
    #expect(cloud.journal.entries.map(\.number) == [5, 6, 7])
  }
}
