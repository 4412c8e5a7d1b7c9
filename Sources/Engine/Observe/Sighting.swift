import Core

/// All that was seen for one binding, before the caller's account says where it stands.
struct Sighting: Sendable {
  var observedAt = 0
  var region: String
  var endpoint: EndpointSightings
  var group = TargetGroupSightings()
  var front = FrontSightings()
  var certificates = CertificateSightings()
  var networks = NetworkSightings()
  var apiHosts: [String: String] = [:]

  /// Puts each resource where it lives.
  func observation(of binding: Binding, caller: AccountID) -> Observation {
    let places = Places(of: binding, caller: caller, region: region)
    var observation = Observation(observedAt: observedAt, caller: caller)
    observation.names = endpoint.names + front.names
    func add(to place: Place, _ change: (inout Resources) -> Void) {
      change(&observation.places[place, default: Resources()])
    }
    add(to: places.environment) {
      $0.environments += [endpoint.environment].compactMap(\.self)
    }
    add(to: places.endpoint) {
      $0.vpcEndpoints += endpoint.endpoints
      $0.networkInterfaces += endpoint.interfaces
      $0.add(networks.endpoint)
    }
    add(to: places.targetGroup) {
      $0.targetGroups += [group.group].compactMap(\.self)
      // The endpoint's own stand or fall with what was asked of the endpoint: EC2 may answer the
      // other question from before one of them went.
      $0.networkInterfaces += group.occupants.filter { !endpoint.askedInterfaces.contains($0.id) }
      $0.subnets += group.subnets
      $0.loadBalancers += [front.loadBalancer].compactMap(\.self)
      $0.listeners += front.listeners
      $0.rules += front.rules
      $0.unread += front.unread + networks.unread
      $0.add(networks.front)
      $0.apiHosts = apiHosts
    }
    var issuing: Place? = places.targetGroup
    if case .arn(let arn) = binding.listener?.certificate {
      issuing = AccountID(arn.account).map { Place(account: $0, region: arn.region) }
    }
    if let issuing, binding.listener?.certificate != nil {
      add(to: issuing) {
        $0.certificates += certificates.certificates
        $0.unread += certificates.unread
      }
    }
    observation.files = [certificates.files].compactMap(\.self)
    return observation.withoutRepeats()
  }
}

extension Resources {
  fileprivate mutating func add(_ seen: NetworkSightings.Part) {
    subnets += seen.subnets
    securityGroups += seen.security.groups
    prefixLists += seen.security.prefixLists
    unread += seen.security.unread
  }
}
