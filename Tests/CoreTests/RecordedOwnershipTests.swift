import Core
import TestSupport
import Testing

/// `ownership: recorded`: what the ledger makes of each target.
@Suite struct RecordedOwnershipTests {
  enum Place: String, CaseIterable { case inUse, draining, absent }

  /// What is planned for one target: nothing where it isn't named.
  struct Row: CustomTestStringConvertible, Sendable {
    let registered: Place
    let isWanted: Bool
    let isRecorded: Bool
    let actions: [Action]
    let standing: TargetSighting.Standing?

    var testDescription: String {
      "\(registered.rawValue), \(isWanted ? "wanted" : "unwanted"), "
        + (isRecorded ? "recorded" : "not recorded")
    }

    init(
      _ registered: Place,
      wanted isWanted: Bool,
      recorded isRecorded: Bool,
      _ actions: [Action],
      _ standing: TargetSighting.Standing?
    ) {
      self.registered = registered
      self.isWanted = isWanted
      self.isRecorded = isRecorded
      self.actions = actions
      self.standing = standing
    }
  }

  /// The table of `LedgerDrift`.
  static let table = [
    Row(.inUse, wanted: true, recorded: true, [], .wanted),
    Row(.inUse, wanted: true, recorded: false, [.claimTargets], .wanted),
    Row(.inUse, wanted: false, recorded: true, [.deregisterTargets, .releaseTargets], .stale),
    Row(.inUse, wanted: false, recorded: false, [], .foreign),
    Row(.draining, wanted: true, recorded: true, [.registerTargets], .wanted),
    Row(.draining, wanted: true, recorded: false, [.claimTargets, .registerTargets], .wanted),
    Row(.draining, wanted: false, recorded: true, [.releaseTargets], .stale),
    Row(.draining, wanted: false, recorded: false, [], .foreign),
    Row(.absent, wanted: true, recorded: true, [.registerTargets], .wanted),
    Row(.absent, wanted: true, recorded: false, [.claimTargets, .registerTargets], .wanted),
    Row(.absent, wanted: false, recorded: true, [.releaseTargets], nil),
    Row(.absent, wanted: false, recorded: false, [], nil),
  ]

  /// A world in which 10.0.1.5 and 10.0.2.7 are wanted and recorded, but for what the row says of
  /// its own target.
  private func harbour(_ row: Row) -> (Harbour, Target) {
    let target = row.isWanted ? Target("10.0.2.7") : Target("10.0.9.9")
    var harbour = Harbour.recorded(
      ["10.0.1.5/443", row.isWanted && !row.isRecorded ? "" : "10.0.2.7/443"]
        .joined(separator: " ") + (!row.isWanted && row.isRecorded ? " 10.0.9.9/443" : "")
    )
    harbour.here.targetGroups[0].targets.removeAll { $0.target == target }
    switch row.registered {
    case .absent: break
    case .inUse, .draining:
      harbour.here.targetGroups[0].targets.append(
        RegisteredTarget(target, state: row.registered == .inUse ? "healthy" : "draining")
      )
    }
    return (harbour, target)
  }

  @Test func `the table has every combination`() {
    #expect(Set(Self.table.map(\.testDescription)).count == 12)
  }

  @Test(arguments: table) func `each target has its due`(row: Row) {
    let (harbour, target) = harbour(row)
    let plan = harbour.plan
    let changes = plan.changes.map(\.change).filter { $0.targets.contains(target) }
    #expect(changes.map(\.action) == row.actions)
    #expect(changes.allSatisfy { $0.targets == [target] })
    #expect(plan.changes.count == changes.count)
    #expect(plan.targets.first { $0.target == target }?.standing == row.standing)
    #expect(plan.held.isEmpty)
    #expect(plan.findings.isEmpty)
  }

  @Test func `claims come first and releases last`() {
    var harbour = Harbour.recorded("10.0.9.9/443")
    harbour.register(("10.0.9.9", "unhealthy", nil))
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    harbour.here.listeners[0].sslPolicy = "old"
    harbour.binding.listener?.sslPolicy = "new"
    #expect(
      harbour.plan.changes.map(\.change.action) == [
        .claimTargets, .modifyTargetGroup, .registerTargets, .modifyListener, .deregisterTargets,
        .releaseTargets,
      ]
    )
  }

  @Test func `a first run adopts what is wanted and removes nothing`() {
    var harbour = Harbour.recorded("")
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.9.9", "healthy", nil)
    )
    #expect(
      harbour.plan.changes.map(\.change)
        == [.claimTargets([Target("10.0.1.5"), Target("10.0.2.7")])]
    )
    #expect(harbour.plan.status == .changes)
  }

  /// The claims of what is held stay, so that the next run still knows them.
  @Test func `a held removal releases nothing`() {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.2.7/443 10.0.9.9/443")
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.9.9"), state: "healthy")
    )
    harbour.here.environments[0].status = "UPDATING"
    #expect(harbour.plan.changes.isEmpty)
    #expect(harbour.plan.held.map(\.change.action) == [.deregisterTargets])
  }

  @Test func `where all is held nothing is claimed and nothing is released`() {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.8.8/443")
    harbour.here.vpcEndpoints[0].state = "pending"
    #expect(harbour.plan.changes.isEmpty)
    #expect(harbour.plan.held.map(\.change.action) == [.claimTargets])
  }

  @Test func `an empty discovery takes nothing out of the group or the ledger`() {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.2.7/443 10.0.8.8/443")
    harbour.here.vpcEndpoints = []
    #expect(harbour.plan.changes.isEmpty)
    #expect(harbour.plan.held.map(\.code) == [.finding(.endpointNotFound)])
  }

  @Test func `a claim is released whatever holds the listener`() {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.2.7/443 10.0.9.9/443")
    harbour.here.listeners = []
    harbour.here.certificates = []
    let plan = harbour.plan
    #expect(plan.isHeldWhole)
    #expect(plan.changes.map(\.change) == [.releaseTargets([Target("10.0.9.9")])])
  }

  @Test func `a ledger that doesn't fit is an error and holds nothing`() {
    var harbour = Harbour.recorded("")
    harbour.here.targetGroups[0].targets = []
    harbour.here.targetGroups[0].tags.others = 50
    let plan = harbour.plan
    #expect(plan.findings.map(\.code) == [.ledgerFull])
    #expect(plan.changes.map(\.change.action) == [.claimTargets, .registerTargets])
    #expect(plan.status == .held)
  }

  // MARK: Strangers

  @Test func `a recorded stranger goes at once`() {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.2.7/443 10.0.9.9/443")
    harbour.register(
      ("10.0.1.5", "initial", nil),
      ("10.0.2.7", "initial", nil),
      ("10.0.9.9", "healthy", nil)
    )
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    let plan = harbour.plan
    #expect(plan.targets.last?.standing == .stranger)
    #expect(plan.changes.map(\.change.action) == [.deregisterTargets, .releaseTargets])
    #expect(plan.findings.map(\.severity) == [.warning])
  }

  @Test func `doubt about the addresses holds a recorded stranger`() {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.2.7/443 10.0.9.9/443")
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.9.9"), state: "healthy")
    )
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.binding.targetGroup.minimumTargets = 3
    #expect(harbour.plan.held.map(\.code) == [.finding(.tooFewAddresses)])
    #expect(harbour.plan.changes.isEmpty)
  }

  /// In a group of many users every other target has somebody's interface.
  @Test func `another's interface at a target that the ledger doesn't name is no news`() {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.2.7/443")
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.9.9"), state: "healthy")
    )
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    #expect(harbour.plan.targets.last?.standing == .foreign)
    #expect(harbour.plan.status == .inStep)
  }

  @Test func `without any record a stranger is told and held`() {
    var harbour = Harbour.recorded("")
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.9.9"), state: "healthy")
    )
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    let plan = harbour.plan
    #expect(plan.held.map(\.code) == [.safeguard(.notOwned)])
    #expect(plan.findings.map(\.code) == [.targetReassigned])
    #expect(plan.changes.map(\.change.action) == [.claimTargets])
  }

  // MARK: Two bindings of one group

  private func shared(_ own: String, _ other: String, of name: String) -> Harbour {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.2.7/443 \(own)")
    harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey(name)] = other
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.9.9"), state: "healthy")
    )
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    return harbour
  }

  @Test func `another binding's targets are foreign`() {
    for own in ["", "10.0.8.8/443"] {
      var harbour = shared(own, "10.0.9.9/443", of: "other")
      if own.isEmpty { harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey()] = nil }
      #expect(harbour.plan.targets.last?.standing == .foreign)
      #expect(harbour.plan.held.isEmpty)
      #expect(harbour.plan.removals.isEmpty)
    }
  }

  /// Else both would release it and nobody remove it, or one remove what the other wants.
  @Test func `of two that name a target the first by name keeps it until it is the only one`() {
    let first = shared("10.0.9.9/443", "10.0.9.9/443", of: "zebra").plan
    #expect(first.targets.last?.standing == .foreign)
    #expect(first.changes.isEmpty)
    #expect(first.status == .inStep)
    #expect(first.findings.map(\.code) == [.staleTargetKept])
    #expect(first.findings[0].message.contains("the ledger of `zebra` names it too"))
    let last = shared("10.0.9.9/443", "10.0.9.9/443", of: "a").plan
    #expect(last.targets.last?.standing == .foreign)
    #expect(last.changes.map(\.change) == [.releaseTargets([Target("10.0.9.9")])])
    let only = shared("10.0.9.9/443", "10.0.8.8/443", of: "zebra").plan
    #expect(only.changes.map(\.change.action) == [.deregisterTargets, .releaseTargets])
  }

  // MARK: What it is made from

  @Test func `the fingerprint covers the ledger, and nobody else's tags`() {
    let plan = Harbour.recorded("10.0.1.5/443 10.0.2.7/443").plan
    var more = Harbour.recorded("10.0.1.5/443 10.0.2.7/443 10.0.9.9/443")
    #expect(more.plan.fingerprintLines != plan.fingerprintLines)
    more = Harbour.recorded("10.0.2.7/443 10.0.1.5/443")
    more.here.targetGroups[0].tags.others = 7
    more.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("other")] = "10.0.9.9/443"
    #expect(more.plan.fingerprintLines == plan.fingerprintLines)
    more.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("other")] = "10.0.1.5/443"
    #expect(more.plan.fingerprintLines != plan.fingerprintLines)
  }

  @Test func `tags mean nothing to a binding that keeps no ledger`() {
    var harbour = Harbour.recorded("10.0.9.9/443")
    let tags = harbour.here.targetGroups[0].tags
    for ownership in [Ownership.exclusive, .addOnly] {
      harbour.binding.targetGroup.ownership = ownership
      harbour.here.targetGroups[0].tags = tags
      let plan = harbour.plan
      harbour.here.targetGroups[0].tags = GroupTags()
      #expect(harbour.plan == plan)
    }
  }

  @Test func `of two sights of one group the one with tags is kept`() throws {
    let recorded = Harbour.recorded("10.0.1.5/443").observation
    for both in [[recorded, Harbour().observation], [Harbour().observation, recorded]] {
      let merged = try #require(Observation.merged(both))
      #expect(
        merged[.test].targetGroups.map(\.tags.ledgers) == [
          ["mooring:targets:airflow:1": "10.0.1.5/443"]
        ]
      )
    }
  }
}
