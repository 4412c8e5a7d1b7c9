import Core
import Engine
import Simulator
import Synchronization
import TestSupport
import Testing

/// A machine whose clock is wrong, and an AWS that takes few requests.
@Suite struct AdverseConditionTests {
  @Test(arguments: [3600, -3600, 86_400 * 400])
  func `an apply goes through on a machine whose clock is wrong`(behind: Int) async throws {
    let stage = try Stage(ApplierTests.recreated(), behind: behind)
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.targets == [Target("10.0.1.23"), Target("10.0.2.41")])
    // What was refused for its time was refused before it did anything.
    let refused = stage.cloud.journal.entries.filter { $0.errorCode != nil }
    #expect(!refused.isEmpty)
    #expect(refused.allSatisfy { !$0.isMutating })
  }

  @Test(arguments: [3600, -3600, 86_400 * 400])
  func `certificates are held against AWS's time, not a wrong clock's`(behind: Int) async throws {
    let (_, observation) = try await Stage(behind: behind).plan()
    #expect(abs(observation.observedAt - (Harbour.now + behind)) <= 1)
  }

  @Test(arguments: [3600, -3600])
  func `a role is taken on with a clock that is wrong`(behind: Int) async throws {
    var harbour = ApplierTests.recreated()
    harbour.binding.assumeRole = AssumeRole(
      arn: arn("arn:aws:iam::\(AccountID.test):role/mooring")
    )
    let stage = try Stage(harbour, behind: behind)
    #expect(try await stage.apply().status == .converged)
    #expect(
      stage.cloud.journal.entries.count { $0.operation == "AssumeRole" && $0.status == 200 } == 1
    )
  }

  @Test func `an apply converges where AWS refuses every other request`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    stage.cloud.setFaults { $0.numberOfOperation % 2 == 1 ? .throttled : nil }
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.targets == [Target("10.0.1.23"), Target("10.0.2.41")])
    let done = stage.cloud.journal.writes.filter { $0.status == 200 }
    #expect(Set(done.map(\.operation)).count == done.count)
  }

  @Test func `an apply converges where AWS takes four requests a second`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    let bucket = Mutex((tokens: 8.0, filledAt: stage.clock.milliseconds()))
    let clock = stage.clock
    stage.cloud.setFaults { _ in
      bucket.withLock { bucket in
        let now = clock.milliseconds()
        bucket.tokens = min(bucket.tokens + Double(now - bucket.filledAt) * 4 / 1000, 8)
        bucket.filledAt = now
        guard bucket.tokens >= 1 else { return .throttled }
        bucket.tokens -= 1
        return nil
      }
    }
    #expect(try await stage.apply().status == .converged)
  }
}
