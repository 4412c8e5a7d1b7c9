import AWS
import Core
import Engine
import Simulator
import Synchronization
import TestSupport
import Testing

/// Rule 4 against a cloud: a changed health check that makes targets ill is taken back.
@Suite struct WriteBackTests {
  /// Two wanted targets that answer 302, and a healthy stale one; the spec takes 200 only.
  static func hurting() -> Harbour {
    var harbour = Harbour()
    harbour.binding.targetGroup.healthCheck.matcher = matcher("200")
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.9.9", "healthy", nil)
    )
    harbour.observation.answers = ["10.0.1.5", "10.0.2.7", "10.0.9.9"].map {
      HealthAnswer(address: ip($0), status: 302)
    }
    return harbour
  }

  private func matcherNow(_ stage: Stage) -> String? {
    stage.cloud.observation()[.test].targetGroups[0].healthCheck.matcher?.description
  }

  @Test func `settings that hurt are written back while the wait lasts`() async throws {
    let stage = try Stage(Self.hurting())
    let begin = stage.clock.seconds()
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes == ["ModifyTargetGroup", "ModifyTargetGroup"])
    #expect(matcherNow(stage) == "200,302")
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .held])
    #expect(
      report.outcomes[1].change
        == .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")])
    )
    #expect(report.outcomes[1].reason.hasPrefix("Written back: "))
    #expect(report.outcomes[2].code == .safeguard(.notHealthyYet))
    #expect(stage.targets.contains(Target("10.0.9.9")))
    #expect(stage.clock.seconds() - begin < 100)
    #expect(report.error == nil)
  }

  @Test(arguments: [Fault.connectionReset(.afterEffect), .cutOffBody])
  func `a write-back whose reply is lost is made once`(fault: Fault) async throws {
    let stage = try Stage(Self.hurting())
    stage.cloud.setFaults { arrival in
      arrival.operation == "ModifyTargetGroup" && arrival.numberOfOperation == 2 ? fault : nil
    }
    let report = try await stage.apply()
    #expect(stage.writes == ["ModifyTargetGroup", "ModifyTargetGroup"])
    #expect(matcherNow(stage) == "200,302")
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .held])
    #expect(report.status == .partial)
  }

  /// The look that decides fails for as long as the wait lasts, and a little longer.
  @Test func `settings that hurt are written back by a look after the time is up`() async throws {
    var harbour = Self.hurting()
    harbour.binding.safeguards.healthyTimeout = 90
    let stage = try Stage(harbour)
    let clock = stage.clock
    let begin = clock.seconds()
    stage.cloud.setFaults { arrival in
      arrival.operation == "DescribeVpcEndpoints" && (30...92).contains(clock.seconds() - begin)
        ? .connectionReset(.beforeEffect) : nil
    }
    let report = try await stage.apply()
    #expect(stage.writes == ["ModifyTargetGroup", "ModifyTargetGroup"])
    #expect(matcherNow(stage) == "200,302")
    #expect(report.status == .partial)
    #expect(clock.seconds() - begin > 90)
  }

  /// The wait is over before the effect shows, which it does while the ledger is put in order.
  @Test func `settings that only the last look shows to hurt are written back`() async throws {
    var harbour = Self.hurting()
    harbour.keepLedger("10.0.1.5/443 10.0.2.7/443 10.0.8.8/443")
    harbour.binding.safeguards.healthyTimeout = 20
    let stage = try Stage(harbour)
    let clock = stage.clock
    stage.cloud.setFaults { arrival in
      if arrival.operation == "AddTags" { clock.advance(seconds: 100) }
      return nil
    }
    let report = try await stage.apply()
    #expect(stage.writes == ["ModifyTargetGroup", "AddTags", "ModifyTargetGroup"])
    #expect(matcherNow(stage) == "200,302")
    #expect(report.outcomes.last?.reason.hasPrefix("Written back: ") == true)
    #expect(report.status == .partial)
    #expect(report.error == nil)
  }

  @Test func `a write-back that was lost on its way is made again`() async throws {
    let stage = try Stage(Self.hurting())
    stage.cloud.setFaults { arrival in
      arrival.operation == "ModifyTargetGroup" && arrival.numberOfOperation == 2
        ? .serverError(.beforeEffect) : nil
    }
    let report = try await stage.apply()
    #expect(stage.writes.count == 3)
    #expect(matcherNow(stage) == "200,302")
    #expect(report.status == .partial)
  }

  @Test func `a write-back that never arrives fails in the end, and says what stays`()
    async throws
  {
    let stage = try Stage(Self.hurting())
    stage.cloud.setFaults { arrival in
      arrival.operation == "ModifyTargetGroup" && arrival.numberOfOperation > 1
        ? .connectionReset(.beforeEffect) : nil
    }
    let report = try await stage.apply()
    #expect(stage.writes.count == 1 + 3)
    #expect(report.outcomes.map(\.result).prefix(2) == [.applied, .failed])
    #expect(report.status == .partial)
    #expect(report.error?.contains("could not be written back") == true)
  }

  @Test func `a write-back that AWS refuses is not tried again`() async throws {
    let stage = try Stage(Self.hurting())
    stage.cloud.setFaults { arrival in
      arrival.operation == "ModifyTargetGroup" && arrival.numberOfOperation > 1
        ? .refused(code: "AccessDenied", message: "no", status: 403) : nil
    }
    let report = try await stage.apply()
    #expect(stage.writes.count == 2)
    #expect(report.outcomes.map(\.result) == [.applied, .failed, .held])
    #expect(report.error?.contains("could not be written back") == true)
  }

  @Test func `a registration that failed doesn't stop the watch`() async throws {
    var harbour = Self.hurting()
    harbour.here.targetGroups[0].targets.remove(at: 1)
    let stage = try Stage(harbour)
    stage.cloud.deny(["elasticloadbalancing:RegisterTargets"])
    let report = try await stage.apply()
    #expect(stage.writes == ["ModifyTargetGroup", "RegisterTargets", "ModifyTargetGroup"])
    #expect(matcherNow(stage) == "200,302")
    #expect(report.outcomes.map(\.result) == [.applied, .failed, .skipped, .applied])
    #expect(report.status == .partial)
  }

  @Test func `where the wait ends before the effect can show, the report says so`() async throws {
    var harbour = Self.hurting()
    harbour.binding.safeguards.healthyTimeout = 20
    let stage = try Stage(harbour)
    #expect(try await stage.plan().0.findings.map(\.code) == [.timeoutTooShort])
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes == ["ModifyTargetGroup"])
    #expect(report.error?.contains("may make targets unhealthy within 50 s") == true)
    #expect(report.outcomes.last?.error?.contains("no health counts before") == true)
  }

  @Test func `without a wait nothing is watched, and the plan says so`() async throws {
    var harbour = Self.hurting()
    harbour.binding.safeguards.healthyTimeout = 0
    let stage = try Stage(harbour)
    #expect(try await stage.plan().0.findings.map(\.code) == [.timeoutTooShort])
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes == ["ModifyTargetGroup"])
    #expect(report.outcomes.map(\.result) == [.applied, .held])
  }

  @Test func `an interrupted wait begins no write-back, and says what stays`() async throws {
    let stage = try Stage(Self.hurting())
    let apply = Interruptible()
    stage.clock.after(seconds: 20) { apply.interrupt() }
    let report = try await apply.run { try await stage.apply() }
    #expect(stage.writes == ["ModifyTargetGroup"])
    #expect(report.status == .partial)
    #expect(report.error?.contains("may make targets unhealthy yet") == true)
    #expect(report.outcomes.map(\.result) == [.applied, .skipped])
  }

  @Test func `a target that somebody removes meanwhile is no reason to write back`() async throws {
    var harbour = Self.hurting()
    harbour.binding.targetGroup.healthCheck.matcher = matcher("200,302")
    harbour.binding.targetGroup.healthCheck.path = "/health"
    let stage = try Stage(harbour)
    let cloud = stage.cloud
    stage.clock.after(seconds: 10) {
      cloud.edit { _ = $0.places[.test]?.targetGroups[0].targets.removeFirst() }
    }
    let report = try await stage.apply()
    #expect(stage.writes.first == "ModifyTargetGroup")
    #expect(stage.writes.filter { $0 == "ModifyTargetGroup" }.count == 1)
    #expect(report.status == .partial)
  }

  @Test func `somebody who sets the same again is not fought`() async throws {
    let stage = try Stage(Self.hurting())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      if arrival.operation == "DescribeTargetGroups", cloud.journal.writes.count > 1 {
        cloud.edit { $0.places[.test]?.targetGroups[0].healthCheck.matcher = matcher("200") }
      }
      return nil
    }
    let report = try await stage.apply()
    #expect(stage.writes.count == 2)
    #expect(report.status == .partial)
  }
}

/// An apply that a signal interrupts.
private final class Interruptible: Sendable {
  private let task = Mutex<Task<BindingReport, any Error>?>(nil)

  func run(
    _ apply: @escaping @Sendable () async throws -> BindingReport
  ) async throws
    -> BindingReport
  {
    let running = task.withLock { task in
      let running = Task { try await apply() }
      task = running
      return running
    }
    return try await running.value
  }

  func interrupt() { task.withLock { $0?.cancel() } }
}
