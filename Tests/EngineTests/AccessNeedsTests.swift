import Core
import Simulator
import TestSupport
import Testing

/// What the policy allows, held against what a run really asks.
@Suite struct AccessNeedsTests {
  /// The actions of a policy without their services, sorted.
  private func allowed(_ binding: Binding, for purpose: AccessNeeds.Purpose) -> [String] {
    let needs = AccessNeeds(
      of: [binding],
      region: "us-west-2",
      partition: { _ in "aws" },
      for: purpose
    )
    return needs.caller.statements.flatMap(\.actions)
      .map { String($0.split(separator: ":")[1]) }
      // Asked where an address is outside the group's VPC only.
      .filter { $0 != "DescribeTargetGroupAttributes" }.sorted()
  }

  /// What was asked, but for what needs no leave.
  private func asked(_ stage: Stage) -> [String] {
    stage.cloud.journal.counts.keys.filter { $0 != "GetCallerIdentity" }.sorted()
  }

  /// The harbour with security groups that name a prefix list, so that it is asked for as well.
  private func guarded(_ harbour: Harbour = Harbour()) -> Harbour {
    var harbour = harbour
    let rule = SecurityGroupRule(protocol: "tcp", ports: 443...443, prefixListIds: ["pl-0a"])
    harbour.here.securityGroups = [
      SecurityGroup(id: "sg-0a", name: "endpoint", vpcId: "vpc-0a", ingress: [rule]),
      SecurityGroup(id: "sg-0b", name: "balancer", vpcId: "vpc-0a", egress: [rule]),
    ]
    harbour.here.prefixLists = [PrefixList(id: "pl-0a", ranges: [cidr("10.0.0.0/16")])]
    return harbour
  }

  static let sources: [EndpointSource] = [
    .mwaaEnvironment("airflow"), .vpcEndpoint(id: Harbour.endpoint.id),
    .service(name: Harbour.service, vpcId: Harbour.endpoint.vpcId), .addresses([ip("10.0.1.5")]),
  ]

  @Test(arguments: sources, [true, false])
  func `a plan asks just what its policy allows`(
    source: EndpointSource,
    hasListener: Bool
  ) async throws {
    var harbour = guarded()
    harbour.binding.endpoint.source = source
    if !hasListener { harbour.binding.listener = nil }
    let stage = try Stage(harbour)
    _ = try await stage.plan()
    #expect(asked(stage) == allowed(harbour.binding, for: .plan))
  }

  @Test(arguments: [TargetProtocol.https, .http], [TargetProtocol.https, .http])
  func `a plan with a rule asks just what its policy allows`(
    wanted: TargetProtocol,
    found: TargetProtocol
  ) async throws {
    var harbour = guarded()
    harbour.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
    harbour.binding.listener?.protocol = wanted
    if wanted == .http { harbour.binding.listener?.certificate = nil }
    harbour.here.listeners[0].protocol = found.rawValue
    if found == .http { harbour.here.listeners[0].certificate = nil }
    let stage = try Stage(harbour)
    _ = try await stage.plan()
    // A listener without certificates isn't asked for them.
    let unasked = found == .http ? ["DescribeListenerCertificates"] : []
    #expect(
      asked(stage) == allowed(harbour.binding, for: .plan).filter { !unasked.contains($0) }
    )
  }

  @Test func `the group's attributes are asked for where an address is outside its VPC`()
    async throws
  {
    var harbour = guarded()
    harbour.binding.endpoint.source = .addresses([ip("172.16.0.9"), ip("172.16.1.9")])
    harbour.here.subnets[0].cidrBlocks = [cidr("10.0.0.0/16")]
    let stage = try Stage(harbour)
    _ = try await stage.plan()
    let attributes = "DescribeTargetGroupAttributes"
    #expect(
      asked(stage) == (allowed(harbour.binding, for: .plan) + [attributes]).sorted()
    )
  }

  @Test func `a plan of a binding that keeps a ledger asks for tags`() async throws {
    let harbour = guarded(.recorded(""))
    let stage = try Stage(harbour)
    _ = try await stage.plan()
    #expect(asked(stage) == allowed(harbour.binding, for: .plan))
    #expect(asked(stage).contains("DescribeTags"))
  }

  @Test func `a certificate by its domain is listed, and asked for only where its names are many`()
    async throws
  {
    var harbour = guarded()
    harbour.binding.listener?.certificate = .domain("airflow.example.com")
    let stage = try Stage(harbour)
    _ = try await stage.plan()
    let expected = allowed(harbour.binding, for: .plan).filter { $0 != "DescribeCertificate" }
    #expect(asked(stage) == expected)
  }

  @Test func `an import asks just what its policy allows`() async throws {
    let folder = try CertificateFolder()
    try folder.make("leaf", for: ["airflow.example.com"])
    var harbour = guarded()
    harbour.binding.listener?.certificate = .files(
      certificate: folder.path("leaf.pem"),
      chain: nil,
      privateKey: folder.path("leaf.key")
    )
    let stage = try Stage(harbour)
    _ = try await stage.apply()
    try folder.make("leaf", for: ["airflow.example.com"])
    _ = try await stage.apply()
    let unasked = [
      "AddListenerCertificates", "CreateListener", "DeregisterTargets", "ModifyTargetGroup",
      "RegisterTargets",
    ]
    let expected = allowed(harbour.binding, for: .apply).filter { !unasked.contains($0) }
    #expect(asked(stage) == expected)
  }

  @Test func `an apply that keeps a ledger asks just what its policy allows`() async throws {
    var harbour = Harbour.recorded("10.0.1.5/443 10.0.9.9/443")
    // Tags of two numbers, of which one is no longer needed.
    harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("airflow", 2)] = "10.0.9.9/443"
    harbour.register(("10.0.9.9", "unhealthy", "Target.Timeout"), ("10.0.1.5", "healthy", nil))
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    harbour.binding.listener = nil
    let stage = try Stage(harbour)
    _ = try await stage.apply()
    #expect(asked(stage) == allowed(harbour.binding, for: .apply))
  }

  @Test func `an apply that has everything to do asks just what its policy allows`() async throws {
    var harbour = guarded()
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    harbour.here.targetGroups[0].targets = []
    harbour.register(("10.0.9.9", "unhealthy", "Target.Timeout"), ("10.0.1.5", "healthy", nil))
    harbour.here.listeners[0].sslPolicy = "ELBSecurityPolicy-2016-08"
    harbour.binding.listener?.sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    let stage = try Stage(harbour)
    _ = try await stage.apply()
    // A listener is there, so that none is made, and nobody shares it.
    let expected = allowed(harbour.binding, for: .apply)
      .filter { !["CreateListener", "AddListenerCertificates"].contains($0) }
    #expect(asked(stage) == expected)
  }
}
