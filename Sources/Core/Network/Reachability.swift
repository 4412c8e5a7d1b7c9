/// Whether a binding's load balancer can reach its endpoint: security groups both ways, zones, VPCs.
///
/// `answers` has it in words. Nothing here holds a change: a network that is wrong is mended in the
/// network, and the targets are right all the same.
package struct Reachability: Hashable, Sendable {
  package let loadBalancer: LoadBalancer
  package let path: NetworkPath

  /// Where requests go.
  let addresses: [EndpointAddress]

  /// Those of the addresses that are in zones which the load balancer doesn't serve.
  let unserved: [EndpointAddress]

  let endpointId: String?
  let endpointVPC: String?

  /// The target group's, or the one that it is to be made in; nil where nobody knows.
  let groupVPC: String?

  /// What was seen of the network before a binding's target group; nil where the spec names no
  /// listener, or its Application Load Balancer was not seen.
  package init?(of binding: Binding, region: String, in observation: Observation) {
    let places = Places(of: binding, caller: observation.caller, region: region)
    let here = observation[places.targetGroup]
    guard let spec = binding.listener,
      let balancer = here.loadBalancers
        .first(where: { spec.loadBalancer.fits(name: $0.name, arn: $0.arn) })
    else { return nil }
    let group = here.targetGroups
      .filter { binding.targetGroup.reference.fits(name: $0.name, arn: $0.arn) }
      .min { $0.arn < $1.arn }
    self.init(
      from: balancer,
      to: Discovery(
        of: binding.endpoint,
        family: binding.targetGroup.family(of: group),
        at: places,
        in: observation
      ),
      of: binding,
      group,
      at: places,
      in: observation
    )
  }

  init?(
    from loadBalancer: LoadBalancer,
    to discovery: Discovery,
    of binding: Binding,
    _ group: TargetGroup?,
    at places: Places,
    in observation: Observation
  ) {
    guard loadBalancer.type == "application" else { return nil }
    self.loadBalancer = loadBalancer
    path = NetworkPath(
      from: loadBalancer,
      to: discovery.endpoint,
      on: binding.targetGroup.portsAsked(of: group),
      at: places,
      in: observation
    )
    addresses = discovery.addresses
    unserved = ListenerDrift.unserved(
      by: loadBalancer,
      discovery,
      at: places.targetGroup,
      in: observation
    )
    endpointId = discovery.endpoint?.vpcEndpointId
    endpointVPC = discovery.endpoint?.vpcId
    groupVPC = group?.vpcId ?? binding.targetGroup.create?.vpcId
  }
}

extension TargetGroupSpec {
  /// The ports that a load balancer talks to at a target: its own, and the health check's.
  fileprivate func portsAsked(of group: TargetGroup?) -> Set<Int> {
    let seen = group?.healthCheck.port.flatMap { HealthCheckPort($0) }
    guard case .number(let checked) = healthCheck.port ?? seen else { return [port] }
    return [port, checked]
  }
}
