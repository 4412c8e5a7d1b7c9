import Core

// Which target groups and targets the load balancers send requests to.
extension Estate {
  /// Why a load balancer doesn't send a target anything; nil where it does.
  func disuse(of target: Target, zone: String?, in group: String) -> TargetLife.Disuse? {
    guard let settings = groups[group]?.settings else { return .groupWithoutListener }
    guard !settings.loadBalancers.isEmpty else { return .groupWithoutListener }
    return isServed(target, zone: zone, settings) ? nil : .zoneNotEnabled
  }

  // A load balancer that the world doesn't show serves every zone, and so does an address whose
  // zone nobody knows.
  private func isServed(_ target: Target, zone: String?, _ group: TargetGroup) -> Bool {
    let spot = reach.zone(of: target.address, from: group.vpcId)
    let named = zone == "all" ? nil : zone.map { Reach.Zone(name: $0) }
    guard let zone = spot ?? named else { return true }
    return group.loadBalancers.contains { arn in
      guard let loadBalancer = loadBalancers[arn.description], !loadBalancer.zones.isEmpty else {
        return true
      }
      return loadBalancer.zones.contains { serves($0, zone) }
    }
  }

  // Zone names differ between accounts, ids don't.
  private func serves(_ served: LoadBalancerZone, _ zone: Reach.Zone) -> Bool {
    if let id = zone.id, let servedId = subnets[served.subnetId]?.availabilityZoneId {
      return id == servedId
    }
    return served.name == zone.name
  }

  /// The zone that DescribeTargetHealth shows for a target.
  func shownZone(of target: Target, named: String?, in group: TargetGroup) -> String? {
    named ?? reach.zone(of: target.address, from: group.vpcId)?.name
  }

  /// Notes that a load balancer forwards to a group.
  mutating func associate(_ group: String, with loadBalancer: ARN) {
    _ = groups.update(group) {
      if !$0.loadBalancers.contains(loadBalancer) { $0.loadBalancers.append(loadBalancer) }
    }
  }

  /// Notes that one listener of a load balancer forwards to a group no more.
  mutating func dissociate(_ group: String, from loadBalancer: ARN) {
    let stillForwards =
      listeners.all.contains {
        $0.settings.loadBalancer == loadBalancer && $0.groups.contains(group)
      }
      || rules.all.contains { rule in
        listeners[rule.listener.description]?.settings.loadBalancer == loadBalancer
          && rule.actions.map(Action.init).flatMap(\.groups).contains { $0.group == group }
      }
    guard !stillForwards else { return }
    _ = groups.update(group) { $0.loadBalancers.removeAll { $0 == loadBalancer } }
  }

  /// Takes a group's targets into use or out of it, after its listeners changed.
  mutating func settle(_ group: String, at now: Int) {
    guard let lives = groups[group]?.lives else { return }
    var disuses: [Target: TargetLife.Disuse] = [:]
    for (target, life) in lives {
      disuses[target] = disuse(of: target, zone: life.zone, in: group)
    }
    _ = groups.update(group) { $0.settle(at: now) { target, _ in disuses[target] } }
  }
}
