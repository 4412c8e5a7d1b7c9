import AWS
package import Core
package import Resolver

/// Looks at AWS and DNS for what bindings need; never writes.
///
/// The calls of a binding run at the same time as far as one doesn't need another's answer. For an
/// MWAA source that is three round trips:
///
/// 1. the environment, the target group, the load balancer, the certificate, the caller;
/// 2. the endpoints of its service, the targets, the listeners;
/// 3. the network interfaces, the rules, the subnets and security groups of endpoint and load
///    balancer, the names of the web server and the endpoint;
///
/// and a fourth for the interfaces behind registered addresses that aren't the endpoint's, and for
/// the entries of prefix lists, where there are any.
package struct Observer: Sendable {
  /// Makes the resolver that a spec names; nil for the system's.
  package typealias ResolverMaker =
    @Sendable (_ server: String?) throws(ResolverError) -> any NameResolver

  /// How much is looked at.
  package enum Depth: Hashable, Sendable {
    /// What a plan is made from.
    case plan
    /// What a check looks at beside it, too: where DNS leads the hosts of the listener.
    case check
  }

  package var access: CloudAccess
  package var resolver: ResolverMaker

  /// How many bindings are observed at the same time, at least 1.
  package var parallelism: Int

  package var depth: Depth

  package init(
    access: CloudAccess,
    parallelism: Int = 16,
    depth: Depth = .plan,
    resolver: @escaping ResolverMaker
  ) {
    self.access = access
    self.parallelism = max(1, parallelism)
    self.depth = depth
    self.resolver = resolver
  }

  /// Observes each binding; the answers come in the order of the bindings.
  package func observe(_ bindings: [Binding]) async -> [Result<Observation, ObserveError>] {
    guard !bindings.isEmpty else { return [] }
    async let caller = result { () throws(ObserveError) in try await callerAccount() }
    let sightings = await inParallel(bindings, atMost: parallelism) { binding in
      await result { () throws(ObserveError) in try await sight(binding) }
    }
    let account = await caller
    return zip(bindings, sightings).map { binding, sighting in
      account.flatMap { account in sighting.map { $0.observation(of: binding, caller: account) } }
    }
  }

  /// Observes one binding for a caller whose account is known already.
  package func observe(
    _ binding: Binding,
    caller: AccountID
  ) async -> Result<Observation, ObserveError> {
    await result { () throws(ObserveError) in
      try await sight(binding).observation(of: binding, caller: caller)
    }
  }

  /// The Region that a binding's calls go to.
  package func region(of binding: Binding) throws(ObserveError) -> String {
    guard let region = binding.ownRegion ?? access.region else { throw .regionMissing }
    return region
  }

  func callerAccount() async throws(ObserveError) -> AccountID {
    let operation = APIOperation.getCallerIdentity
    let identity = try await access.pattern.find(STS.callerIdentity())
    guard let account = identity.flatMap({ AccountID($0.account) }) else {
      throw .malformed(operation: operation, what: "no account of twelve digits")
    }
    return account
  }

  private func sight(_ binding: Binding) async throws(ObserveError) -> Sighting {
    let region = try region(of: binding)
    let client = try access.targetGroupClient(binding, in: region)
    let ofEndpoint = try access.endpointClient(binding, in: region)
    async let located = result { () throws(ObserveError) in
      try await locateEndpoints(of: binding, in: region, through: ofEndpoint)
    }
    async let group = result { () throws(ObserveError) in
      try await sightTargetGroup(binding.targetGroup, through: client)
    }
    async let certificates = sightCertificates(binding, through: client)
    let balancer = await result { () throws(ObserveError) in
      try await loadBalancer(of: binding, through: client)
    }
    async let front = sightFront(binding, behind: balancer, through: client)

    let endpoints = try await located.get()
    async let networks = result { () throws(ObserveError) in
      try await sightNetworks(
        of: endpoints.endpoints,
        try? balancer.get(),
        binding,
        through: ofEndpoint,
        and: client
      )
    }
    let endpoint = try await look(behind: endpoints, of: binding, through: ofEndpoint)
    var sighting = Sighting(region: region, endpoint: endpoint, group: try await group.get())
    let seen = sighting.group.group
    async let occupants = result { () throws(ObserveError) in
      try await self.occupants(of: seen, beside: endpoint.interfaces, through: client)
    }
    try await sightPlacement(of: binding, at: endpoint, &sighting.group, through: client)
    sighting.group.occupants = try await occupants.get()
    sighting.front = await front
    sighting.certificates = await certificates
    sighting.networks = try await networks.get()
    if depth == .check {
      sighting.front.names = try await sightDomain(binding, endpoint, sighting.front)
    }
    // Only the answers tell AWS's time where this machine's clock is wrong.
    sighting.observedAt = client.seconds()
    sighting.apiHosts = client.hosts.unusual(in: client.region).reduce(into: [:]) { hosts, host in
      guard !host.key.isForSigningIn else { return }
      hosts[host.key.rawValue] = host.value.text
    }
    return sighting
  }
}

extension APIHost {
  fileprivate var text: String { "\(origin.scheme.rawValue)://\(name)\(pathPrefix)" }
}
