/// The registered targets held against the wanted ones.
///
/// | registered as | wanted | not wanted |
/// | --- | --- | --- |
/// | in use | keep | stale, a stranger's, or foreign by the ledger |
/// | draining | register again | on its way out already |
/// | not at all | register | |
struct TargetDrift {
  /// Every registered target and every wanted one, sorted.
  var sightings: [TargetSighting] = []

  /// Wanted, and neither registered nor still there but draining.
  var missing: [Target] = []

  /// Not wanted and in use, strangers and foreign ones left out.
  var stale: [Target] = []

  /// In use, with an address that now belongs to an interface that isn't the endpoint's.
  var strangers: [Target: NetworkInterface] = [:]

  /// Holds the targets against the spec; without a ledger every one is the binding's to remove.
  init(
    spec: TargetGroupSpec,
    group: TargetGroup,
    ledger: LedgerDrift?,
    discovery: Discovery,
    occupants: [NetworkInterface]
  ) {
    let wanted = Set(discovery.addresses.map { Target($0.address, port: spec.port) })
    let wantedAddresses = Set(wanted.map(\.address))
    let registered = Dictionary(
      group.targets.map { ($0.target, $0) },
      uniquingKeysWith: Self.telling
    )
    missing = wanted.filter { registered[$0]?.isDraining ?? true }.sorted()

    for target in Set(registered.keys).union(wanted).sorted() {
      let seen = registered[target]
      var standing = TargetSighting.Standing.wanted
      if !wanted.contains(target), let seen {
        let isNotStrangers =
          wantedAddresses.contains(target.address) || ledger?.isForeign(target) ?? false
        let stranger =
          isNotStrangers
          ? nil : Self.stranger(at: target, group: group, discovery: discovery, occupants)
        standing = ledger?.owns(target) ?? true ? .stale : .foreign
        if let stranger, !seen.isDraining {
          standing = .stranger
          strangers[target] = stranger
        } else if standing == .stale, !seen.isDraining {
          stale.append(target)
        }
      }
      sightings.append(
        TargetSighting(target, state: seen?.state, reason: seen?.reason, standing: standing)
      )
    }
  }

  /// Which of two entries of one target counts, in whatever order they are listed: one that doesn't
  /// drain, then one that isn't healthy.
  private static func telling(
    _ first: RegisteredTarget,
    _ second: RegisteredTarget
  ) -> RegisteredTarget {
    func rank(_ entry: RegisteredTarget) -> (Int, Int, String, String) {
      (entry.isDraining ? 1 : 0, entry.isHealthy ? 1 : 0, entry.state, entry.reason ?? "")
    }
    return rank(second) < rank(first) ? second : first
  }

  /// The interface that has taken a target's address, where the evidence is whole.
  ///
  /// The endpoint must have been seen completely, and the interface must be in use, in the group's
  /// VPC, and of no endpoint of the wanted service. No interface found is no evidence, and neither
  /// is one of an endpoint that nothing is known of: an endpoint of the service on its way out may
  /// be unlisted, or list no interfaces any more, while its addresses still answer.
  private static func stranger(
    at target: Target,
    group: TargetGroup,
    discovery: Discovery,
    _ occupants: [NetworkInterface]
  ) -> NetworkInterface? {
    guard discovery.isComplete, let vpc = group.vpcId else { return nil }
    return
      occupants
      .filter { interface in
        interface.status == "in-use" && interface.vpcId == vpc
          && interface.addresses.contains(target.address)
          && !discovery.interfacesOfService.contains(interface.id)
          && interface.vpcEndpointId.map(discovery.endpointsOfOthers.contains) ?? true
      }
      .min { $0.id < $1.id }
  }
}

extension NetworkInterface {
  /// The VPC endpoint that made the interface, which EC2 names in its description only, as in
  /// `VPC Endpoint Interface vpce-0123456789abcdef0`; nil for any other interface.
  fileprivate var vpcEndpointId: String? {
    description.split(separator: " ").last { $0.hasPrefix("vpce-") }.map(String.init)
  }
}
