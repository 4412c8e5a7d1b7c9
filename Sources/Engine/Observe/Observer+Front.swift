import AWS
import Core

/// What was seen of what stands before the target group.
///
/// It never fails as a whole: a listener's trouble never blocks a target.
struct FrontSightings: Sendable {
  var loadBalancer: LoadBalancer?
  var listeners: [Listener] = []
  var rules: [Rule] = []
  var unread: [Unread] = []

  /// What DNS says of the listener's hosts and of the load balancer's own name.
  var names: [NameSighting] = []
}

extension Observer {
  /// The load balancer that a binding's listener is on; nil where there is none.
  func loadBalancer(
    of binding: Binding,
    through client: Client
  ) async throws(ObserveError) -> LoadBalancer? {
    guard let spec = binding.listener else { return nil }
    let found = try await client.all(
      ELBv2.describeLoadBalancers(ELBv2.Selection(spec.loadBalancer)),
      absent: ["LoadBalancerNotFound"]
    )
    return try found.first.map { found throws(ObserveError) in try LoadBalancer(found) }
  }

  /// Looks at the listeners of a load balancer, and at the rules of the one that a spec is about.
  func sightFront(
    _ binding: Binding,
    behind balancer: Result<LoadBalancer?, ObserveError>,
    through client: Client
  ) async -> FrontSightings {
    guard let spec = binding.listener else { return FrontSightings() }
    do throws(ObserveError) {
      guard let balancer = try balancer.get() else { return FrontSightings() }
      return try await sight(spec, on: balancer, through: client)
    } catch {
      let name = spec.loadBalancer.description
      return FrontSightings(unread: [Unread(.loadBalancer, name: name, reason: "\(error)")])
    }
  }

  /// Asks where the names lead that browsers use, and where the load balancer is.
  func sightDomain(
    _ binding: Binding,
    _ endpoint: EndpointSightings,
    _ front: FrontSightings
  ) async throws(ObserveError) -> [NameSighting] {
    guard let balancer = front.loadBalancer, binding.endpoint.dns != .off else { return [] }
    var hosts = binding.hosts
    if hosts.isEmpty { hosts = [endpoint.environment?.baseHost].compactMap(\.self) }
    hosts.removeAll { $0.contains("*") }
    return hosts.isEmpty ? [] : try await askAll(hosts + [balancer.dnsName], binding.endpoint)
  }

  private func sight(
    _ spec: ListenerSpec,
    on balancer: LoadBalancer,
    through client: Client
  ) async throws(ObserveError) -> FrontSightings {
    var seen = FrontSightings(loadBalancer: balancer)
    let listeners = try await client.all(
      ELBv2.describeListeners(loadBalancer: balancer.arn.description),
      absent: ["ListenerNotFound"]
    )
    for listener in listeners { seen.listeners.append(try Listener(listener)) }
    let index = seen.listeners.firstIndex { $0.port == spec.port }
    if spec.dependsOnOtherUsers, let index {
      let listener = seen.listeners[index]
      async let certificates = result { () throws(ObserveError) in
        // The listener that is there may be of another protocol than the spec asks for.
        spec.certificate == nil || listener.certificate == nil
          ? [] : try await furtherCertificates(of: listener, through: client)
      }
      for rule in try await client.all(ELBv2.describeRules(listener: listener.arn.description)) {
        if let rule = try Rule(rule, of: listener.arn) { seen.rules.append(rule) }
      }
      seen.listeners[index].furtherCertificates = try await certificates.get()
    }
    return seen
  }

  /// A listener that others share has theirs too.
  private func furtherCertificates(
    of listener: Listener,
    through client: Client
  ) async throws(ObserveError) -> [ARN] {
    let call = ELBv2.describeListenerCertificates(of: listener.arn.description)
    var further: [ARN] = []
    for seen in try await client.all(call) where !seen.isDefault {
      further.append(try .parse(seen.arn, from: .describeListenerCertificates))
    }
    return further.sorted()
  }
}
