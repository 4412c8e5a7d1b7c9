import Core

/// What stands behind the private addresses of one Region, whoever owns them.
///
/// An address answers what the world file says; else one of an available endpoint's interface that
/// is in use answers 302, as MWAA's web server does to a health check; any other is silent. What the
/// security groups don't let through is silent to load balancers, whatever it would answer.
struct Reach {
  private(set) var firewall = Firewall()

  /// The zone of an address: its name in the interface's account, and its id where a subnet says.
  struct Zone: Hashable {
    var name: String
    var id: String?
  }

  private struct Spot {
    var answer: CheckAnswer
    var zone: Zone
  }

  private var recorded: [IPAddress: CheckAnswer] = [:]
  private var spots: [String: [IPAddress: Spot]] = [:]
  private var anywhere: [IPAddress: Spot] = [:]

  init() {}

  init(_ world: Observation, region: String) {
    for answer in world.answers {
      recorded[answer.address] = answer.status.map(CheckAnswer.status) ?? .silence
    }
    let resources = world.places.filter { $0.key.region == region }.sorted { $0.key < $1.key }
      .map(\.value)
    firewall = Firewall(resources)
    let answering = Set(
      resources.flatMap(\.vpcEndpoints).filter { $0.state == "available" }
        .flatMap(\.networkInterfaceIds)
    )
    let zoneIds = Dictionary(
      resources.flatMap(\.subnets).map { ($0.id, $0.availabilityZoneId) },
      uniquingKeysWith: { first, _ in first }
    )
    for interface in resources.flatMap(\.networkInterfaces).sorted(by: { $0.id < $1.id }) {
      let answers = answering.contains(interface.id) && interface.status == "in-use"
      let spot = Spot(
        answer: answers ? .status(302) : .silence,
        zone: Zone(name: interface.availabilityZone, id: zoneIds[interface.subnetId])
      )
      for address in interface.addresses { note(spot, at: address, vpc: interface.vpcId) }
    }
  }

  // Where two interfaces have one address, as when an endpoint is being replaced, the one that
  // answers is the one that a request reaches.
  private mutating func note(_ spot: Spot, at address: IPAddress, vpc: String) {
    if spot.answer != .silence || spots[vpc]?[address] == nil {
      spots[vpc, default: [:]][address] = spot
    }
    if spot.answer != .silence || anywhere[address] == nil { anywhere[address] = spot }
  }

  /// What an address answers to a load balancer in a VPC: there, or else in a VPC it is peered with.
  func answer(of address: IPAddress, from vpc: String?) -> CheckAnswer {
    recorded[address] ?? spot(address, vpc)?.answer ?? .silence
  }

  /// What a target answers to the health checks of a group's load balancers.
  func answer(of target: Target, in group: TargetGroup) -> CheckAnswer {
    let port = group.healthCheck.port.flatMap { Int($0) } ?? target.port
    let isReached = firewall.lets(
      group.loadBalancers,
      of: group.vpcId,
      reach: target.address,
      port: port
    )
    guard isReached else { return .silence }
    return answer(of: target.address, from: group.vpcId)
  }

  func zone(of address: IPAddress, from vpc: String?) -> Zone? { spot(address, vpc)?.zone }

  private func spot(_ address: IPAddress, _ vpc: String?) -> Spot? {
    vpc.flatMap { spots[$0]?[address] } ?? anywhere[address]
  }
}
