import AWS
import Core
import Engine
import Resolver
import Simulator
import TestSupport
import Testing

@Suite struct ObserverTests {
  @Test func `what is observed of a world gives the plan of that world`() async throws {
    let harbour = Harbour()
    let (plan, observation) = try await Stage(harbour).plan()
    #expect(plan.status == .inStep)
    #expect(plan.endpoint == harbour.plan.endpoint)
    #expect(plan.targets == harbour.plan.targets)
    #expect(observation.caller == .test)
  }

  @Test func `a snapshot of what was observed replays to the same plan`() async throws {
    var harbour = Harbour()
    harbour.register(("10.0.9.9", "healthy", nil))
    let (plan, observation) = try await Stage(harbour).plan()
    #expect(BindingPlan(for: harbour.binding, region: "us-west-2", in: observation) == plan)
    let merged = try #require(Observation.merged([observation, observation]))
    #expect(BindingPlan(for: harbour.binding, region: "us-west-2", in: merged) == plan)
  }

  @Test func `hosts that are not the Region's plain ones stand in the plan`() async throws {
    let stage = try Stage()
    var observer = stage.observer
    observer.access.pattern.hosts.usesFIPS = true
    let observation = try await observer.observe([stage.binding])[0].get()
    let plan = BindingPlan(for: stage.binding, region: "us-west-2", in: observation)
    #expect(plan.status == .inStep)
    #expect(plan.apiHosts["elbv2"] == "https://elasticloadbalancing-fips.us-west-2.amazonaws.com")
    #expect(Set(plan.apiHosts.keys) == ["acm", "ec2", "elbv2", "mwaa", "sts"])
    #expect(try await stage.plan().0.apiHosts.isEmpty)
  }

  @Test(.timeLimit(.minutes(5))) func `an MWAA source takes three round trips`() async throws {
    let stage = try Stage()
    let transport = WaveTransport(over: stage.cloud, waves: [5, 3, 5])
    var observer = stage.observer
    observer.access.pattern.transport = transport
    _ = try await observer.observe([stage.binding])[0].get()
    #expect(transport.isDone)
    #expect(transport.requests == 13)
  }

  @Test(.timeLimit(.minutes(5))) func `addresses of others in the group take a fourth`()
    async throws
  {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
    let stage = try Stage(harbour)
    let transport = WaveTransport(over: stage.cloud, waves: [5, 3, 5, 1])
    var observer = stage.observer
    observer.access.pattern.transport = transport
    _ = try await observer.observe([stage.binding])[0].get()
    #expect(transport.isDone)
    #expect(stage.cloud.journal.counts["DescribeNetworkInterfaces"] == 2)
  }

  /// One that endpoint and load balancer both name is asked for once.
  @Test(.timeLimit(.minutes(5))) func `prefix lists take a fourth, where rules name any`()
    async throws
  {
    var harbour = Harbour()
    let rule = SecurityGroupRule(protocol: "tcp", ports: 443...443, prefixListIds: ["pl-0a"])
    harbour.here.securityGroups = [
      SecurityGroup(id: "sg-0a", name: "endpoint", vpcId: "vpc-0a", ingress: [rule]),
      SecurityGroup(id: "sg-0b", name: "balancer", vpcId: "vpc-0a", egress: [rule]),
    ]
    harbour.here.prefixLists = [PrefixList(id: "pl-0a", ranges: [cidr("10.0.0.0/16")])]
    let stage = try Stage(harbour)
    let transport = WaveTransport(over: stage.cloud, waves: [5, 3, 5, 1])
    var observer = stage.observer
    observer.access.pattern.transport = transport
    let observation = try await observer.observe([stage.binding])[0].get()
    #expect(transport.isDone)
    #expect(observation[.test].securityGroups == harbour.here.securityGroups)
    #expect(observation[.test].prefixLists == harbour.here.prefixLists)
  }

  @Test(.timeLimit(.minutes(5))) func `without a listener no security group is asked for`()
    async throws
  {
    var harbour = Harbour()
    harbour.binding.listener = nil
    let stage = try Stage(harbour)
    let transport = WaveTransport(over: stage.cloud, waves: [3, 2, 2])
    var observer = stage.observer
    observer.access.pattern.transport = transport
    _ = try await observer.observe([stage.binding])[0].get()
    #expect(transport.isDone)
    #expect(transport.requests == 7)
  }

  @Test func `security groups and prefix lists that may not be read are unread, and no more`()
    async throws
  {
    var harbour = Harbour()
    harbour.here.securityGroups = [
      SecurityGroup(
        id: "sg-0a",
        name: "endpoint",
        vpcId: "vpc-0a",
        ingress: [SecurityGroupRule(protocol: "tcp", ports: 443...443, prefixListIds: ["pl-0a"])]
      )
    ]
    harbour.register(("10.0.1.5", "unhealthy", "Target.Timeout"))
    let stage = try Stage(harbour)
    // The list that the rule names isn't there.
    let (plan, observation) = try await stage.plan()
    #expect(observation[.test].unread.map(\.name) == ["pl-0a"])
    #expect(plan.findings.map(\.code) == [.targetUnhealthy])
    stage.cloud.deny(["ec2:DescribeSecurityGroups"])
    let (second, denied) = try await stage.plan()
    #expect(denied[.test].unread.map(\.name) == ["sg-0a", "sg-0b"])
    #expect(second.changes.map(\.change) == [.registerTargets([Target("10.0.2.7")])])
    #expect(second.findings.map(\.code) == [.targetUnhealthy])
  }

  /// The tags are asked for together with the targets.
  @Test(.timeLimit(.minutes(5))) func `a ledger takes no further round trip`() async throws {
    let stage = try Stage(.recorded("10.0.1.5/443 10.0.2.7/443"))
    let transport = WaveTransport(over: stage.cloud, waves: [5, 4, 5])
    var observer = stage.observer
    observer.access.pattern.transport = transport
    let observation = try await observer.observe([stage.binding])[0].get()
    #expect(transport.isDone)
    #expect(transport.requests == 14)
    #expect(observation[.test].targetGroups[0].tags == stage.tags)
  }

  @Test func `tags that may not be read fail the binding`() async throws {
    let stage = try Stage(.recorded("10.0.1.5/443"))
    stage.cloud.deny(["elasticloadbalancing:DescribeTags"])
    let result = await stage.observer.observe([stage.binding])[0]
    guard case .failure(let error) = result else {
      Issue.record("a plan was made without the ledger")
      return
    }
    #expect("\(error)".contains("elasticloadbalancing:DescribeTags"))
  }

  @Test func `each endpoint source finds the same addresses`() async throws {
    var harbour = Harbour()
    harbour.observation.names.append(
      NameSighting(name: "internal.example.com", addresses: [ip("10.0.1.5"), ip("10.0.2.7")])
    )
    let sources: [EndpointSource] = [
      .mwaaEnvironment("airflow"),
      .vpcEndpoint(id: Harbour.endpoint.id),
      .service(name: Harbour.service, vpcId: "vpc-0a"),
      .hostname("internal.example.com"),
      .addresses([ip("10.0.1.5"), ip("10.0.2.7")]),
    ]
    for source in sources {
      var stage = try Stage(harbour)
      stage.binding.endpoint.source = source
      let (plan, _) = try await stage.plan()
      #expect(plan.status == .inStep, "\(source)")
      #expect(plan.endpoint?.addresses.map(\.address) == [ip("10.0.1.5"), ip("10.0.2.7")])
    }
  }

  @Test func `an interface that goes between two answers leaves the endpoint incomplete`()
    async throws
  {
    let stage = try Stage()
    var later = Harbour()
    later.here.networkInterfaces.removeLast()
    var observer = stage.observer
    observer.access.pattern.transport = try SplitTransport(
      usually: stage.cloud,
      ifAsked: "network-interface-id",
      instead: Stage(later).cloud
    )
    let observation = try await observer.observe([stage.binding])[0].get()
    let plan = BindingPlan(for: stage.binding, region: "us-west-2", in: observation)
    #expect(plan.findings.map(\.code).contains(.endpointIncomplete))
    #expect(plan.endpoint?.addresses.map(\.address) == [ip("10.0.1.5")])
  }

  @Test func `DNS isn't asked for a web server that no endpoint leads to`() async throws {
    var harbour = Harbour()
    #expect(try await !Stage(harbour).plan().1.names.isEmpty)
    harbour.here.environments[0].webServerEndpointService = nil
    #expect(try await Stage(harbour).plan().1.names.isEmpty)
  }

  @Test func `what is named and not there is a finding, not a failure`() async throws {
    var stage = try Stage()
    stage.binding.endpoint.source = .vpcEndpoint(id: "vpce-0000000000000dead")
    stage.binding.targetGroup.reference = .name("nothing")
    stage.binding.listener?.loadBalancer = .name("nothing")
    let (plan, _) = try await stage.plan()
    #expect(Set(plan.findings.map(\.code)) == [.endpointNotFound, .targetGroupNotFound])
    stage.binding.endpoint.source = .mwaaEnvironment("nothing")
    stage.binding.targetGroup.reference = .name("airflow-web")
    let (second, _) = try await stage.plan()
    #expect(Set(second.findings.map(\.code)) == [.environmentGone, .loadBalancerNotFound])
  }

  @Test func `a certificate that may not be read never stops a target`() async throws {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "healthy", nil))
    let stage = try Stage(harbour)
    stage.cloud.deny(["acm:DescribeCertificate"])
    let (plan, _) = try await stage.plan()
    #expect(plan.findings.map(\.code) == [.listenerUnread])
    #expect(plan.changes.map(\.change) == [.registerTargets([Target("10.0.2.7")])])
  }

  @Test func `a load balancer's subnets that may not be read are the listener's trouble alone`()
    async throws
  {
    var stage = try Stage()
    stage.binding.endpoint.source = .vpcEndpoint(id: "vpce-0000000000000dead")
    stage.cloud.deny(["ec2:DescribeSubnets"])
    let (plan, _) = try await stage.plan()
    #expect(Set(plan.findings.map(\.code)) == [.endpointNotFound, .listenerUnread])
  }

  @Test func `an endpoint that may not be read fails the binding`() async throws {
    let stage = try Stage()
    stage.cloud.deny(["ec2:DescribeVpcEndpoints"])
    let result = await stage.observer.observe([stage.binding])[0]
    guard case .failure(let error) = result else {
      Issue.record("a plan was made without the endpoint")
      return
    }
    #expect("\(error)".contains("ec2:DescribeVpcEndpoints"))
  }

  @Test func `a binding without a Region fails with what to do`() async throws {
    var stage = try Stage()
    stage.binding.region = nil
    let result = await stage.observer.observe([stage.binding])[0]
    #expect(result == .failure(.regionMissing))
  }

  @Test func `bindings are answered in their order, and one's failure is its own`() async throws {
    let stage = try Stage()
    var lost = stage.binding
    lost.region = nil
    let results = await stage.observer.observe([lost, stage.binding, lost])
    #expect(results.map { (try? $0.get()) != nil } == [false, true, false])
  }

  @Test func `the interfaces behind registered addresses are looked up`() async throws {
    var harbour = Harbour()
    harbour.register(("10.0.9.9", "unhealthy", nil))
    harbour.here.networkInterfaces.append(
      NetworkInterface(
        id: "eni-0c",
        vpcId: "vpc-0a",
        subnetId: "subnet-0a",
        availabilityZone: "us-west-2a",
        status: "in-use",
        addresses: [ip("10.0.9.9")]
      )
    )
    let (plan, _) = try await Stage(harbour).plan()
    #expect(plan.targets.contains { $0.standing == .stranger && $0.target == Target("10.0.9.9") })
  }
}

/// Asks another cloud about the requests whose bodies hold some words.
private struct SplitTransport: Transport {
  let usual: SimulatedCloud
  let words: String
  let other: SimulatedCloud

  init(usually usual: SimulatedCloud, ifAsked words: String, instead other: SimulatedCloud) {
    (self.usual, self.words, self.other) = (usual, words, other)
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let isOther = String(decoding: request.body, as: UTF8.self).contains(words)
    return try await (isOther ? other : usual).send(request)
  }
}
