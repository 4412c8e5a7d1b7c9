extension BindingPlan {
  /// What stands in the network between load balancer and endpoint.
  func networkFindings(
    _ front: ListenerDrift?,
    _ discovery: Discovery,
    _ group: TargetGroup,
    _ targets: TargetDrift,
    at places: Places,
    in observation: Observation
  ) -> [Finding] {
    let reach = front?.loadBalancer.flatMap {
      Reachability(from: $0, to: discovery, of: binding, group, at: places, in: observation)
    }
    guard let reach else {
      // No load balancer is looked at, but a peered endpoint is one all the same.
      return [Finding.endpointInAnotherVPC(discovery.endpoint, groupVPC: group.vpcId)]
        .compactMap(\.self)
    }
    let healthy = targets.sightings.filter { $0.standing == .wanted && $0.isHealthy }
    return reach.findings(healthy: Set(healthy.map(\.target.address)))
  }
}

extension Reachability {
  /// What is wrong with the network, as far as it is surely wrong.
  ///
  /// A healthy target proves that it is reached, whatever the rules seem to say.
  func findings(healthy: Set<IPAddress>) -> [Finding] {
    var findings = [loadBalancerInAnotherVPC, endpointInAnotherVPC].compactMap(\.self)
    for direction in Passage.Direction.allCases {
      let passages = path.passages.filter { $0.direction == direction }
      let shut = Gateway(passages) { if case .blocked(let rules) = $0 { rules } else { nil } }
      if !shut.isEmpty, shut.addresses.isDisjoint(with: healthy) {
        findings.append(
          Finding(.securityGroupBlocks, shut.words(direction, self), remedy: shut.remedy)
        )
      }
      let ajar = Gateway(passages) { if case .partly(let rules) = $0 { rules } else { nil } }
      if !ajar.isEmpty, ajar.addresses.isDisjoint(with: healthy) {
        findings.append(
          Finding(
            .securityGroupBlocks,
            severity: .warning,
            ajar.partWords(self),
            remedy: ajar.remedy
          )
        )
      }
    }
    return findings
  }

  var loadBalancerInAnotherVPC: Finding? {
    guard let groupVPC, !loadBalancer.vpcId.isEmpty, groupVPC != loadBalancer.vpcId else {
      return nil
    }
    return Finding(
      .loadBalancerInAnotherVPC,
      "\(loadBalancer.name) is in \(loadBalancer.vpcId), the target group in \(groupVPC): AWS lets a "
        + "load balancer forward only to groups of its own VPC.",
      remedy:
        "Name a target group in \(loadBalancer.vpcId): as targets it takes addresses of other "
        + "VPCs too."
    )
  }

  var endpointInAnotherVPC: Finding? {
    let vpc = loadBalancer.vpcId.isEmpty ? groupVPC : loadBalancer.vpcId
    return .endpointInAnotherVPC(endpointId, endpointVPC, from: vpc)
  }
}

extension Finding {
  fileprivate static func endpointInAnotherVPC(
    _ endpoint: EndpointSighting?,
    groupVPC: String?
  ) -> Finding? {
    endpointInAnotherVPC(endpoint?.vpcEndpointId, endpoint?.vpcId, from: groupVPC)
  }

  fileprivate static func endpointInAnotherVPC(
    _ id: String?,
    _ endpointVPC: String?,
    from vpc: String?
  ) -> Finding? {
    guard let id, let endpointVPC, let vpc, endpointVPC != vpc else { return nil }
    return Finding(
      .endpointInAnotherVPC,
      "VPC endpoint \(id) is in \(endpointVPC), the load balancer's side in \(vpc).",
      remedy: "The two need a peering connection or a transit gateway, and routes both ways. "
        + "Security groups can name each other over peering within one Region; otherwise their "
        + "rules name ranges of addresses."
    )
  }
}
