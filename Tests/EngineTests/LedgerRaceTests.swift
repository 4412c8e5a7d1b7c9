import AWS
import Core
import Engine
import Simulator
import Synchronization
import TestSupport
import Testing

/// Another writer at the same tags: a second run of the binding, or Terraform.
@Suite struct LedgerRaceTests {
  /// Another run of the same binding read the tags before our write, and writes after it.
  @Test func `what another writer overwrote is merged and written again`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
    let (cloud, key) = (stage.cloud, Harbour.ledgerKey())
    cloud.setFaults { arrival in
      if arrival.operation == "DescribeTags", arrival.numberOfOperation == 3 {
        cloud.setTags(
          [Tag(key: key, value: "10.0.1.5/443 10.0.2.7/443 10.0.8.8/443")],
          of: Harbour.group
        )
      }
      return nil
    }
    #expect(try await stage.apply().status == .partial)
    // Nobody registered what the other one claimed, so a later run releases it.
    #expect(stage.entries == ["10.0.1.23/443", "10.0.2.41/443", "10.0.8.8/443"])
    #expect(try await stage.apply().status == .converged)
    try await stage.expectEnd()
  }

  /// One of the new targets was claimed by an earlier run, so the plan claims the other alone.
  @Test func `a claim names what another took out of the ledger before it`() async throws {
    let stage = try Stage(LedgerWorld.recreated("10.0.1.23/443 10.0.1.5/443 10.0.2.7/443"))
    let (cloud, key) = (stage.cloud, Harbour.ledgerKey())
    let claimed = Mutex<[String]>([])
    cloud.setFaults { arrival in
      if arrival.operation == "DescribeTags", arrival.numberOfOperation == 2 {
        cloud.setTags([Tag(key: key, value: "10.0.1.5/443 10.0.2.7/443")], of: Harbour.group)
      }
      if arrival.operation == "RegisterTargets" { claimed.withLock { $0 = stage.entries } }
      return nil
    }
    #expect(try await stage.apply().status == .converged)
    let old = LedgerWorld.old.map { "\($0.address)/443" }
    #expect(Set(claimed.withLock { $0 }) == Set(["10.0.1.23/443", "10.0.2.41/443"] + old))
    try await stage.expectEnd()
  }

  @Test func `a registration is not made again once its claim is lost`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
    let (cloud, key) = (stage.cloud, Harbour.ledgerKey())
    cloud.setFaults { arrival in
      guard arrival.operation == "RegisterTargets", arrival.numberOfOperation == 1 else {
        return nil
      }
      cloud.setTags([Tag(key: key, value: "10.0.1.5/443 10.0.2.7/443")], of: Harbour.group)
      return .connectionReset(.beforeEffect)
    }
    #expect(try await stage.apply().status == .partial)
    #expect(stage.writes == ["AddTags", "RegisterTargets"])
    #expect(stage.targets == LedgerWorld.old + [Target("10.0.7.7")])
    #expect(try await stage.apply().status == .converged)
    try await stage.expectEnd()
  }

  @Test func `a claim that is overwritten again and again fails, and registers nothing`()
    async throws
  {
    let stage = try Stage(LedgerWorld.recreated())
    let (cloud, key) = (stage.cloud, Harbour.ledgerKey())
    cloud.setFaults { arrival in
      if arrival.operation == "DescribeTags" {
        cloud.setTags([Tag(key: key, value: "10.0.1.5/443 10.0.2.7/443")], of: Harbour.group)
      }
      return nil
    }
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .skipped, .skipped])
    #expect(report.outcomes[0].error?.contains("ignore_tags") == true)
    #expect(stage.writes == ["AddTags", "AddTags", "AddTags"])
  }

  /// Two runs of one binding at the same time: whatever they interleave, none loses more than a
  /// removal, and what they leave converges.
  @Test func `an entry that another added meanwhile outlives a release`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
    let (cloud, key) = (stage.cloud, Harbour.ledgerKey())
    cloud.setFaults { arrival in
      if arrival.operation == "DeregisterTargets" {
        let entries = "10.0.1.23/443 10.0.1.5/443 10.0.2.41/443 10.0.2.7/443 10.0.8.8/443"
        cloud.setTags([Tag(key: key, value: entries)], of: Harbour.group)
        cloud.edit {
          $0.places[.test]?.targetGroups[0].targets.append(
            RegisteredTarget(Target("10.0.8.8"), state: "initial")
          )
        }
      }
      return nil
    }
    _ = try await stage.apply()
    #expect(stage.entries.contains("10.0.8.8/443"))
    #expect(!stage.entries.contains("10.0.1.5/443"))
  }

  /// What Terraform takes away is only the leave to remove.
  @Test(arguments: ["DescribeTags", "RegisterTargets", "DeregisterTargets"])
  func `tags that go in the middle of a run remove nothing that they don't name`(
    operation: String
  ) async throws {
    let stage = try Stage(LedgerWorld.recreated())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      if arrival.operation == operation, arrival.numberOfOperation == 1, operation != "DescribeTags"
      {
        cloud.setTags([], of: Harbour.group)
      }
      return nil
    }
    _ = try await stage.apply()
    #expect(stage.targets.contains(Target("10.0.7.7")))
    cloud.setFaults(nil)
    #expect(try await stage.apply().status == .converged)
    #expect(stage.entries == ["10.0.1.23/443", "10.0.2.41/443"])
    #expect(stage.targets.contains(Target("10.0.7.7")))
  }

  @Test func `tags that went between two runs lose removals only`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
    stage.cloud.setTags([], of: Harbour.group)
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["AddTags", "RegisterTargets"])
    #expect(stage.targets == (LedgerWorld.old + LedgerWorld.new + [Target("10.0.7.7")]).sorted())
    #expect(stage.entries == ["10.0.1.23/443", "10.0.2.41/443"])
  }

  /// Before which of a run's calls about tags another run of the same binding reads them, and before
  /// which it writes what it read and a claim of its own.
  struct Race: CustomTestStringConvertible, Sendable {
    let reads: Int
    let writes: Int
    var testDescription: String { "reads before call \(reads), writes before call \(writes)" }

    static let all = (1...9).flatMap { reads in
      (reads...9).map { Race(reads: reads, writes: $0) }
    }
  }

  @Test(arguments: Race.all) func `no interleaving of two writers ends wrong`(
    race: Race
  ) async throws {
    let stage = try Stage(LedgerWorld.scattered())
    let (cloud, other) = (stage.cloud, OtherWriter())
    cloud.setFaults { arrival in
      guard arrival.operation.hasSuffix("Tags") else { return nil }
      let call = cloud.journal.entries.count { $0.operation.hasSuffix("Tags") }
      if call == race.reads { other.read(cloud) }
      if call == race.writes { other.write(cloud) }
      return nil
    }
    _ = try await stage.apply()
    #expect(stage.targets.contains(Target("10.0.7.7")))
    cloud.setFaults(nil)
    _ = try await stage.apply()
    #expect(try await stage.apply().status == .converged)
    try await stage.expectEnd()
  }
}

/// Another run, which claims a target of its own by tags that it read a while ago, and never looks
/// again.
private final class OtherWriter: Sendable {
  private let seen = Mutex<GroupTags>(GroupTags())

  func read(_ cloud: SimulatedCloud) {
    let tags = cloud.observation()[.test].targetGroups[0].tags
    seen.withLock { $0 = tags }
  }

  func write(_ cloud: SimulatedCloud) {
    let former = seen.withLock { $0 }
    let ledger = Ledger(of: "airflow", in: former).claiming([Target("10.0.8.8")])
    guard let update = try? ledger.update(of: former) else { return }
    var tags = cloud.observation()[.test].targetGroups[0].tags.ledgers
    tags.merge(update.added) { $1 }
    for key in update.removed { tags[key] = nil }
    cloud.setTags(tags.map { Tag(key: $0.key, value: $0.value) }, of: Harbour.group)
  }
}
