import Core
import Simulator
import TestSupport

extension Scenario {
  /// Draws a scenario; the same seed draws the same one.
  package init(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    self.seed = seed
    harbour = Harbour()
    drawZones(&dice)
    drawSpec(&dice)
    drawSource(&dice)
    drawEndpoint(&dice)
    drawTargets(&dice)
    drawHealthCheck(&dice)
    drawFront(&dice)
    commands = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
      dice.one(of: [.apply, .apply, .apply, .apply, .plan, .applySaved])
    }
    drawTroubles(&dice)
    drawFrontAndCreation()
  }

  private mutating func drawZones(_ dice: inout SeededGenerator) {
    if dice.isIn(30) {
      let subnet = Subnet(
        id: "subnet-0c",
        vpcId: "vpc-0a",
        availabilityZone: "us-west-2c",
        availabilityZoneId: "usw2-az3"
      )
      harbour.here.subnets.append(subnet)
      harbour.here.networkInterfaces.append(
        NetworkInterface(
          id: "eni-0c",
          vpcId: "vpc-0a",
          subnetId: "subnet-0c",
          availabilityZone: "us-west-2c",
          status: "in-use",
          addresses: [ip("10.0.3.9")]
        )
      )
      harbour.here.vpcEndpoints[0].subnetIds.append("subnet-0c")
      harbour.here.vpcEndpoints[0].networkInterfaceIds.append("eni-0c")
      // Without this zone its target is registered, and unused.
      if dice.isIn(80) {
        harbour.here.loadBalancers[0].zones.append(
          LoadBalancerZone(name: "us-west-2c", subnetId: "subnet-0c")
        )
      }
    }
    interfaces = harbour.here.networkInterfaces
    // What is recorded of the endpoint's name stays when the endpoint changes.
    if dice.isIn(90) { harbour.observation.names = [] }
  }

  private mutating func drawSpec(_ dice: inout SeededGenerator) {
    harbour.binding.safeguards.minimumHealthy = Int.random(in: 1...3, using: &dice)
    harbour.binding.safeguards.minimumZones = Int.random(in: 1...3, using: &dice)
    harbour.binding.safeguards.healthyTimeout = dice.one(of: [0, 30, 90, 300])
    if dice.isIn(15) {
      harbour.binding.safeguards.maximumDeregistrations = Int.random(in: 0...3, using: &dice)
    }
    if dice.isIn(25) { harbour.binding.safeguards.reassigned = .wait }
    harbour.binding.targetGroup.ownership =
      dice.one(of: [.exclusive, .exclusive, .exclusive, .exclusive, .recorded, .addOnly])
    harbour.binding.targetGroup.minimumTargets = dice.one(of: [1, 1, 2, 2, 3])
    if dice.isIn(3) { limits.targetsPerGroup = Int.random(in: 2...4, using: &dice) }
    limits.deregistrationDelaySeconds = dice.one(of: [0, 60, 300, 900])
  }

  private mutating func drawSource(_ dice: inout SeededGenerator) {
    let endpoint = Harbour.endpoint
    let addresses = interfaces.flatMap(\.addresses).sorted()
    switch Int.random(in: 0..<10, using: &dice) {
    case 0: harbour.binding.endpoint.source = .vpcEndpoint(id: endpoint.id)
    case 1:
      harbour.binding.endpoint.source =
        .service(name: endpoint.serviceName, vpcId: endpoint.vpcId)
    case 2:
      harbour.binding.endpoint.source = .hostname("airflow.internal")
      harbour.observation.names.append(
        NameSighting(name: "airflow.internal", addresses: addresses)
      )
    case 3:
      harbour.binding.endpoint.source = .addresses(Array(addresses.prefix(2)))
    default: break
    }
    harbour.binding.endpoint.dns = dice.one(of: [.advisory, .advisory, .required, .off])
  }

  private mutating func drawEndpoint(_ dice: inout SeededGenerator) {
    if dice.isIn(10) {
      harbour.here.environments[0].status =
        dice.one(of: ["UPDATING", "UPDATE_FAILED", "MAINTENANCE", "DELETING", "CREATING"])
    }
    if dice.isIn(2) { harbour.here.environments[0].accessMode = "PUBLIC_ONLY" }
    if dice.isIn(3) {
      harbour.here.vpcEndpoints[0].state = dice.one(of: ["pending", "deleting", "rejected"])
    }
    if dice.isIn(7) { harbour.here.networkInterfaces.removeLast() }
    // One on its way out, whose interfaces are still there.
    if dice.isIn(8) {
      var old = Harbour.endpoint
      old.id = "vpce-0fedcba9876543210"
      old.state = dice.one(of: ["deleting", "available"])
      old.networkInterfaceIds = ["eni-01"]
      old.subnetIds = ["subnet-0a"]
      old.dnsNames = old.dnsNames.map { $0.replacing(Harbour.endpoint.id, with: old.id) }
      harbour.here.vpcEndpoints.append(old)
      harbour.here.addStranger(at: "10.0.9.10")
      harbour.here.networkInterfaces[harbour.here.networkInterfaces.count - 1].id = "eni-01"
    }
    for address in interfaces.flatMap(\.addresses) where dice.isIn(12) {
      let status = dice.one(of: [nil, 200, 302, 503])
      harbour.observation.setAnswer(of: address, to: status)
    }
  }

  private mutating func drawTargets(_ dice: inout SeededGenerator) {
    harbour.register()
    for address in interfaces.flatMap(\.addresses) where dice.isIn(50) {
      register(address.description, &dice)
    }
    for number in 0..<Int.random(in: 0...3, using: &dice) {
      let address = "10.0.9.\(10 + number)"
      let isHealthy = register(address, &dice) == "healthy"
      if isHealthy || dice.isIn(20) { harbour.observation.setAnswer(of: ip(address), to: 302) }
      if dice.isIn(20) { harbour.here.addStranger(at: address) }
    }
    drawLedger(&dice)
    // The same address on another port is another target.
    if dice.isIn(5) {
      harbour.here.targetGroups[0].targets.append(
        RegisteredTarget(Target("10.0.1.5", 8443), state: "unhealthy", reason: "Target.Timeout")
      )
    }
  }

  /// What an earlier run may have claimed: targets that are there, and some that are gone.
  private mutating func drawLedger(_ dice: inout SeededGenerator) {
    guard harbour.binding.targetGroup.ownership == .recorded else { return }
    let registered = harbour.here.targetGroups[0].targets.map(\.target.address.description)
    let claimed = (registered + ["10.0.9.30"]).filter { _ in dice.isIn(50) }
    harbour.keepLedger(claimed.map { "\($0)/443" }.joined(separator: " "))
    if dice.isIn(5) { harbour.here.targetGroups[0].tags.others = 50 }
  }

  @discardableResult
  private mutating func register(_ address: String, _ dice: inout SeededGenerator) -> String {
    let state = dice.one(of: ["healthy", "healthy", "healthy", "unhealthy", "initial", "draining"])
    harbour.here.targetGroups[0].targets.append(RegisteredTarget(Target(address), state: state))
    return state
  }

  /// Differences of the health check: wider, and such as may hurt.
  private mutating func drawHealthCheck(_ dice: inout SeededGenerator) {
    if dice.isIn(40) {
      harbour.here.targetGroups[0].healthCheck.matcher =
        matcher(dice.one(of: ["200", "302", "200-399"]))
    }
    if dice.isIn(20) {
      harbour.binding.targetGroup.healthCheck.path = "/health"
      answersByPath["/health"] = dice.one(of: [200, 200, 302, 404])
    }
    if dice.isIn(5) { harbour.binding.targetGroup.healthCheck.matcher = matcher("200") }
    if dice.isIn(10) { harbour.binding.targetGroup.healthCheck.unhealthyThreshold = 3 }
    if dice.isIn(10) { harbour.binding.targetGroup.healthCheck.intervalSeconds = 15 }
  }

  private mutating func drawFront(_ dice: inout SeededGenerator) {
    if dice.isIn(15) {
      harbour.here.listeners = []
      harbour.here.targetGroups[0].loadBalancers = []
    }
    if dice.isIn(35) { harbour.binding.listener = nil }
    if dice.isIn(5) { harbour.here.loadBalancers[0].zones.removeLast() }
    if dice.isIn(10) {
      harbour.binding.listener?.sslPolicy = "ELBSecurityPolicy-TLS13-1-3-2021-06"
    }
    if dice.isIn(5) { harbour.here.certificates[0].status = "EXPIRED" }
    if dice.isIn(5) {
      harbour.binding.listener?.protocol = .http
      harbour.binding.listener?.certificate = nil
      harbour.binding.listener?.sslPolicy = nil
    }
  }
}

extension SeededGenerator {
  mutating func isIn(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  /// One of some values, each as likely; of none it would be a mistake of the caller's.
  mutating func one<Value>(of values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &self)]
  }
}
