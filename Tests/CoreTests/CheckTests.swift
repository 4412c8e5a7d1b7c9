import Core
import TestSupport
import Testing

@Suite struct CheckTests {
  @Test func `in a world that is in step nothing warns`() throws {
    let check = Harbour().check
    #expect(check.verdict == .pass)
    #expect(check.requirements.allSatisfy { !$0.remarks.isEmpty })
    let codes = check.requirements.map(\.code)
    #expect(codes == RequirementCode.allCases.filter { $0 != .ledger && $0.group != .probe })
  }

  @Test func `only what was looked at passes`() throws {
    for requirement in Harbour().check.requirements where requirement.verdict == .notLookedAt {
      let message = try #require(requirement.remarks.first?.message)
      #expect(!message.hasSuffix("."), "a reason is the tail of a sentence: \(message)")
    }
  }

  @Test func `what isn't there yet passes no line about it`() {
    var harbour = Harbour()
    harbour.here.listeners = []
    #expect(harbour.check[.browserHTTPS]?.verdict == .notLookedAt)
    harbour.here.targetGroups = []
    #expect(harbour.check[.zonesEnabled]?.verdict == .notLookedAt)
  }

  @Test(arguments: FindingTests.table)
  func `each finding stands on its line, as bad as it weighs`(_ spoilt: Spoilt) throws {
    var harbour = Harbour()
    spoilt.spoil(&harbour)
    let check = harbour.check
    for finding in harbour.plan.findings {
      let line = try #require(check[finding.code.requirement])
      #expect(line.remarks.contains { $0.finding == finding.code && $0.remedy == finding.remedy })
      switch finding.severity {
      case .error: #expect(line.verdict == .fail)
      case .warning: #expect(line.verdict >= .warn)
      case .info: break
      }
    }
  }

  @Test func `the order of the observation changes nothing`() {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "unhealthy", "Target.Timeout"), ("10.0.9.9", "healthy", nil))
    var turned = harbour
    turned.here.targetGroups[0].targets.reverse()
    turned.here.networkInterfaces.reverse()
    turned.here.subnets.reverse()
    turned.here.loadBalancers[0].zones.reverse()
    turned.observation.names.reverse()
    #expect(turned.check == harbour.check)
  }

  @Test func `an unhealthy target with no change due fails, and its reason is explained`() throws {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "unhealthy", "Target.Timeout"), ("10.0.2.7", "healthy", nil))
    let line = try #require(harbour.check[.healthy])
    #expect(line.verdict == .fail)
    #expect(
      line.remarks.map(\.message) == [
        "10.0.1.5:443 is unhealthy: Target.Timeout: nothing answers (a security group, a network ACL "
          + "or a dead address)."
      ]
    )
    #expect(line.remarks[0].remedy.contains("security group"))
  }

  @Test func `what apply would mend fails, and says so`() throws {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    let check = harbour.check
    for code in [RequirementCode.registered, .noStaleTargets, .statusCodes] {
      let line = try #require(check[code])
      #expect(line.verdict == .fail)
      #expect(line.remarks.allSatisfy { $0.remedy.hasPrefix("`mooring apply` mends it") })
    }
  }

  @Test func `a removal in doubt warns, for the target may be right`() throws {
    var harbour = Harbour()
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.9.9", "healthy", nil)
    )
    harbour.here.environments[0].status = "UPDATING"
    let line = try #require(harbour.check[.noStaleTargets])
    #expect(line.verdict == .warn)
    #expect(line.remarks[0].remedy.contains("[environment-unsettled]"))
  }

  @Test func `without a listener nothing before the group is looked at, and nothing fails`() {
    var harbour = Harbour()
    harbour.binding.listener = nil
    let check = harbour.check
    #expect(check.verdict == .pass)
    for requirement in check.requirements {
      switch requirement.code.group {
      case .listener, .certificate, .domain, .network, .login:
        #expect(requirement.verdict == .notLookedAt)
        #expect(requirement.remarks == [Remark("the spec names no `listener`")])
      case .environment, .endpoint, .targetGroup, .targets, .probe: break
      }
    }
  }

  @Test func `another VPC, group or subnet than the environment's warns, and says what is needed`()
    throws
  {
    var harbour = Harbour()
    harbour.here.loadBalancers[0].vpcId = "vpc-0b"
    harbour.here.targetGroups[0].vpcId = "vpc-0b"
    harbour.here.loadBalancers[0].zones = [
      LoadBalancerZone(name: "us-west-2a", subnetId: "subnet-0x"),
      LoadBalancerZone(name: "us-west-2b", subnetId: "subnet-0y"),
    ]
    // Healthy targets show that the way is open, wherever it begins.
    for code in [RequirementCode.sameVPC, .sameSecurityGroup, .sameSubnets] {
      #expect(harbour.check[code]?.verdict == .pass)
    }
    for code in [RequirementCode.sameSecurityGroup, .sameSubnets] {
      #expect(harbour.check[code]?.remarks[0].message.hasSuffix("the way is open.") == true)
    }
    // The plan says it too.
    #expect(harbour.check[.sameVPC]?.remarks[0].finding == .endpointInAnotherVPC)
    harbour.register(("10.0.1.5", "unhealthy", "Target.Timeout"), ("10.0.2.7", "healthy", nil))
    for code in [RequirementCode.sameVPC, .sameSecurityGroup, .sameSubnets] {
      let line = try #require(harbour.check[code])
      #expect(line.verdict == .warn)
      #expect(!line.remarks[0].remedy.isEmpty)
    }
  }

  @Test func `the guide's place for the load balancer passes`() {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "unhealthy", "Target.Timeout"))
    harbour.here.loadBalancers[0].securityGroupIds = ["sg-0a"]
    for code in [RequirementCode.sameVPC, .sameSecurityGroup, .sameSubnets] {
      #expect(harbour.check[code]?.verdict == .pass)
    }
  }

  @Test func `a matcher that refuses the login redirect warns unless all targets are well`() {
    var harbour = Harbour()
    harbour.binding.targetGroup.healthCheck.matcher = matcher("200")
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    #expect(harbour.check[.statusCodes]?.verdict == .pass)
    harbour.register(("10.0.1.5", "initial", nil), ("10.0.2.7", "healthy", nil))
    #expect(harbour.check[.statusCodes]?.verdict == .warn)
    #expect(harbour.check[.healthy]?.verdict == .warn)
  }

  @Test func `health checks that are off fail`() {
    var harbour = Harbour()
    harbour.here.targetGroups[0].healthCheck.enabled = false
    #expect(harbour.check[.healthCheck]?.verdict == .fail)
  }

  @Test func `a target that nothing uses fails`() {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "unused", "Target.NotInUse"), ("10.0.2.7", "healthy", nil))
    #expect(harbour.check[.healthy]?.verdict == .fail)
  }

  @Test func `DNS is held against addresses of the group's kind`() {
    var harbour = Harbour()
    harbour.here.networkInterfaces[0].addresses.append(ip("2001:db8::5"))
    harbour.here.networkInterfaces[1].addresses.append(ip("2001:db8::7"))
    harbour.observation.names[0].addresses += [ip("2001:db8::7"), ip("2001:db8::5")]
    func names() -> [String]? { harbour.check[.endpointDNS]?.remarks.map(\.message) }
    #expect(names() == ["It names 10.0.1.5, 10.0.2.7."])
    harbour.here.targetGroups[0].family = .ipv6
    #expect(names() == ["It names 2001:db8::5, 2001:db8::7."])
    harbour.here.targetGroups = []
    #expect(names() == ["It names 10.0.1.5, 10.0.2.7."])
    harbour.binding.targetGroup.create = TargetGroupCreation(vpcId: "vpc-0a", family: .ipv6)
    #expect(names() == ["It names 2001:db8::5, 2001:db8::7."])
  }

  @Test func `HTTP towards the browser warns`() {
    var harbour = Harbour()
    harbour.binding.listener = ListenerSpec(
      loadBalancer: .name("airflow"),
      port: 80,
      protocol: .http
    )
    let check = harbour.check
    #expect(check[.browserHTTPS]?.verdict == .warn)
    #expect(check[.certificateStatus]?.verdict == .notLookedAt)
  }

  @Test func `every finding that a run can make has a line that is always there`() {
    let lines = Set(Harbour().check.requirements.map(\.code)).union([.ledger])
    for code in FindingCode.allCases { #expect(lines.contains(code.requirement)) }
  }

  @Test(arguments: TargetReason.allCases)
  func `every reason code of AWS is explained`(reason: TargetReason) {
    #expect(TargetReason.text(reason.rawValue).hasPrefix("\(reason.rawValue): "))
  }

  @Test func `a reason code that is newer stands alone`() {
    #expect(TargetReason.text("Target.Tea") == "Target.Tea")
    #expect(!TargetReason.remedy(of: "Target.Tea").isEmpty)
  }
}
