import Core
import Simulator
import TestSupport

extension Scenario {
  /// Draws a scenario; the same seed draws the same one.
  init(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    self.seed = seed
    harbour = Harbour()
    drawSpec(&dice)
    drawEndpoint(&dice)
    drawTargets(&dice)
    drawFront(&dice)
    drawMishaps(&dice)
    drawEvents(&dice)
  }

  private mutating func drawSpec(_ dice: inout SeededGenerator) {
    harbour.binding.safeguards.minimumHealthy = Int.random(in: 1...3, using: &dice)
    harbour.binding.safeguards.healthyTimeout = [0, 30, 90, 300].randomElement(using: &dice) ?? 0
    if dice.isIn(20) {
      harbour.binding.safeguards.maximumDeregistrations = Int.random(in: 1...3, using: &dice)
    }
    if dice.isIn(25) { harbour.binding.safeguards.reassigned = .wait }
    if dice.isIn(10) { harbour.binding.targetGroup.ownership = .addOnly }
    if dice.isIn(25) { harbour.binding.targetGroup.healthCheck.path = "/health" }
    if dice.isIn(15) { harbour.binding.targetGroup.healthCheck.unhealthyThreshold = 3 }
  }

  private mutating func drawEndpoint(_ dice: inout SeededGenerator) {
    if dice.isIn(10) {
      harbour.here.environments[0].status =
        ["UPDATING", "UPDATE_FAILED", "MAINTENANCE", "DELETING"].randomElement(using: &dice) ?? ""
    }
    if dice.isIn(5) { harbour.here.networkInterfaces.removeLast() }
    for interface in harbour.here.networkInterfaces where dice.isIn(15) {
      for address in interface.addresses {
        let status = [nil, 200, 302, 503].randomElement(using: &dice) ?? nil
        harbour.observation.setAnswer(of: address, to: status)
      }
    }
  }

  private mutating func drawTargets(_ dice: inout SeededGenerator) {
    var targets: [(String, String, String?)] = []
    for address in ["10.0.1.5", "10.0.2.7"] where dice.isIn(50) {
      targets.append((address, dice.state(), nil))
    }
    for number in 0..<Int.random(in: 0...3, using: &dice) {
      let address = "10.0.9.\(10 + number)"
      let state = dice.state()
      targets.append((address, state, nil))
      if state == "healthy" || dice.isIn(20) {
        harbour.observation.setAnswer(of: literal(IPAddress(address)), to: 302)
      }
      if dice.isIn(20) { addStranger(at: address) }
    }
    harbour.register()
    harbour.here.targetGroups[0].targets = targets.map {
      RegisteredTarget(Target($0.0), state: $0.1, reason: $0.2)
    }
    if dice.isIn(40) {
      harbour.here.targetGroups[0].healthCheck.matcher =
        Matcher(["200", "302", "200-399"].randomElement(using: &dice) ?? "200")
    }
  }

  private mutating func addStranger(at address: String) {
    harbour.here.networkInterfaces.append(
      NetworkInterface(
        id: "eni-\(address.replacing(".", with: ""))",
        vpcId: "vpc-0a",
        subnetId: "subnet-0a",
        availabilityZone: "us-west-2a",
        status: "in-use",
        addresses: [literal(IPAddress(address))]
      )
    )
  }

  private mutating func drawFront(_ dice: inout SeededGenerator) {
    if dice.isIn(15) {
      harbour.here.listeners = []
      harbour.here.targetGroups[0].loadBalancers = []
    }
    if dice.isIn(10) { harbour.binding.listener = nil }
    if dice.isIn(5) { harbour.here.loadBalancers[0].zones.removeLast() }
  }

  private mutating func drawMishaps(_ dice: inout SeededGenerator) {
    let percent = [0, 3, 10, 30].randomElement(using: &dice) ?? 0
    var kills = 0
    for number in 1...200 where dice.isIn(percent) {
      let mishap = Self.kinds.randomElement(using: &dice) ?? .stale
      if mishap.isKill {
        guard kills < 3 else { continue }
        kills += 1
      }
      mishaps[number] = mishap
    }
  }

  private static let kinds: [Mishap] = [
    .fault(.throttled), .fault(.serverError(.beforeEffect)), .fault(.serverError(.afterEffect)),
    .fault(.connectionReset(.beforeEffect)), .fault(.connectionReset(.afterEffect)),
    .fault(.notConnected), .fault(.cutOffBody), .stale, .stale, .slow(20_000), .killBefore,
    .killAfter,
  ]

  private mutating func drawEvents(_ dice: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 0...3, using: &dice) {
      let number = Int.random(in: 1...70, using: &dice)
      let choices: [Event] = [
        .endpointRecreated, .environmentStatus("UPDATING"), .environmentStatus("AVAILABLE"),
        .answer("10.0.1.5", nil), .answer("10.0.1.5", 302), .answer("10.0.9.10", nil),
        .otherWriterRegisters("10.0.9.20"), .otherWriterRegisters("10.0.9.10"),
        .otherWriterDeregisters("10.0.1.5"), .interfaceLost(0), .listenerDeleted,
      ]
      events[number] = choices.randomElement(using: &dice)
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func isIn(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  fileprivate mutating func state() -> String {
    ["healthy", "healthy", "healthy", "unhealthy", "initial", "draining"]
      .randomElement(using: &self) ?? "healthy"
  }
}
