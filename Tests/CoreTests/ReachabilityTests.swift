import Core
import TestSupport
import Testing

@Suite struct ReachabilityTests {
  private func answers(_ change: (inout Harbour) -> Void) -> [NetworkAnswer.Subject: NetworkAnswer]
  {
    var harbour = Harbour.guarded
    change(&harbour)
    let answers = harbour.reach?.answers ?? []
    #expect(answers.map(\.subject) == NetworkAnswer.Subject.allCases)
    for answer in answers {
      #expect(!answer.words.isEmpty)
      #expect(answer.remedy.isEmpty == [.open, .unknown].contains(answer.verdict))
    }
    return Dictionary(uniqueKeysWithValues: answers.map { ($0.subject, $0) })
  }

  @Test func `an open way is said so`() {
    let answers = answers { _ in }
    #expect(answers.values.allSatisfy { $0.verdict == .open })
    #expect(
      answers[.egress]?.words
        == "The security groups of airflow (sg-0b) let it send to 10.0.1.5 and 10.0.2.7 on port 443."
    )
    #expect(
      answers[.ingress]?.words
        == "The security groups of vpce-0123456789abcdef0 (sg-0a) accept airflow at 10.0.1.5 and "
        + "10.0.2.7 on port 443."
    )
    #expect(
      answers[.zones]?.words == "airflow serves the zones of all addresses: us-west-2a, us-west-2b."
    )
    #expect(answers[.vpc]?.words == "Load balancer and endpoint are in vpc-0a.")
  }

  @Test func `a shut way says which rule opens it`() {
    let answers = answers { $0.endpointAccepts = [] }
    #expect(answers[.egress]?.verdict == .open)
    #expect(answers[.ingress]?.verdict == .blocked)
    #expect(
      answers[.ingress]?.remedy
        == "Let sg-0a accept TCP 443 from sg-0b: `aws ec2 authorize-security-group-ingress "
        + "--group-id sg-0a --protocol tcp --port 443 --source-group sg-0b`."
    )
  }

  @Test func `a way that is open in part says so`() {
    let answers = answers { $0.endpointAccepts = [.tcp(443...443, ["10.0.1.0/24"])] }
    #expect(answers[.ingress]?.verdict == .partly)
  }

  @Test func `what nobody knows says why`() {
    let answers = answers {
      $0.here.securityGroups = []
      $0.binding.endpoint.source = .hostname("airflow.internal")
      $0.observation.names = [NameSighting(name: "airflow.internal", addresses: [ip("10.0.1.5")])]
    }
    #expect(answers.values.allSatisfy { $0.verdict == .unknown })
    #expect(answers[.egress]?.words == "Not known: security group sg-0b was not seen.")
  }

  @Test func `no addresses leave the ways unknown`() {
    let answers = answers { $0.here.vpcEndpoints = [] }
    #expect(answers[.egress]?.verdict == .unknown)
    #expect(answers[.ingress]?.verdict == .unknown)
  }

  @Test func `zones and VPCs that don't fit are said`() {
    let answers = answers {
      $0.here.loadBalancers[0].zones.removeLast()
      $0.here.vpcEndpoints[0].vpcId = "vpc-0b"
    }
    #expect(answers[.zones]?.verdict == .blocked)
    #expect(answers[.vpc]?.verdict == .partly)
    #expect(answers[.vpc]?.remedy.contains("peering connection or a transit gateway") ?? false)
  }

  @Test func `a group of another VPC than the load balancer's is refused by AWS`() {
    let answers = answers { $0.here.targetGroups[0].vpcId = "vpc-0b" }
    #expect(answers[.vpc]?.verdict == .blocked)
  }

  // MARK: Findings

  private func blocks(_ change: (inout Harbour) -> Void) -> [Finding] {
    var harbour = Harbour.guarded
    harbour.register(
      ("10.0.1.5", "unhealthy", "Target.Timeout"),
      ("10.0.2.7", "unhealthy", "Target.Timeout")
    )
    change(&harbour)
    return harbour.plan.findings.filter { $0.code == .securityGroupBlocks }
  }

  @Test func `groups that let traffic through are no finding`() {
    #expect(blocks { _ in }.isEmpty)
  }

  @Test func `each direction that is shut is an error with its rule`() {
    let found = blocks {
      $0.endpointAccepts = []
      $0.balancerSends = []
    }
    #expect(found.map(\.severity) == [.error, .error])
    #expect(found.map(\.holds) == [.nothing, .nothing])
    #expect(found[0].remedy.contains("authorize-security-group-egress"))
    #expect(found[1].remedy.contains("--source-group sg-0b"))
  }

  @Test func `targets that aren't registered yet don't hide it`() {
    #expect(
      blocks {
        $0.endpointAccepts = []
        $0.register()
      }.count == 1
    )
  }

  @Test func `a healthy target proves that it is reached`() {
    #expect(
      blocks {
        $0.endpointAccepts = []
        $0.register(("10.0.1.5", "healthy", nil), ("10.0.2.7", "unhealthy", "Target.Timeout"))
      }.isEmpty
    )
  }

  @Test func `a healthy stale target proves nothing`() {
    #expect(
      blocks {
        $0.endpointAccepts = []
        $0.register(("10.0.9.9", "healthy", nil))
      }.count == 1
    )
  }

  @Test func `a part of the subnets is a warning`() {
    let found = blocks { $0.endpointAccepts = [.tcp(443...443, ["10.0.1.0/24"])] }
    #expect(found.map(\.severity) == [.warning])
  }

  @Test func `what isn't known is no finding`() {
    #expect(blocks { $0.here.securityGroups = [] }.isEmpty)
    #expect(
      blocks {
        $0.endpointAccepts = [.tcp(443...443, lists: ["pl-0a"])]
        $0.balancerSends = [.tcp(443...443, lists: ["pl-0a"])]
      }.isEmpty
    )
  }

  @Test func `an endpoint in another VPC is told without a listener too`() {
    var harbour = Harbour()
    harbour.binding.listener = nil
    harbour.here.vpcEndpoints[0].vpcId = "vpc-0b"
    #expect(harbour.plan.findings.map(\.code) == [.endpointInAnotherVPC])
    #expect(harbour.plan.status == .inStep)
  }

  @Test func `the way to a group that is to be made for IPv6 is that to the IPv6 addresses`() {
    let answers = answers {
      $0.binding.targetGroup.create = TargetGroupCreation(vpcId: "vpc-0a", family: .ipv6)
      $0.here.targetGroups = []
      $0.here.networkInterfaces[0].addresses.append(ip("2001:db8::5"))
      $0.here.networkInterfaces[1].addresses.append(ip("2001:db8::7"))
    }
    #expect(answers[.egress]?.words.contains("2001:db8::5 and 2001:db8::7") == true)
    #expect(answers[.ingress]?.words.contains("2001:db8::5 and 2001:db8::7") == true)
  }
}
