/// What a first spec may be made of, the best candidate of each kind first.
package struct SpecCandidates: Hashable, Sendable {
  package var targetGroups: [TargetGroup]
  package var loadBalancers: [LoadBalancer]

  /// Names that no new target group can have.
  package var takenNames: Set<String>

  /// Sorts what was seen.
  ///
  /// - Target groups of addresses in the endpoint's VPC: those first that hold most of its addresses.
  /// - Application Load Balancers there: those first that the chosen group is on.
  package init(
    addresses: [IPAddress],
    vpcId: String?,
    targetGroups: [TargetGroup],
    loadBalancers: [LoadBalancer],
    takenNames: Set<String> = []
  ) {
    self.takenNames = takenNames.union(targetGroups.map(\.name))
    let wanted = Set(addresses)
    self.targetGroups =
      targetGroups
      .filter { group in
        group.targetType == "ip" && (vpcId == nil || group.vpcId == vpcId)
          && TargetProtocol.allCases.contains { $0.rawValue == group.protocol }
      }
      .sorted { (-$0.held(of: wanted), $0.name) < (-$1.held(of: wanted), $1.name) }
    self.loadBalancers =
      loadBalancers
      .filter { $0.type == "application" && (vpcId == nil || $0.vpcId == vpcId) }
      .sorted { $0.name < $1.name }
  }

  /// The certificates that are issued: those first that are in use, then those that end last.
  package static func best(of certificates: [Certificate], using inUse: Set<ARN>) -> [Certificate] {
    func rank(_ certificate: Certificate) -> (Int, Int, String, ARN) {
      let isUsed = inUse.contains(certificate.arn)
      let end = certificate.notAfter ?? 0
      return (isUsed ? 0 : 1, -end, certificate.domainName, certificate.arn)
    }
    return certificates.filter { $0.status == "ISSUED" }.sorted { rank($0) < rank($1) }
  }

  /// The load balancers, those first that a target group is on.
  package func loadBalancers(behind group: SpecDraft.Group) -> [LoadBalancer] {
    guard case .existing(let group) = group else { return loadBalancers }
    let ours = Set(group.loadBalancers)
    return loadBalancers.filter { ours.contains($0.arn) }
      + loadBalancers.filter { !ours.contains($0.arn) }
  }

  /// The group that may be proposed: one that holds an address, or the only one, if it is empty.
  ///
  /// Any other may be another application's.
  package func bestGroup(for addresses: [IPAddress]) -> TargetGroup? {
    let wanted = Set(addresses)
    guard let first = targetGroups.first else { return nil }
    if first.held(of: wanted) > 0 { return first }
    return targetGroups.count == 1 && first.others(than: wanted) == 0 ? first : nil
  }

  /// The one that needs no question: the best, where no second group holds an address.
  package func evidentGroup(for addresses: [IPAddress]) -> TargetGroup? {
    let wanted = Set(addresses)
    let isRivalled = targetGroups.dropFirst().contains { $0.held(of: wanted) > 0 }
    return isRivalled ? nil : bestGroup(for: addresses)
  }
}

extension TargetGroup {
  /// How many of some addresses it holds.
  package func held(of addresses: Set<IPAddress>) -> Int {
    Set(targets.filter { !$0.isDraining }.map(\.target.address)).intersection(addresses).count
  }

  /// How many of its targets have none of some addresses.
  ///
  /// One that is draining counts: whoever takes it out uses the group.
  package func others(than addresses: Set<IPAddress>) -> Int {
    targets.count { !addresses.contains($0.target.address) }
  }

  /// Whether all that it holds is, for all that can be seen, another's.
  package func isOthers(than addresses: Set<IPAddress>) -> Bool {
    held(of: addresses) == 0 && others(than: addresses) > 0
  }
}
