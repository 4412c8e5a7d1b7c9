/// The way from a load balancer to an endpoint's addresses, as security groups see it.
///
/// A load balancer's nodes may have any address of its subnets, so that rules by ranges have to cover
/// all of them; rules by its own groups cover it wherever it is. Network ACLs and routes are not
/// looked at. Where anything is not known that might open the way, the verdict is that nobody knows.
package struct NetworkPath: Hashable, Sendable {
  /// By direction, then by port and address.
  package let passages: [Passage]

  /// The load balancer's end.
  let balancer: Balancer

  /// The endpoint's end; nil where the spec names none.
  let endpoint: Endpoint?

  struct Balancer: Hashable, Sendable {
    var groups: [String]
    var account: AccountID
    /// The ranges of all its subnets; nil where those of any are not known.
    var ranges: [IPPrefix]?
  }

  struct Endpoint: Hashable, Sendable {
    var groups: [String]
    var account: AccountID
    /// Whether it is in the load balancer's VPC, as far as anybody knows.
    var isInVPC: Bool
  }

  init(
    from loadBalancer: LoadBalancer,
    to sighting: EndpointSighting?,
    on ports: Set<Int>,
    at places: Places,
    in observation: Observation
  ) {
    let (here, there) = (observation[places.targetGroup], observation[places.endpoint])
    let endpoint = there.vpcEndpoints.first { $0.id == sighting?.vpcEndpointId }.map {
      Endpoint(
        groups: Set($0.securityGroupIds).sorted(),
        account: places.endpoint.account,
        isInVPC: $0.vpcId == loadBalancer.vpcId || loadBalancer.vpcId.isEmpty
      )
    }
    let near = SecurityGroups(loadBalancer.securityGroupIds, in: here)
    let far = endpoint.map { SecurityGroups($0.groups, in: there) }
    balancer = Balancer(
      groups: near.ids,
      account: places.targetGroup.account,
      ranges: here.ranges(of: loadBalancer)
    )
    self.endpoint = endpoint

    let addresses = Set((sighting?.addresses ?? []).map(\.address)).sorted()
    var passages: [Passage] = []
    for direction in Passage.Direction.allCases {
      for port in ports.sorted() {
        let openings = (direction == .egress ? near : far)?.openings(direction, port: port)
        for address in addresses {
          let verdict =
            switch direction {
            case .egress: balancer.verdict(to: address, port, near, openings, endpoint)
            case .ingress: balancer.verdict(at: address, port, far, openings, endpoint)
            }
          passages.append(Passage(direction, address, port: port, verdict))
        }
      }
    }
    self.passages = passages
  }
}

extension Resources {
  /// The ranges of a load balancer's subnets; nil where those of any are not known.
  fileprivate func ranges(of loadBalancer: LoadBalancer) -> [IPPrefix]? {
    let wanted = Set(loadBalancer.zones.map(\.subnetId))
    let known = subnets.filter { wanted.contains($0.id) && !$0.cidrBlocks.isEmpty }
    guard !wanted.isEmpty, Set(known.map(\.id)) == wanted else { return nil }
    return Set(known.flatMap(\.cidrBlocks)).sorted()
  }
}

extension NetworkPath.Balancer {
  /// Whether the load balancer may send to an address.
  fileprivate func verdict(
    to address: IPAddress,
    _ port: Int,
    _ own: SecurityGroups,
    _ openings: Openings?,
    _ endpoint: NetworkPath.Endpoint?
  ) -> Passage.Verdict {
    guard let openings, let first = own.ids.first else {
      return .unknown("the load balancer shows no security groups")
    }
    let theirs = endpoint?.groups ?? []
    if openings.names(anyOf: theirs) || openings.ranges.contains(where: { $0.contains(address) }) {
      return .open
    }
    if let gap = own.gap ?? openings.gap { return .unknown(gap) }
    if theirs.isEmpty, !openings.groups.isEmpty {
      return .unknown(
        "rules of \(own.ids.joined(separator: ", ")) name security groups, and those of \(address) "
          + "are not known"
      )
    }
    var peer = MissingRule.Peer.range(IPPrefix(address))
    if let endpoint, endpoint.isInVPC, let group = endpoint.groups.first {
      peer = .group(SecurityGroupPeer(group, account: foreign(endpoint)))
    }
    return .blocked([MissingRule(SecurityGroupPeer(first), .egress, port: port, peer)])
  }

  /// The endpoint's account, where it is another than the load balancer's.
  private func foreign(_ endpoint: NetworkPath.Endpoint) -> AccountID? {
    endpoint.account == account ? nil : endpoint.account
  }

  /// Whether the endpoint may accept from the load balancer at an address.
  fileprivate func verdict(
    at address: IPAddress,
    _ port: Int,
    _ theirs: SecurityGroups?,
    _ openings: Openings?,
    _ endpoint: NetworkPath.Endpoint?
  ) -> Passage.Verdict {
    guard let theirs, let openings, let endpoint else {
      return .unknown("the security groups of \(address) are not known: the spec names no endpoint")
    }
    guard let first = theirs.ids.first else {
      return .unknown("the endpoint shows no security groups")
    }
    let allowed = openings.ranges.filter { $0.isIPv4 == address.isIPv4 }
    if openings.names(anyOf: groups) || allowed.contains(where: { $0.length == 0 }) { return .open }
    let own = ranges?.filter { $0.isIPv4 == address.isIPv4 } ?? []
    let coverages = own.map { $0.covered(by: allowed) }
    if !own.isEmpty, coverages.allSatisfy({ $0 == .whole }) { return .open }
    if let gap = theirs.gap ?? openings.gap { return .unknown(gap) }
    if groups.isEmpty, !openings.groups.isEmpty {
      return .unknown("the load balancer shows no security groups")
    }
    if own.isEmpty, !allowed.isEmpty {
      return .unknown("the ranges of the load balancer's subnets are not known")
    }

    let foreign = foreign(endpoint)
    func rule(_ peer: MissingRule.Peer) -> MissingRule {
      MissingRule(SecurityGroupPeer(first, account: foreign), .ingress, port: port, peer)
    }
    let uncovered = zip(own, coverages).filter { $0.1 != .whole }.map { rule(.range($0.0)) }
    let byGroup = groups.first.map {
      rule(.group(SecurityGroupPeer($0, account: foreign == nil ? nil : account)))
    }
    // A group can be named within a VPC and over peering in one Region, a range always.
    let missing =
      endpoint.isInVPC || uncovered.isEmpty ? byGroup.map { [$0] } ?? uncovered : uncovered
    guard !missing.isEmpty else {
      return .unknown("the load balancer shows neither security groups nor subnets")
    }
    return coverages.contains { $0 != .none } ? .partly(missing) : .blocked(missing)
  }
}
