import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// Eventual consistency: for a while after a write AWS answers as if it had not been made.
@Suite struct LateReadTests {
  /// All four kinds of write are due.
  private func drifted() -> Harbour {
    var harbour = ApplierTests.recreated()
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    return harbour
  }

  private static let writes = [
    "ModifyTargetGroup", "RegisterTargets", "CreateListener", "DeregisterTargets",
  ]

  @Test(arguments: [1, 5]) func `each write is made once, and the end is converged`(
    seconds: Int
  ) async throws {
    let stage = try Stage(drifted(), readsLate: seconds)
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == Self.writes)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .applied, .applied])
  }

  @Test func `a write-back is made once`() async throws {
    let stage = try Stage(WriteBackTests.hurting(), readsLate: 5)
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes == ["ModifyTargetGroup", "ModifyTargetGroup"])
  }

  /// A read that is late for longer than is waited for must not be worse than a repeated call.
  @Test(.timeLimit(.minutes(5))) func `reads that are late for minutes end the run all the same`()
    async throws
  {
    let stage = try Stage(drifted(), readsLate: 240)
    let report = try await stage.apply()
    #expect(report.status != .failed)
    #expect(stage.writes.count <= 8)
    stage.clock.advance(seconds: 600)
    #expect(try await stage.apply().status == .converged)
  }

  /// The lost call was heard, and the look-up shows it late.
  @Test(arguments: writes) func `a lost write that shows late is never reported undone`(
    operation: String
  ) async throws {
    let stage = try Stage(drifted(), readsLate: 3)
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == 1
        ? .connectionReset(.afterEffect) : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .applied, .applied])
    #expect(stage.cloud.journal.writes.filter { $0.operation == operation }.count <= 2)
  }
}
