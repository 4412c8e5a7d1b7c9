import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// `ownership: recorded`, carried out: claim, register, deregister, release.
@Suite struct LedgerApplyTests {
  private static let (new, old) = (
    [Target("10.0.1.23"), Target("10.0.2.41")], [Target("10.0.1.5"), Target("10.0.2.7")]
  )

  /// The endpoint was made anew, and mooring knows its old addresses; one target is somebody else's.
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
  static let writes = [
    "AddTags", "RegisterTargets", "DeregisterTargets", "AddTags",
  ]

  private func expectEnd(_ stage: Stage) async throws {
    #expect(stage.targets == Self.new + [Target("10.0.7.7")])
    #expect(stage.entries == ["10.0.1.23/443", "10.0.2.41/443"])
    #expect(try await stage.plan().0.status == .inStep)
  }

  @Test func `targets are claimed, registered, deregistered and released, in this order`()
    async throws
  {
    let stage = try Stage(Self.recreated())
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == Self.writes)
    #expect(
      report.outcomes.map(\.change) == [
        .claimTargets(Self.new), .registerTargets(Self.new), .deregisterTargets(Self.old),
        .releaseTargets(Self.old),
      ]
    )
    #expect(report.outcomes.allSatisfy { $0.result == .applied && $0.requestId != nil })
    try await expectEnd(stage)
  }

  @Test func `a first run adopts what is there and never removes the rest`() async throws {
    var harbour = Harbour.recorded("")
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.7.7"), state: "unhealthy")
    )
    let stage = try Stage(harbour)
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["AddTags"])
    #expect(stage.entries == ["10.0.1.5/443", "10.0.2.7/443"])
    #expect(stage.targets.contains(Target("10.0.7.7")))
  }

  @Test func `a ledger of several tags is repacked, and what is not needed goes`() async throws {
    var harbour = Self.recreated()
    let gone = (1...40).map { "10.200.100.\($0)/65000" }
    harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("airflow", 2)] =
      gone.prefix(13).joined(separator: " ")
    harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("airflow", 4)] =
      gone.dropFirst(13).prefix(13).joined(separator: " ")
    let stage = try Stage(harbour)
    #expect(try await stage.apply().status == .converged)
    #expect(
      stage.writes == [
        "AddTags", "RemoveTags", "RegisterTargets", "DeregisterTargets", "AddTags", "RemoveTags",
      ]
    )
    #expect(stage.tags.ledgers.keys.sorted() == [Harbour.ledgerKey()])
    try await expectEnd(stage)
  }

  // MARK: Faults

  static let lost: [(String, Int, Fault)] = [
    ("AddTags", 1, .connectionReset(.beforeEffect)), ("AddTags", 1, .connectionReset(.afterEffect)),
    ("AddTags", 2, .connectionReset(.beforeEffect)), ("AddTags", 2, .connectionReset(.afterEffect)),
    ("AddTags", 1, .serverError(.afterEffect)), ("AddTags", 2, .serverError(.beforeEffect)),
    ("RemoveTags", 1, .connectionReset(.beforeEffect)),
    ("RemoveTags", 1, .connectionReset(.afterEffect)), ("AddTags", 1, .throttled),
  ]

  @Test(arguments: lost) func `a tag write whose reply is lost is read again`(
    operation: String,
    number: Int,
    fault: Fault
  ) async throws {
    var harbour = Self.recreated("10.0.1.5/443")
    harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("airflow", 2)] = "10.0.2.7/443"
    let stage = try Stage(harbour)
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == number ? fault : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(report.outcomes.allSatisfy { $0.result == .applied })
    try await expectEnd(stage)
  }

  /// The plan's observation is the first look at the tags, and the one before the write the second.
  @Test func `a look that fails after the write is made again`() async throws {
    let stage = try Stage(Self.recreated())
    stage.cloud.setFaults { arrival in
      arrival.operation == "DescribeTags" && (3...5).contains(arrival.numberOfOperation)
        ? .serverError(.beforeEffect) : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == Self.writes)
  }

  @Test func `tags that were written and can't be read again are no claim`() async throws {
    let stage = try Stage(Self.recreated())
    stage.cloud.setFaults { arrival in
      arrival.operation == "DescribeTags" && arrival.numberOfOperation > 2
        ? .refused(code: "AccessDenied", message: "no", status: 403) : nil
    }
    let report = try await stage.apply()
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .skipped, .skipped])
    #expect(report.outcomes[0].error?.hasPrefix("The tags were written and could not be") == true)
    #expect(stage.writes == ["AddTags"])
    stage.cloud.setFaults(nil)
    #expect(try await stage.apply().status == .converged)
    try await expectEnd(stage)
  }

  @Test func `a tag that shows late is not written again`() async throws {
    let stage = try Stage(Self.recreated())
    let (cloud, key) = (stage.cloud, Harbour.ledgerKey())
    cloud.setFaults { arrival in
      let old = "10.0.1.5/443 10.0.2.7/443"
      if arrival.operation == "DescribeTags", [3, 4].contains(arrival.numberOfOperation) {
        let value = arrival.numberOfOperation == 3 ? old : "10.0.1.23/443 10.0.2.41/443 \(old)"
        cloud.setTags([Tag(key: key, value: value)], of: Harbour.group)
      }
      return nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == Self.writes)
  }

  /// A run that is interrupted while it claims ends with what it has made, and begins nothing more.
  @Test func `an interrupted claim is told as it is`() async throws {
    let stage = try Stage(Self.recreated())
    let (plan, observation) = try await stage.plan()
    let run = Task { () -> BindingReport in
      stage.cloud.setFaults { arrival in
        if arrival.operation == "AddTags" { withUnsafeCurrentTask { $0?.cancel() } }
        return nil
      }
      return await stage.apply(plan.changes, from: plan, seen: observation)
    }
    let report = await run.value
    #expect(report.outcomes.map(\.result) == [.applied, .skipped, .skipped, .skipped])
    #expect(stage.writes == ["AddTags"])
    #expect(stage.entries.count == 4)
  }

  @Test func `a claim that is denied skips the registration and names the action`() async throws {
    let stage = try Stage(Self.recreated())
    stage.cloud.deny(["elasticloadbalancing:AddTags"])
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .skipped, .skipped])
    let error = try #require(report.outcomes[0].error)
    #expect(error.contains("elasticloadbalancing:AddTags"))
    #expect(error.contains("mooring iam-policy --for apply"))
    #expect(stage.writes.allSatisfy { $0 == "AddTags" })
    #expect(stage.targets == Self.old + [Target("10.0.7.7")])
  }

  @Test func `what is claimed already is registered though other claims fail`() async throws {
    let stage = try Stage(Self.recreated("10.0.1.23/443 10.0.1.5/443"))
    stage.cloud.deny(["elasticloadbalancing:AddTags"])
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(
      stage.targets == [
        Target("10.0.1.5"), Target("10.0.1.23"), Target("10.0.2.7"), Target("10.0.7.7"),
      ]
    )
    #expect(
      report.outcomes.map(\.change) == [
        .claimTargets([Target("10.0.2.41")]), .registerTargets([Target("10.0.2.41")]),
        .registerTargets([Target("10.0.1.23")]), .deregisterTargets([Target("10.0.1.5")]),
        .releaseTargets([Target("10.0.1.5")]),
      ]
    )
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .applied, .skipped, .skipped])
  }

  @Test func `a ledger that doesn't fit is not written, and its targets are not registered`()
    async throws
  {
    var harbour = Self.recreated("")
    harbour.here.targetGroups[0].tags.others = 50
    let stage = try Stage(harbour)
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(report.outcomes[0].error?.contains("50 are taken by others") == true)
    #expect(stage.writes.isEmpty)
  }

  @Test func `a release that fails is no harm, and the next run makes it`() async throws {
    let stage = try Stage(Self.recreated())
    stage.cloud.setFaults { arrival in
      arrival.operation == "AddTags" && arrival.numberOfOperation > 1
        ? .refused(code: "AccessDenied", message: "no", status: 403) : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .applied, .failed])
    #expect(stage.targets == Self.new + [Target("10.0.7.7")])
    stage.cloud.setFaults(nil)
    #expect(try await stage.apply().status == .converged)
    try await expectEnd(stage)
  }

  @Test func `a release waits with the removal that it is for`() async throws {
    let stage = try Stage(Self.recreated())
    for address in ["10.0.1.23", "10.0.2.41"] { stage.cloud.setAnswer(of: ip(address), to: 503) }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .held, .held])
    #expect(report.outcomes.last?.code == .safeguard(.notHealthyYet))
    #expect(report.outcomes.last?.change == .releaseTargets(Self.old))
    #expect(stage.entries.count == 4)
  }

  // MARK: Others at the same time

  /// Another run of the same binding read the tags before our write, and writes after it.
  @Test func `what another writer overwrote is merged and written again`() async throws {
    let stage = try Stage(Self.recreated())
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
    try await expectEnd(stage)
  }

  @Test func `a claim that is overwritten again and again fails, and registers nothing`()
    async throws
  {
    let stage = try Stage(Self.recreated())
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
    let stage = try Stage(Self.recreated())
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
    let stage = try Stage(Self.recreated())
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
    let stage = try Stage(Self.recreated())
    stage.cloud.setTags([], of: Harbour.group)
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["AddTags", "RegisterTargets"])
    #expect(stage.targets == (Self.old + Self.new + [Target("10.0.7.7")]).sorted())
    #expect(stage.entries == ["10.0.1.23/443", "10.0.2.41/443"])
  }

  // MARK: Two bindings of one group

  @Test func `two bindings of one group leave each other's targets alone`() async throws {
    var first = try Stage(Self.recreated("10.0.1.5/443"))
    first.binding.name = "airflow"
    var second = first
    second.binding.name = "reports"
    second.binding.endpoint.source = .addresses([ip("10.0.2.7"), ip("10.0.7.7")])
    second.cloud.setAnswer(of: ip("10.0.2.7"), to: 200)
    #expect(try await second.apply().status == .converged)
    #expect(try await first.apply().status == .converged)
    #expect(
      first.targets == [
        Target("10.0.1.23"), Target("10.0.2.7"), Target("10.0.2.41"), Target("10.0.7.7"),
      ]
    )
    for stage in [first, second] {
      let (plan, _) = try await stage.plan()
      #expect(plan.status == .inStep)
    }
    #expect(second.tags.ledgers.count == 2)
  }

  // MARK: Killed

  /// A run that is killed before or after each of its writes: nothing that was done is undone, and
  /// the next run does the rest.
  @Test(
    arguments: Array(0..<4),
    [Fault.connectionReset(.beforeEffect), .connectionReset(.afterEffect)]
  )
  func `a run that is killed at a write leaves what the next one finishes`(
    write: Int,
    fault: Fault
  ) async throws {
    let stage = try Stage(Self.recreated())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      let done = cloud.journal.writes.count
      let isWrite = Self.writes.contains(arrival.operation)
      // From the chosen write on nothing of this run comes through.
      if isWrite, done == write + 1 { return fault }
      return done > write ? .notConnected : nil
    }
    _ = try await stage.apply()
    #expect(stage.targets.contains(Target("10.0.7.7")))
    // Whatever is registered and mooring's own is in the ledger, so that it can be removed later.
    let named = Set(stage.entries)
    #expect(
      stage.targets.filter { Self.new.contains($0) }.allSatisfy {
        named.contains("\($0.address)/443")
      }
    )
    cloud.setFaults(nil)
    stage.clock.advance(seconds: 300)
    #expect(try await stage.apply().status == .converged)
    try await expectEnd(stage)
  }
}

extension Stage {
  /// The group's tags as a snapshot shows them.
  var tags: GroupTags { cloud.observation()[.test].targetGroups[0].tags }

  /// What the binding's ledger names.
  var entries: [String] { Ledger(of: binding.name, in: tags).entries }
}
