import Core
import Testing

@testable import Simulation

/// An apply that is ended at any of its requests leaves a world in which nothing is hurt, and from
/// which the next run goes on.
@Suite struct CrashTests {
  private static let drawn: [Situation] = (1...4).map { Situation(seed: $0) }

  @Test(arguments: try Situation.ofPlans() + drawn)
  func `killed at any request, the next run converges`(situation: Situation) async {
    let calm = calmLife(in: situation)
    var pasts: Set<Life.Past> = []
    for number in 1...calm.runs[0].requests {
      for ending in [Life.Ending.killedBefore(number), .killedAfter(number)] {
        // A life holds its thread: tests that wait for something go on between two of them.
        await Task.yield()
        let life = Life(situation, ending)
        expectTheSameEnd(life, as: calm, &pasts, "\(ending)")
      }
    }
  }

  @Test(arguments: try Situation.ofPlans() + drawn)
  func `terminated at any request, an apply begins no other and says what it did`(
    situation: Situation
  ) async {
    let calm = calmLife(in: situation)
    var pasts: Set<Life.Past> = []
    for number in calm.runs[0].requestsBeforeApply..<calm.runs[0].requests {
      let ending = Life.Ending.terminated(number + 1)
      await Task.yield()
      let life = Life(situation, ending)
      let run = expectTheSameEnd(life, as: calm, &pasts, "\(ending)")
      #expect(run.requestsTooLate == 0, "\(ending)")
      let outcomes = run.report?.outcomes ?? []
      let applied = outcomes.filter { $0.result == .applied }.map(\.change.operation)
      // An import into a certificate that is there gets its tags by a call of their own.
      let writes = run.writes.filter { $0 != "AddTagsToCertificate" }
      #expect(applied == writes, "\(ending)")
      for planned in run.plan?.changes ?? [] {
        let told = outcomes.filter { $0.change.action == planned.change.action }
        #expect(!told.isEmpty, "\(ending): nothing is said of \(planned.change)")
        let targets = Set(told.flatMap(\.change.targets))
        #expect(targets.isSuperset(of: planned.change.targets), "\(ending)")
      }
    }
  }

  @Test func `there is something to crash`() throws {
    let runs = try Situation.ofPlans().map { calmLife(in: $0).runs[0] }
    #expect(runs.count >= 10)
    #expect(runs.flatMap(\.writes).count >= 10)
  }

  /// The situation's runs when nothing goes wrong.
  private func calmLife(in situation: Situation) -> Life {
    var life = Life(situation)
    life.run()
    life.goOn()
    #expect(life.violations.isEmpty)
    #expect(life.runs.last?.writes == [])
    return life
  }

  /// Runs until nothing is left to do; only the first run where another life has gone on from the
  /// same past.
  ///
  /// - Returns: The first run.
  @discardableResult
  private func expectTheSameEnd(
    _ life: Life,
    as calm: Life,
    _ pasts: inout Set<Life.Past>,
    _ ending: Comment
  ) -> Life.Run {
    var life = life
    life.run()
    if pasts.insert(life.past).inserted {
      life.goOn()
      #expect(life.runs.last?.writes == [], ending)
      #expect(EndState(of: life.cloud) == EndState(of: calm.cloud), ending)
    }
    #expect(life.violations.isEmpty, ending)
    return life.runs[0]
  }
}

extension Change {
  /// The operation of AWS that makes such a change, which is one call's.
  fileprivate var operation: String {
    switch self {
    case .claimTargets, .releaseTargets: "AddTags"
    case .modifyRule(_, let settings) where settings.map(\.key) == [.priority]:
      "SetRulePriorities"
    default: action.rawValue.prefix(1).uppercased() + action.rawValue.dropFirst()
    }
  }
}
