import Core
import Engine
import SpecFile

/// What stands before the target group: the load balancer, the certificate and the rule.
extension DraftWork {
  func loadBalancer(
    among candidates: SpecCandidates,
    for group: SpecDraft.Group
  ) throws(CommandFailure) -> LoadBalancer? {
    let balancers = candidates.loadBalancers(behind: group)
    if let name = arguments.loadBalancer {
      guard let known = balancers.first(where: { $0.name == name || $0.arn.description == name })
      else {
        throw CommandFailure(
          .wrongUsage,
          messages: ["there is no Application Load Balancer \(name) in the endpoint's VPC"]
            + balancers.map { "  \($0.name)" }
        )
      }
      return known
    }
    guard !balancers.isEmpty else { return nil }
    var ours: Set<ARN> = []
    if case .existing(let group) = group { ours = Set(group.loadBalancers) }
    let isEvident = balancers.count == 1 || balancers.count { ours.contains($0.arn) } == 1
    let chosen = try chooser.choose(
      "load balancer",
      balancers.map { $0.name + (ours.contains($0.arn) ? "  the target group is on it" : "") },
      flag: .loadBalancer,
      evident: isEvident ? 0 : nil,
      none: "none: leave the listener out"
    )
    return chosen.map { balancers[$0] }
  }

  /// Adds the certificate, and the rule where others use the port; `baseHost` is the host name that
  /// the environment was given.
  func addListener(
    on balancer: LoadBalancer,
    for baseHost: String?,
    to draft: inout SpecDraft
  ) async throws(CommandFailure) {
    let listeners = try await Self.seen { () throws(ObserveError) in
      try await scout.listeners(of: balancer)
    }
    let there = listeners.first { $0.port == PortInUse.number }
    if let there, there.protocol != TargetProtocol.https.rawValue {
      draft.obstacle =
        "Port \(there.port) of \(balancer.name) has a listener of protocol \(there.protocol)"
      return
    }
    var proposals = [baseHost]
    switch draft.certificate {
    case .arn?: break
    case .domain(let domain)?: proposals.insert(domain, at: 0)
    case nil:
      guard let chosen = try await certificate(after: listeners) else { return }
      draft.certificate = .arn(chosen.arn)
      if there?.mayServe(domainOf: chosen.arn) != true { proposals.append(chosen.domainName) }
    }
    var group: ARN?
    if case .existing(let known) = draft.group { group = known.arn }
    draft.route = try await route(
      by: there,
      of: balancer,
      to: group,
      proposals.compactMap { $0.flatMap(HostName.ruleName) }
    )
  }

  /// Nil where none is known: the listener is then written as an example.
  private func certificate(
    after listeners: [Listener]
  ) async throws(CommandFailure) -> Certificate? {
    let found = try await Self.seen { () throws(ObserveError) in
      try await scout.certificates(after: listeners)
    }
    guard !found.all.isEmpty else { return nil }
    let chosen = try chooser.choose(
      "certificate",
      found.all.map { certificate in
        "\(certificate.domainName)  \(certificate.arn)"
          + (found.inUse.contains(certificate.arn) ? "  the load balancer has it" : "")
      },
      flag: .certificate,
      evident: found.all.count == 1 || found.inUse.count == 1 ? 0 : nil,
      none: "none: leave the listener out"
    )
    return chosen.map { found.all[$0] }
  }

  /// The rule that is asked for, or that a listener needs which others use; nil where none is.
  ///
  /// The proposals are host names that may be meant, the likeliest first.
  private func route(
    by listener: Listener?,
    of balancer: LoadBalancer,
    to group: ARN?,
    _ proposals: [String]
  ) async throws(CommandFailure) -> SpecDraft.Route? {
    guard let listener else {
      return arguments.host.map { .init(RuleSpec(hosts: [$0], priority: 1), isThere: false) }
    }
    let isOurs = group.map(listener.forwardsOnly) ?? false
    guard arguments.host != nil || !isOurs else { return nil }
    let rules = try await Self.seen { () throws(ObserveError) in try await scout.rules(of: listener)
    }
    let port = PortInUse(rules: rules, group: group)
    if let own = port.ownRule(for: arguments.host) {
      return .init(RuleSpec(hosts: own.hosts, priority: own.priority), isThere: true)
    }
    let place = "port \(listener.port) of \(balancer.name)"
    guard let priority = port.freePriority else {
      throw CommandFailure(.failed, "no priority of a rule is free on \(place)")
    }
    let host = try host(on: port, at: place, proposals)
    return .init(RuleSpec(hosts: [host], priority: priority), isThere: false)
  }

  private func host(
    on port: PortInUse,
    at place: String,
    _ proposals: [String]
  ) throws(CommandFailure) -> String {
    func trouble(_ text: String) -> String? {
      guard let host = HostName.ruleName(text) else {
        return "A host name is wanted, such as airflow.example.com, without wildcards."
      }
      return port.otherRule(naming: host).map { other in
        "\(host) is taken on \(place) by rule \(other.arn), which has priority \(other.priority)."
      }
    }
    if let host = arguments.host {
      guard let trouble = trouble(host) else { return host }
      throw CommandFailure(.wrongUsage, messages: [trouble, "  Name another with --host."])
    }
    let typed = try chooser.text(
      "host name",
      because: "Others use \(place), so that a rule brings what is for one host.",
      flag: .host,
      proposed: proposals.first { trouble($0) == nil },
      trouble: trouble
    )
    return HostName.ruleName(typed) ?? typed
  }
}
