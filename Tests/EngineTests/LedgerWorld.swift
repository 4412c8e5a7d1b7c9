import Core
import Simulator
import TestSupport
import Testing

/// The endpoint was made anew, and the ledger names its old targets; one target is somebody else's.
enum LedgerWorld {
  static let new = [Target("10.0.1.23"), Target("10.0.2.41")]
  static let old = [Target("10.0.1.5"), Target("10.0.2.7")]

  static func recreated(_ entries: String = "10.0.1.5/443 10.0.2.7/443") -> Harbour {
    var harbour = ApplierTests.recreated()
    harbour.keepLedger(entries)
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.7.7"), state: "healthy")
    )
    harbour.observation.answers.append(HealthAnswer(address: ip("10.0.7.7"), status: 200))
    return harbour
  }

  /// All that a run of it writes.
  static let writes = ["AddTags", "RegisterTargets", "DeregisterTargets", "AddTags"]

  /// The same world with the ledger over two tags, of which one is enough.
  static func scattered() -> Harbour {
    var harbour = recreated("10.0.1.5/443")
    harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("airflow", 2)] = "10.0.2.7/443"
    return harbour
  }

  static let scatteredWrites = [
    "AddTags", "RemoveTags", "RegisterTargets", "DeregisterTargets", "AddTags",
  ]
}

extension Stage {
  /// The group's tags as a snapshot shows them.
  var tags: GroupTags { cloud.observation()[.test].targetGroups[0].tags }

  /// What the binding's ledger names.
  var entries: [String] { Ledger(of: binding.name, in: tags).entries }

  /// Expects what every run of the world has to end in, however often it was disturbed.
  func expectEnd() async throws {
    #expect(targets == LedgerWorld.new + [Target("10.0.7.7")])
    #expect(entries == ["10.0.1.23/443", "10.0.2.41/443"])
    #expect(try await plan().0.status == .inStep)
  }
}
