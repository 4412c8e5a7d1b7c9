/// Which Availability Zone a registration names, for addresses outside the target group's VPC.
///
/// | the address is | cross-zone load balancing | named |
/// | --- | --- | --- |
/// | in the group's VPC, or nobody knows | any | nothing: AWS finds the zone |
/// | outside | on | `all` |
/// | outside | off for the group | a zone that the load balancer serves |
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
struct Placement {
  private let group: TargetGroup
  private let endpointVPC: String?
  private let ranges: [IPPrefix]

  /// The zones that the load balancer serves, by their ids where known; sorted by their names.
  private let served: [(name: String, id: String?)]

  init(
    of group: TargetGroup,
    _ discovery: Discovery,
    before balancer: LoadBalancer?,
    in resources: Resources
  ) {
    self.group = group
    endpointVPC = discovery.endpoint?.vpcId
    ranges = resources.subnets.filter { $0.vpcId == group.vpcId }.flatMap(\.cidrBlocks)
    let ids = resources.zoneIdsBySubnet
    served = (balancer?.zones ?? []).map { ($0.name, ids[$0.subnetId]) }.sorted {
      $0.name < $1.name
    }
  }

  /// The zones to name, by address; none for those whose zone AWS finds.
  func zones(of addresses: [EndpointAddress]) -> [IPAddress: String] {
    var zones: [IPAddress: String] = [:]
    for (index, address) in addresses.sorted().enumerated() where isOutside(address.address) {
      zones[address.address] = group.isCrossZone == false ? zone(of: address, index) : "all"
    }
    return zones
  }

  /// An endpoint tells its VPC; of other addresses the subnets of the group's VPC tell, where their
  /// ranges are known.
  private func isOutside(_ address: IPAddress) -> Bool {
    guard let vpc = group.vpcId else { return false }
    if let endpointVPC { return endpointVPC != vpc }
    return !ranges.isEmpty && !ranges.contains { $0.contains(address) }
  }

  /// The address's own zone where the load balancer serves it, else the served ones in turn.
  private func zone(of address: EndpointAddress, _ index: Int) -> String {
    let own = served.first { zone in
      zone.id.map { $0 == address.availabilityZoneId } ?? (zone.name == address.availabilityZone)
    }
    if let own { return own.name }
    guard !served.isEmpty else { return address.availabilityZone ?? "all" }
    return served[index % served.count].name
  }
}
