import Core
import TestSupport
import Testing

@Suite struct NetworkPathTests {
  /// How one direction is in a harbour that was changed, as words: `open`, `partly`, `blocked`, or
  /// `unknown` with a part of the reason.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let direction: Passage.Direction
    let expected: String
    let change: @Sendable (inout Harbour) -> Void

    init(
      _ description: String,
      _ direction: Passage.Direction,
      _ expected: String,
      _ change: @escaping @Sendable (inout Harbour) -> Void
    ) {
      testDescription = "\(direction): \(description)"
      self.direction = direction
      self.expected = expected
      self.change = change
    }
  }

  static func word(_ verdict: Passage.Verdict) -> String {
    switch verdict {
    case .open: "open"
    case .partly: "partly"
    case .blocked: "blocked"
    case .unknown(let reason): "unknown \(reason)"
    }
  }

  @Test(arguments: egress + ingress) func `rules open a way or don't`(example: Case) throws {
    var harbour = Harbour.guarded
    example.change(&harbour)
    let path = try #require(harbour.reach).path
    let passages = path.passages.filter { $0.direction == example.direction }
    #expect(passages.map(\.address) == [ip("10.0.1.5"), ip("10.0.2.7")])
    for passage in passages {
      let word = Self.word(passage.verdict)
      #expect(word.hasPrefix(example.expected.prefix { $0 != " " }), "\(word)")
      #expect(word.contains(example.expected.drop { $0 != " " }), "\(word)")
    }
    // The order of rules, and of what they name, says nothing.
    var turned = harbour
    turned.here.securityGroups.reverse()
    turned.here.subnets.reverse()
    turned.here.prefixLists.reverse()
    for index in turned.here.securityGroups.indices {
      turned.here.securityGroups[index].ingress.reverse()
      turned.here.securityGroups[index].egress.reverse()
    }
    #expect(turned.reach == harbour.reach)
  }

  static let egress = [
    Case("to the endpoint's group", .egress, "open") { _ in },
    Case("to anywhere, any protocol", .egress, "open") {
      $0.balancerSends = [SecurityGroupRule(protocol: "-1", ranges: [cidr("0.0.0.0/0")])]
    },
    Case("TCP by its number", .egress, "open") {
      $0.balancerSends = [
        SecurityGroupRule(protocol: "6", ports: 0...65_535, ranges: [cidr("10.0.0.0/8")])
      ]
    },
    Case("TCP without ports", .egress, "open") {
      $0.balancerSends = [.tcp(nil, ["10.0.0.0/16"])]
    },
    Case("the range's last port", .egress, "open") {
      $0.balancerSends = [.tcp(80...443, ["10.0.0.0/16"])]
    },
    Case("beyond the range's last port", .egress, "blocked") {
      $0.balancerSends = [.tcp(80...442, ["10.0.0.0/16"])]
    },
    Case("UDP only", .egress, "blocked") {
      $0.balancerSends = [
        SecurityGroupRule(protocol: "udp", ports: 443...443, ranges: [cidr("0.0.0.0/0")])
      ]
    },
    Case("no rule at all", .egress, "blocked") { $0.balancerSends = [] },
    Case("every IPv6 address", .egress, "blocked") { $0.balancerSends = [.tcp(nil, ["::/0"])] },
    Case("another group", .egress, "blocked") {
      $0.balancerSends = [.tcp(443...443, groups: ["sg-0b", "sg-0c"])]
    },
    Case("two rules together", .egress, "open") {
      $0.balancerSends = [.tcp(443...443, ["10.0.2.7/32"]), .tcp(443...443, ["10.0.1.5/32"])]
    },
    Case("by a second group of the load balancer", .egress, "open") {
      $0.balancerSends = []
      $0.here.loadBalancers[0].securityGroupIds.append("sg-0c")
      $0.here.securityGroups.append(
        SecurityGroup(
          id: "sg-0c",
          name: "more",
          vpcId: "vpc-0a",
          egress: [.tcp(443...443, ["10.0.0.0/8"])]
        )
      )
    },
    Case("a prefix list", .egress, "open") {
      $0.balancerSends = [.tcp(443...443, lists: ["pl-0a", "pl-0b"])]
      $0.here.prefixLists = [
        PrefixList(id: "pl-0b", ranges: [cidr("10.0.0.0/16")]), PrefixList(id: "pl-0a", ranges: []),
      ]
    },
    Case("a prefix list of others", .egress, "blocked") {
      $0.balancerSends = [.tcp(443...443, lists: ["pl-0a"])]
      $0.here.prefixLists = [PrefixList(id: "pl-0a", ranges: [cidr("192.168.0.0/16")])]
    },
    Case("a prefix list that nobody read", .egress, "unknown prefix list pl-0a") {
      $0.balancerSends = [.tcp(443...443, lists: ["pl-0a"])]
    },
    Case("an unread prefix list of another port", .egress, "blocked") {
      $0.balancerSends = [.tcp(80...80, lists: ["pl-0a"])]
    },
    Case("an unread prefix list beside a rule that opens", .egress, "open") {
      $0.balancerSends += [.tcp(443...443, lists: ["pl-0a"])]
    },
    Case("a group that wasn't seen", .egress, "unknown sg-0b was not seen") {
      $0.here.securityGroups.removeLast()
    },
    Case("a group that may not be read", .egress, "unknown could not be read: AccessDenied") {
      $0.here.securityGroups.removeLast()
      $0.here.unread = [Unread(.securityGroup, name: "sg-0b", reason: "AccessDenied")]
    },
    Case("one group unread, another opens", .egress, "open") {
      $0.here.loadBalancers[0].securityGroupIds.append("sg-0c")
    },
    Case("one group unread, the other doesn't open", .egress, "unknown sg-0c") {
      $0.here.loadBalancers[0].securityGroupIds.append("sg-0c")
      $0.balancerSends = []
    },
    Case("no groups shown", .egress, "unknown shows no security groups") {
      $0.here.loadBalancers[0].securityGroupIds = []
    },
    Case("by ranges to addresses without an endpoint", .egress, "open") {
      $0.binding.endpoint.source = .addresses([ip("10.0.1.5"), ip("10.0.2.7")])
      $0.balancerSends = [.tcp(443...443, ["10.0.0.0/16"])]
    },
    Case("by groups to addresses without an endpoint", .egress, "unknown name security groups") {
      $0.binding.endpoint.source = .addresses([ip("10.0.1.5"), ip("10.0.2.7")])
    },
    Case("elsewhere than addresses without an endpoint", .egress, "blocked") {
      $0.binding.endpoint.source = .addresses([ip("10.0.1.5"), ip("10.0.2.7")])
      $0.balancerSends = [.tcp(443...443, ["192.168.0.0/16"])]
    },
  ]

  static let ingress = [
    Case("from the load balancer's group", .ingress, "open") { _ in },
    Case("from its own group, which both have", .ingress, "open") {
      $0.here.loadBalancers[0].securityGroupIds = ["sg-0a"]
      $0.endpointAccepts = [.tcp(443...443, groups: ["sg-0a"])]
    },
    Case("from another group", .ingress, "blocked") {
      $0.endpointAccepts = [.tcp(443...443, groups: ["sg-0a"])]
    },
    Case("from a group of a peered VPC", .ingress, "open") {
      $0.here.vpcEndpoints[0].vpcId = "vpc-0b"
      $0.here.securityGroups[0].vpcId = "vpc-0b"
      $0.endpointAccepts[0].groups = [
        SecurityGroupPeer("sg-0b", account: literal(AccountID("210987654321")))
      ]
    },
    Case("from everywhere", .ingress, "open") { $0.endpointAccepts = [.tcp(nil, ["0.0.0.0/0"])] },
    Case("from everywhere, the subnets' ranges unknown", .ingress, "open") {
      $0.endpointAccepts = [.tcp(nil, ["0.0.0.0/0"])]
      $0.here.subnets[0].cidrBlocks = []
    },
    Case("from the whole VPC", .ingress, "open") {
      $0.endpointAccepts = [.tcp(443...443, ["10.0.0.0/16"])]
    },
    Case("from both subnets, in pieces", .ingress, "open") {
      $0.endpointAccepts = [
        .tcp(443...443, ["10.0.2.0/24", "10.0.1.128/25"]), .tcp(0...1024, ["10.0.1.0/25"]),
      ]
    },
    Case("from one subnet of two", .ingress, "partly") {
      $0.endpointAccepts = [.tcp(443...443, ["10.0.1.0/24"])]
    },
    Case("from a part of each subnet", .ingress, "partly") {
      $0.endpointAccepts = [.tcp(443...443, ["10.0.1.0/25", "10.0.2.0/25"])]
    },
    Case("from other ranges", .ingress, "blocked") {
      $0.endpointAccepts = [.tcp(443...443, ["10.0.3.0/24"])]
    },
    Case("from ranges, the subnets' own unknown", .ingress, "unknown subnets are not known") {
      $0.endpointAccepts = [.tcp(443...443, ["10.0.3.0/24"])]
      $0.here.subnets.removeLast()
    },
    Case("from nobody, the subnets' ranges unknown", .ingress, "blocked") {
      $0.endpointAccepts = []
      $0.here.subnets = []
    },
    Case("from every IPv6 address", .ingress, "blocked") {
      $0.endpointAccepts = [.tcp(443...443, ["::/0"])]
    },
    Case("another port", .ingress, "blocked") {
      $0.endpointAccepts = [.tcp(80...80, groups: ["sg-0b"])]
    },
    Case("a prefix list of the whole VPC", .ingress, "open") {
      $0.endpointAccepts = [.tcp(443...443, lists: ["pl-0a"])]
      $0.here.prefixLists = [
        PrefixList(id: "pl-0a", ranges: [cidr("10.0.0.0/17"), cidr("10.0.128.0/17")])
      ]
    },
    Case("a prefix list of one subnet", .ingress, "partly") {
      $0.endpointAccepts = [.tcp(443...443, lists: ["pl-0a"])]
      $0.here.prefixLists = [PrefixList(id: "pl-0a", ranges: [cidr("10.0.2.0/24")])]
    },
    Case("a prefix list that may not be read", .ingress, "unknown prefix list pl-0a") {
      $0.endpointAccepts = [.tcp(443...443, lists: ["pl-0a"])]
      $0.here.unread = [Unread(.prefixList, name: "pl-0a", reason: "AccessDenied")]
    },
    Case("a group that wasn't seen", .ingress, "unknown sg-0a was not seen") {
      $0.here.securityGroups[0].id = "sg-0c"
    },
    Case("no groups shown", .ingress, "unknown shows no security groups") {
      $0.here.vpcEndpoints[0].securityGroupIds = []
    },
    Case("addresses without an endpoint", .ingress, "unknown names no endpoint") {
      $0.binding.endpoint.source = .addresses([ip("10.0.1.5"), ip("10.0.2.7")])
    },
  ]

  /// The commands of the rules that are missing, in order.
  private func commands(_ harbour: Harbour) -> [String] {
    let rules = (harbour.reach?.path.passages ?? []).flatMap { passage in
      switch passage.verdict {
      case .blocked(let rules), .partly(let rules): rules
      case .open, .unknown: [MissingRule]()
      }
    }
    return Set(rules).sorted().map(\.command)
  }

  @Test func `within a VPC the rules to add name groups`() {
    var harbour = Harbour.guarded
    harbour.endpointAccepts = []
    harbour.balancerSends = []
    #expect(
      commands(harbour) == [
        "aws ec2 authorize-security-group-egress --group-id sg-0b --ip-permissions "
          + "'IpProtocol=tcp,FromPort=443,ToPort=443,UserIdGroupPairs=[{GroupId=sg-0a}]'",
        "aws ec2 authorize-security-group-ingress --group-id sg-0a --protocol tcp --port 443 "
          + "--source-group sg-0b",
      ]
    )
  }

  @Test func `between VPCs the rules to add name ranges`() {
    var harbour = Harbour.guarded
    harbour.endpointAccepts = [.tcp(443...443, ["10.0.1.0/24"])]
    harbour.balancerSends = []
    harbour.here.vpcEndpoints[0].vpcId = "vpc-0b"
    #expect(
      commands(harbour) == [
        "aws ec2 authorize-security-group-egress --group-id sg-0b --ip-permissions "
          + "'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.1.5/32}]'",
        "aws ec2 authorize-security-group-egress --group-id sg-0b --ip-permissions "
          + "'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.2.7/32}]'",
        "aws ec2 authorize-security-group-ingress --group-id sg-0a --protocol tcp --port 443 "
          + "--cidr 10.0.2.0/24",
      ]
    )
  }

  @Test func `rules between accounts name the owner of the other's group`() throws {
    var harbour = Harbour.guarded
    let far = Place(account: literal(AccountID("210987654321")), region: "us-west-2")
    harbour.binding.endpoint = EndpointSpec(
      source: .vpcEndpoint(id: Harbour.endpoint.id),
      assumeRole: AssumeRole(arn: arn("arn:aws:iam::210987654321:role/far"))
    )
    var there = Resources()
    there.vpcEndpoints = [Harbour.endpoint]
    there.networkInterfaces = Harbour.interfaces
    there.subnets = harbour.here.subnets
    there.securityGroups = [SecurityGroup(id: "sg-0a", name: "endpoint", vpcId: "vpc-0a")]
    harbour.observation.places[far] = there
    harbour.here.vpcEndpoints = []
    harbour.here.securityGroups.removeFirst()
    harbour.here.securityGroups[0].egress = []
    #expect(
      commands(harbour) == [
        "aws ec2 authorize-security-group-egress --group-id sg-0b --ip-permissions "
          + "'IpProtocol=tcp,FromPort=443,ToPort=443,"
          + "UserIdGroupPairs=[{GroupId=sg-0a,UserId=210987654321}]'",
        "aws ec2 authorize-security-group-ingress --group-id sg-0a --protocol tcp --port 443 "
          + "--source-group sg-0b --group-owner 123456789012",
      ]
    )
    let answer = try #require(harbour.reach?.answers.first { $0.subject == .ingress })
    #expect(
      answer.remedy.hasPrefix(
        "Let sg-0a (account 210987654321) accept TCP 443 from sg-0b (account 123456789012): `aws"
      )
    )
  }

  @Test func `IPv6 is held against rules of its own family`() throws {
    var harbour = Harbour.guarded
    harbour.here.targetGroups[0].family = .ipv6
    harbour.binding.endpoint.source = .addresses([ip("2001:db8::5")])
    harbour.balancerSends = [.tcp(443...443, ["0.0.0.0/0"])]
    #expect(
      commands(harbour) == [
        "aws ec2 authorize-security-group-egress --group-id sg-0b --ip-permissions "
          + "'IpProtocol=tcp,FromPort=443,ToPort=443,Ipv6Ranges=[{CidrIpv6=2001:db8::5/128}]'"
      ]
    )
    harbour.balancerSends = [.tcp(443...443, ["2001:db8::/32"])]
    #expect(commands(harbour).isEmpty)
  }

  @Test(
    arguments: [("8443", [443, 8443]), ("443", [443]), ("traffic-port", [443])]
      as [(String, Set<Int>)]
  )
  func `the health check's port is looked at as well`(port: String, ports: Set<Int>) throws {
    var harbour = Harbour.guarded
    harbour.here.targetGroups[0].healthCheck.port = port
    let seen = try #require(harbour.reach).path.passages
    #expect(Set(seen.map(\.port)) == ports)
    // The spec's own comes first: it will be the group's.
    harbour.binding.targetGroup.healthCheck.port = .number(9000)
    #expect(Set(try #require(harbour.reach).path.passages.map(\.port)) == [443, 9000])
    for passage in try #require(harbour.reach).path.passages where passage.port == 9000 {
      #expect(Self.word(passage.verdict) == "blocked")
    }
  }

  @Test func `nothing is said where there is no load balancer to look at`() {
    var harbour = Harbour.guarded
    harbour.here.loadBalancers[0].type = "network"
    #expect(harbour.reach == nil)
    harbour.here.loadBalancers = []
    #expect(harbour.reach == nil)
    harbour = .guarded
    harbour.binding.listener = nil
    #expect(harbour.reach == nil)
  }
}
