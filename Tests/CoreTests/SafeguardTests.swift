import Core
import TestSupport
import Testing

@Suite struct SafeguardTests {
  private func held(_ harbour: Harbour) -> [String: [Target]] {
    Dictionary(uniqueKeysWithValues: harbour.plan.held.map { ($0.code.code, $0.change.targets) })
  }

  private func drifted() -> Harbour {
    var harbour = Harbour()
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.8.8", "unhealthy", nil),
      ("10.0.9.9", "healthy", nil)
    )
    return harbour
  }

  @Test func `more removals than allowed are all held`() {
    var harbour = drifted()
    harbour.binding.safeguards.maximumDeregistrations = 1
    #expect(held(harbour) == ["too-many-removals": [Target("10.0.8.8"), Target("10.0.9.9")]])
    #expect(harbour.plan.changes.isEmpty)
    harbour.binding.safeguards.maximumDeregistrations = 2
    #expect(harbour.plan.held.isEmpty)
  }

  @Test func `a group on no load balancer keeps its targets`() {
    var harbour = drifted()
    harbour.binding.listener = nil
    harbour.here.targetGroups[0].loadBalancers = []
    #expect(held(harbour).keys.sorted() == ["target-group-unused"])
  }

  @Test func `a listener that the plan creates puts the group in use`() {
    var harbour = drifted()
    harbour.here.targetGroups[0].loadBalancers = []
    harbour.here.listeners = []
    #expect(harbour.plan.changes.map(\.change.action) == [.createListener, .deregisterTargets])
  }

  @Test func `a listener that is held puts nothing in use`() {
    var harbour = drifted()
    harbour.here.targetGroups[0].loadBalancers = []
    harbour.here.listeners = []
    harbour.here.certificates = []
    #expect(held(harbour).keys.sorted() == ["certificate-not-found", "target-group-unused"])
    #expect(harbour.plan.changes.isEmpty)
  }

  @Test func `targets that mooring has not recorded are foreign and stay`() {
    var harbour = drifted()
    harbour.keepLedger("10.0.1.5/443 10.0.2.7/443")
    let plan = harbour.plan
    #expect(plan.status == .inStep)
    #expect(plan.targets.filter { $0.standing == .foreign }.count == 2)
  }

  @Test func `add-only leaves stale targets and is in step`() {
    var harbour = drifted()
    harbour.binding.targetGroup.ownership = .addOnly
    let plan = harbour.plan
    #expect(plan.status == .inStep)
    #expect(plan.findings.map(\.code) == [.staleTargetKept, .staleTargetKept])
  }

  @Test func `where DNS is the only witness a target that may be well stays`() {
    var harbour = drifted()
    harbour.binding.endpoint.source = .hostname("internal.example.com")
    harbour.observation.names.append(
      NameSighting(name: "internal.example.com", addresses: [ip("10.0.1.5"), ip("10.0.2.7")])
    )
    #expect(held(harbour) == ["dns-only-witness": [Target("10.0.9.9")]])
    #expect(harbour.plan.changes.map(\.change) == [.deregisterTargets([Target("10.0.8.8")])])
  }

  @Test func `a stranger goes in spite of an unsettled environment, a stale target doesn't`() {
    var harbour = drifted()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.here.environments[0].status = "UPDATING"
    #expect(held(harbour) == ["environment-unsettled": [Target("10.0.8.8")]])
    #expect(harbour.plan.changes.map(\.change) == [.deregisterTargets([Target("10.0.9.9")])])
  }

  @Test(arguments: ["available", "in-use"], ["vpc-0a", "vpc-0z"])
  func `only an interface in use in the group's VPC makes a stranger`(
    status: String,
    vpc: String
  ) {
    var harbour = drifted()
    var interface = FindingTests.stranger
    interface.status = status
    interface.vpcId = vpc
    harbour.here.networkInterfaces.append(interface)
    let isStranger = harbour.plan.targets.contains { $0.standing == .stranger }
    #expect(isStranger == (status == "in-use" && vpc == "vpc-0a"))
  }

  @Test func `an interface of another endpoint of the service is no stranger's`() {
    var harbour = drifted()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    var leaving = Harbour.endpoint
    leaving.id = "vpce-0fedcba9876543210"
    leaving.state = "deleting"
    leaving.networkInterfaceIds = [FindingTests.stranger.id]
    harbour.here.vpcEndpoints.append(leaving)
    #expect(!harbour.plan.targets.contains { $0.standing == .stranger })
  }

  /// An endpoint on its way out may be unlisted, or list no interfaces, while it still answers.
  @Test(arguments: [nil, [] as [String]])
  func `an interface of an endpoint that nothing is known of is no stranger's`(
    listed: [String]?
  ) {
    var harbour = drifted()
    var interface = FindingTests.stranger
    interface.description = "VPC Endpoint Interface vpce-0fedcba9876543210"
    harbour.here.networkInterfaces.append(interface)
    if let listed {
      var leaving = Harbour.endpoint
      leaving.id = "vpce-0fedcba9876543210"
      leaving.state = "deleting"
      leaving.networkInterfaceIds = listed
      harbour.here.vpcEndpoints.append(leaving)
    }
    #expect(!harbour.plan.targets.contains { $0.standing == .stranger })
  }

  @Test func `an interface of another service's endpoint is a stranger's`() {
    var harbour = drifted()
    var interface = FindingTests.stranger
    interface.description = "VPC Endpoint Interface vpce-0ddb0ddb0ddb0ddb0"
    harbour.here.networkInterfaces.append(interface)
    var database = Harbour.endpoint
    database.id = "vpce-0ddb0ddb0ddb0ddb0"
    database.serviceName = literal(Harbour.environment.databaseEndpointService)
    database.networkInterfaceIds = [interface.id]
    harbour.here.vpcEndpoints.append(database)
    #expect(harbour.plan.targets.contains { $0.standing == .stranger })
  }

  @Test func `an endpoint seen in part makes no stranger`() {
    var harbour = drifted()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.here.networkInterfaces.removeFirst()
    #expect(!harbour.plan.targets.contains { $0.standing == .stranger })
  }

  @Test func `the web server's CNAME decides between two endpoints`() throws {
    var harbour = Harbour()
    var other = Harbour.endpoint
    other.id = "vpce-0fedcba9876543210"
    other.dnsNames = []
    harbour.here.vpcEndpoints.append(other)
    let host = try #require(Harbour.environment.webServerHost)
    harbour.observation.names.append(
      NameSighting(name: host, canonicalNames: Harbour.endpoint.dnsNames)
    )
    #expect(harbour.plan.endpoint?.vpcEndpointId == Harbour.endpoint.id)
    #expect(harbour.plan.status == .inStep)
  }

  @Test func `a DNS answer that names some of the addresses is agreement`() {
    var harbour = Harbour()
    harbour.observation.names[0].addresses.removeLast()
    #expect(harbour.plan.findings.isEmpty)
  }

  @Test func `the certificate's finding names all three Regions`() throws {
    var harbour = Harbour()
    harbour.binding.listener?.certificate = .arn(
      arn("arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012")
    )
    harbour.here.environments[0].arn = arn(
      "arn:aws:airflow:eu-west-1:123456789012:environment/airflow"
    )
    let finding = try #require(harbour.plan.findings.first { $0.code == .certificateRegion })
    for region in ["us-east-1", "us-west-2", "eu-west-1"] {
      #expect(finding.message.contains(region))
    }
  }
}
