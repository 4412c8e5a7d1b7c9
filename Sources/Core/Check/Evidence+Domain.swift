extension Evidence {
  /// The names that browsers are to use: the spec's, or else Airflow's own; sorted.
  var hosts: [String] {
    let named = spec.hosts
    return named.isEmpty ? [baseHost].compactMap(\.self) : named
  }

  private var baseHost: String? { environment?.baseHost }

  /// Each name has to lead to the load balancer: over its name, or to its addresses.
  var domainJudgement: Judgement {
    if let frontIsMissing { return frontIsMissing }
    guard let loadBalancer else { return .noListener }
    guard !hosts.isEmpty else { return .noHosts }
    guard spec.endpoint.dns != .off else { return .notLookedAt("the spec says `dns: off`") }
    let asked = hosts.filter { !$0.contains("*") }
    guard !asked.isEmpty else { return .notLookedAt("a wildcard is no name that DNS is asked for") }
    let judged = asked.map { domainJudgement(of: $0, loadBalancer) }
    let worst = judged.map(\.verdict).max() ?? .notLookedAt
    // One that was not asked leaves open whether all of them lead there.
    guard worst > .pass || judged.allSatisfy({ $0.verdict == .pass }) else {
      return judged.first { $0.verdict == .notLookedAt } ?? .notLookedAt("DNS was not asked")
    }
    return Judgement(worst, judged.filter { $0.verdict == worst }.flatMap(\.remarks))
  }

  private func domainJudgement(of host: String, _ loadBalancer: LoadBalancer) -> Judgement {
    let target = loadBalancer.dnsName.lowercased()
    guard let seen = observation.sighting(of: host, resolver: spec.endpoint.resolver) else {
      return .notLookedAt("DNS was not asked for \(host)")
    }
    let way = [host] + seen.canonicalNames.map { $0.lowercased() }
    let there = observation.sighting(of: target, resolver: spec.endpoint.resolver)?.addresses ?? []
    if way.contains(target) || way.contains("dualstack.\(target)") {
      return .pass("\(host) leads to \(target).")
    }
    let addresses = Set(seen.addresses)
    guard !addresses.isEmpty else {
      return .warn(
        "DNS has no address for \(host) here\((Optional(seen)).reasonText).",
        remedy:
          "Make it an alias or CNAME of \(loadBalancer.dnsName), in a zone that the browsers see."
      )
    }
    if !addresses.isDisjoint(with: there) {
      return .pass("\(host) leads to addresses of \(target).")
    }
    guard !there.isEmpty else {
      return .notLookedAt("DNS has no address for \(target) here to compare \(host) with")
    }
    return .warn(
      "\(host) leads to \(Self.list(addresses.sorted().map(\.description))), which is not "
        + "\(loadBalancer.name).",
      remedy:
        "Make it an alias or CNAME of \(loadBalancer.dnsName). Where a proxy or CDN stands before "
        + "the load balancer, it is right as it is."
    )
  }

  func loginJudgement(of code: RequirementCode) -> Judgement {
    guard isMWAA else { return .noEnvironment }
    if let frontIsMissing { return frontIsMissing }
    guard let environment else { return .notLookedAt("the environment was not found") }
    if code == .baseURL { return baseURLJudgement(environment) }
    if let otherListener { return otherListener }
    if spec.listener?.protocol == .https {
      return plan.listener == nil ? .noListener : .pass("Browsers speak HTTPS with the listener.")
    }
    return .warn(
      "Browsers speak HTTP with the listener; Airflow's session cookie is sent over HTTPS only, so "
        + "that a login doesn't last.",
      remedy: "Make the listener HTTPS, unless something before the load balancer speaks HTTPS."
    )
  }

  /// Airflow builds its links, and MWAA its sign-in, from `webserver.base_url`: it has to be a name
  /// that leads to the listener.
  private func baseURLJudgement(_ environment: Environment) -> Judgement {
    let named = spec.hosts
    let first = named.first { !$0.contains("*") } ?? "a name that leads to the load balancer"
    guard let url = environment.baseURL, let host = environment.baseHost else {
      if named.isEmpty {
        return .notLookedAt("the environment shows no `webserver.base_url`, and the spec no host")
      }
      return .warn(
        "The environment shows no `webserver.base_url`: signing in through MWAA leads to the web "
          + "server's own host, not to \(Self.list(named)).",
        remedy: "Set the Airflow configuration option `webserver.base_url` to \(first)."
      )
    }
    if !named.isEmpty, !named.contains(where: { CertificateCheck.covers($0, host) }) {
      return .warn(
        "`webserver.base_url` is \(url), the listener's hosts are \(Self.list(named)): signing in "
          + "leads elsewhere.",
        remedy: "Set it to \(first), unless something before the load balancer changes the host."
      )
    }
    if url.lowercased().hasPrefix("http://") {
      return .warn(
        "`webserver.base_url` is \(url): it sends browsers to HTTP.",
        remedy: "Set it to \(host), the name alone."
      )
    }
    let form = url.lowercased() == host ? "" : " (MWAA's guide wants the name alone)"
    return .pass(
      "\(url)\(form)\(named.isEmpty ? "" : ", as the listener's host is \(Self.list(named))")"
    )
  }
}

extension Binding {
  /// The hosts that the spec names for its listener; sorted, in lower case.
  package var hosts: [String] {
    var hosts = Set(listener?.rule?.hosts ?? [])
    if case .domain(let domain) = listener?.certificate { hosts.insert(domain.lowercased()) }
    return hosts.sorted()
  }
}

extension Environment {
  /// The host in `webserver.base_url`, which may have a scheme, a port and a path.
  package var baseHost: String? {
    guard let url = baseURL?.lowercased() else { return nil }
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    var host = url[start...].prefix { $0 != "/" && $0 != ":" }
    while host.last == "." { host.removeLast() }
    return host.isEmpty ? nil : String(host)
  }

  /// Whether the VPC endpoints are made by the environment's owner, not by MWAA.
  var isCustomersOwn: Bool { endpointManagement == "CUSTOMER" }
}

extension Judgement {
  static var noHosts: Judgement {
    .notLookedAt(
      "neither `listener.rule`, a certificate's `domain` nor the environment names a host"
    )
  }
}
