import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// What becomes of claims and releases when AWS or the network is in the way.
@Suite struct LedgerFaultTests {
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
    let stage = try Stage(LedgerWorld.scattered())
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == number ? fault : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(report.outcomes.allSatisfy { $0.result == .applied })
    try await stage.expectEnd()
  }

  /// The plan's observation is the first look at the tags, and the one before the write the second.
  @Test func `a look that fails after the write is made again`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
    stage.cloud.setFaults { arrival in
      arrival.operation == "DescribeTags" && (3...5).contains(arrival.numberOfOperation)
        ? .serverError(.beforeEffect) : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == LedgerWorld.writes)
  }

  @Test func `tags that were written and can't be read again are no claim`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
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
    try await stage.expectEnd()
  }

  @Test func `a tag that shows late is not written again`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
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
    #expect(stage.writes == LedgerWorld.writes)
  }

  /// A run that is interrupted while it claims ends with what it has made, and begins nothing more.
  @Test func `an interrupted claim is told as it is`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
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
    let stage = try Stage(LedgerWorld.recreated())
    stage.cloud.deny(["elasticloadbalancing:AddTags"])
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .skipped, .skipped])
    let error = try #require(report.outcomes[0].error)
    #expect(error.contains("elasticloadbalancing:AddTags"))
    #expect(error.contains("mooring iam-policy --for apply"))
    #expect(stage.writes.allSatisfy { $0 == "AddTags" })
    #expect(stage.targets == LedgerWorld.old + [Target("10.0.7.7")])
  }

  @Test func `what is claimed already is registered though other claims fail`() async throws {
    let stage = try Stage(LedgerWorld.recreated("10.0.1.23/443 10.0.1.5/443"))
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
    var harbour = LedgerWorld.recreated("")
    harbour.here.targetGroups[0].tags.others = 50
    let stage = try Stage(harbour)
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(report.outcomes[0].error?.contains("50 are taken by others") == true)
    #expect(stage.writes.isEmpty)
  }

  @Test func `a release that fails is no harm, and the next run makes it`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
    stage.cloud.setFaults { arrival in
      arrival.operation == "AddTags" && arrival.numberOfOperation > 1
        ? .refused(code: "AccessDenied", message: "no", status: 403) : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .applied, .failed])
    #expect(stage.targets == LedgerWorld.new + [Target("10.0.7.7")])
    stage.cloud.setFaults(nil)
    #expect(try await stage.apply().status == .converged)
    try await stage.expectEnd()
  }

  @Test func `a release waits with the removal that it is for`() async throws {
    let stage = try Stage(LedgerWorld.recreated())
    for address in ["10.0.1.23", "10.0.2.41"] { stage.cloud.setAnswer(of: ip(address), to: 503) }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .held, .held])
    #expect(report.outcomes.last?.code == .safeguard(.notHealthyYet))
    #expect(report.outcomes.last?.change == .releaseTargets(LedgerWorld.old))
    #expect(stage.entries.count == 4)
  }

  /// A run that is killed before or after each of its writes: nothing that was done is undone, and
  /// the next run does the rest.
  @Test(
    arguments: Array(0..<5),
    [Fault.connectionReset(.beforeEffect), .connectionReset(.afterEffect)]
  )
  func `a run that is killed at a write leaves what the next one finishes`(
    write: Int,
    fault: Fault
  ) async throws {
    let stage = try Stage(LedgerWorld.scattered())
    let cloud = stage.cloud
    cloud.setFaults { _ in
      let writes = cloud.journal.writes
      // From the chosen write on nothing of this run comes through.
      guard writes.count == write + 1, writes.last == cloud.journal.entries.last else {
        return writes.count > write ? .notConnected : nil
      }
      return fault
    }
    _ = try await stage.apply()
    #expect(stage.writes.prefix(write + 1) == LedgerWorld.scatteredWrites.prefix(write + 1))
    #expect(stage.targets.contains(Target("10.0.7.7")))
    // Whatever is registered and mooring's own is in the ledger, so that it can be removed later.
    let named = Ledger(of: "airflow", in: stage.tags).targets
    #expect(stage.targets.filter(LedgerWorld.new.contains).allSatisfy(named.contains))
    #expect(stage.targets.filter(LedgerWorld.old.contains).allSatisfy(named.contains))
    cloud.setFaults(nil)
    stage.clock.advance(seconds: 300)
    #expect(try await stage.apply().status == .converged)
    try await stage.expectEnd()
  }
}
