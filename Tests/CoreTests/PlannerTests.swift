import Core
import TestSupport
import Testing

@Suite struct PlannerTests {
  @Test func `a world that is in step needs no change`() {
    let plan = Harbour().plan
    #expect(plan.status == .inStep)
    #expect(plan.changes.isEmpty)
    #expect(plan.held.isEmpty)
    #expect(plan.findings.isEmpty)
    #expect(plan.endpoint?.addresses.map(\.availabilityZoneId) == ["usw2-az1", "usw2-az2"])
  }

  @Test func `changes come in the order in which they are made`() {
    var harbour = Harbour()
    harbour.register(("10.0.9.9", "healthy", nil))
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    harbour.here.listeners = []
    let plan = harbour.plan
    #expect(
      plan.changes.map(\.change.action)
        == [.modifyTargetGroup, .registerTargets, .createListener, .deregisterTargets]
    )
    #expect(plan.changes[1].change.targets == [Target("10.0.1.5"), Target("10.0.2.7")])
    #expect(plan.changes[3].change.targets == [Target("10.0.9.9")])
    #expect(plan.status == .changes)
  }

  /// The order of AWS's lists means nothing.
  @Test(arguments: 0..<20) func `the order of the observation changes nothing`(seed: UInt64) {
    var harbour = Harbour()
    harbour.register(
      ("10.0.9.9", "healthy", nil),
      ("10.0.8.8", "unhealthy", "Target.Timeout"),
      ("10.0.1.5", "initial", nil)
    )
    harbour.here.vpcEndpoints.append(Self.deletedEndpoint)
    let plan = harbour.plan
    var random = SeededGenerator(seed: seed)
    harbour.here.vpcEndpoints.shuffle(using: &random)
    harbour.here.networkInterfaces.shuffle(using: &random)
    harbour.here.subnets.shuffle(using: &random)
    harbour.here.targetGroups[0].targets.shuffle(using: &random)
    harbour.here.loadBalancers[0].zones.shuffle(using: &random)
    harbour.observation.names[0].addresses.shuffle(using: &random)
    #expect(harbour.plan == plan)
  }

  @Test func `a matcher of the same codes in another order is no drift`() {
    var harbour = Harbour()
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("302,200")
    #expect(harbour.plan.status == .inStep)
  }

  @Test func `only the health check's given keys are compared`() {
    var harbour = Harbour()
    harbour.here.targetGroups[0].healthCheck.path = "/elsewhere"
    #expect(harbour.plan.status == .inStep)
    harbour.binding.targetGroup.healthCheck.path = "/health"
    #expect(
      harbour.plan.changes.map(\.change)
        == [.modifyTargetGroup([Setting(.path, from: "/elsewhere", to: "/health")])]
    )
  }

  @Test func `a draining wanted target is registered again`() {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "draining", nil), ("10.0.2.7", "healthy", nil))
    #expect(harbour.plan.changes.map(\.change) == [.registerTargets([Target("10.0.1.5")])])
  }

  @Test func `a draining stale target counts as removed`() {
    var harbour = Harbour()
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.9.9", "draining", nil)
    )
    #expect(harbour.plan.status == .inStep)
  }

  @Test func `one address on another port is another target`() {
    var harbour = Harbour()
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.1.5", 8443), state: "healthy")
    )
    #expect(
      harbour.plan.changes.map(\.change) == [.deregisterTargets([Target("10.0.1.5", 8443)])]
    )
  }

  @Test func `the database endpoint in the same VPC is never moored to`() {
    var harbour = Harbour()
    var database = Harbour.endpoint
    database.id = "vpce-0ddb0ddb0ddb0ddb0"
    database.serviceName = literal(Harbour.environment.databaseEndpointService)
    database.networkInterfaceIds = ["eni-0d"]
    harbour.here.vpcEndpoints.insert(database, at: 0)
    #expect(harbour.plan == Harbour().plan)
  }

  static let deletedEndpoint = VPCEndpoint(
    id: "vpce-0000000000000dead",
    serviceName: Harbour.service,
    vpcId: "vpc-0a",
    state: "deleted",
    subnetIds: [],
    networkInterfaceIds: []
  )
}
