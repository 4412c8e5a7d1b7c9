import Core
import Engine
import Simulator
import TestSupport
import Testing

/// Runs of cron: each begins from what is there, and goes on where the one before ended.
@Suite struct SeveralRunTests {
  @Test func `a removal that waits for health is made by the run that finds it`() async throws {
    var harbour = ApplierTests.recreated(oldState: "healthy")
    harbour.binding.safeguards.healthyTimeout = 10
    let stage = try Stage(harbour)
    for address in ["10.0.1.23", "10.0.2.41"] { stage.cloud.setAnswer(of: ip(address), to: 503) }

    let first = try await stage.apply()
    #expect(first.status == .partial)
    #expect(first.outcomes.map(\.code) == [nil, .safeguard(.notHealthyYet)])

    // Every five minutes, with nothing to register: held, and no write.
    for _ in 0..<3 {
      stage.clock.advance(seconds: 300)
      let later = try await stage.apply()
      #expect(later.status == .held)
      #expect(later.outcomes.map(\.code) == [.safeguard(.notHealthyYet)])
    }
    #expect(stage.writes == ["RegisterTargets"])
    #expect(stage.targets.count == 4)

    stage.cloud.setAnswer(of: ip("10.0.1.23"), to: 302)
    stage.clock.advance(seconds: 300)
    let half = try await stage.apply()
    #expect(half.status == .held)
    #expect(
      half.outcomes.first?.error?.hasPrefix("2 wanted targets have to be healthy first, and 1 are")
        == true
    )
    stage.cloud.setAnswer(of: ip("10.0.2.41"), to: 302)
    stage.clock.advance(seconds: 300)
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["RegisterTargets", "DeregisterTargets"])
    #expect(try await stage.plan().0.status == .inStep)
  }

  @Test func `more removals than are allowed are held by every run, not spread over several`()
    async throws
  {
    var harbour = Harbour()
    harbour.binding.safeguards.maximumDeregistrations = 1
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.8.8", "unhealthy", nil),
      ("10.0.9.9", "unhealthy", nil)
    )
    let stage = try Stage(harbour)
    for _ in 0..<3 {
      let report = try await stage.apply()
      #expect(report.status == .held)
      #expect(report.outcomes.map(\.code) == [.safeguard(.tooManyRemovals)])
      stage.clock.advance(seconds: 300)
    }
    #expect(stage.writes.isEmpty)
  }

  @Test func `drift that grows beyond the limit while waiting holds every removal`() async throws {
    var harbour = ApplierTests.recreated()
    harbour.binding.safeguards.maximumDeregistrations = 2
    let stage = try Stage(harbour)
    let cloud = stage.cloud
    stage.clock.after(seconds: 3) {
      cloud.edit {
        $0.places[.test]?.targetGroups[0].targets.append(
          RegisteredTarget(Target("10.0.7.7"), state: "unhealthy")
        )
      }
    }
    let report = try await stage.apply()
    #expect(stage.writes == ["RegisterTargets"])
    #expect(report.outcomes.last?.code == .safeguard(.tooManyRemovals))
  }

  @Test func `a run after a write-back does the same again and ends the same`() async throws {
    let stage = try Stage(WriteBackTests.hurting())
    for round in 1...2 {
      #expect(try await stage.apply().status == .partial)
      #expect(stage.writes.count == 2 * round)
      stage.clock.advance(seconds: 300)
    }
    #expect(stage.targets.contains(Target("10.0.9.9")))
  }
}
