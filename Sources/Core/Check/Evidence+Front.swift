extension Evidence {
  /// Why nothing is known of what stands before the target group; nil where something is.
  var frontIsMissing: Judgement? {
    guard let listener = spec.listener else {
      return .notLookedAt("the spec names no `listener`")
    }
    let unread = observation[places.targetGroup].unread.contains {
      $0.kind == .loadBalancer && $0.name == listener.loadBalancer.description
    }
    if unread { return .notLookedAt("the load balancer could not be read") }
    return loadBalancer == nil ? .notLookedAt("no load balancer was found") : nil
  }

  func listenerJudgement(of code: RequirementCode) -> Judgement {
    if let frontIsMissing { return frontIsMissing }
    guard let wanted = spec.listener, let loadBalancer else { return .noListener }
    switch code {
    case .readable: return .pass("What stands before the group could be read.")
    case .loadBalancer: return .pass("\(loadBalancer.name), \(loadBalancer.dnsName)")
    default: break
    }
    guard let listener = plan.listener else { return .noListener }
    switch code {
    case .listener: return .pass("\(listener.protocol) on port \(listener.port)")
    case .forwarding:
      let from = wanted.rule.map { "A rule for \($0.hosts.joined(separator: ", "))" }
      return group.map { .pass("\(from ?? "Its default action") forwards to \($0.name).") }
        ?? .noTargetGroup
    default:
      let policy = listener.sslPolicy ?? "none"
      return wanted.sslPolicy == nil
        ? .notLookedAt("the spec names no `sslPolicy`; the listener's is \(policy)")
        : .pass(policy)
    }
  }

  /// The certificate that the listener is to have: the spec's, the one that the plan chooses, or the
  /// one that is there.
  private var wantedCertificate: ARN? {
    guard let listener = spec.listener, listener.protocol == .https else { return nil }
    if case .arn(let arn) = listener.certificate { return arn }
    for change in plan.changes.map(\.change) + plan.held.map(\.change) {
      switch change {
      case .createListener(let new): return new.certificate?.known
      case .modifyListener(_, let settings):
        if let setting = settings.first(where: { $0.key == .certificate }) {
          return ARN(setting.to)
        }
      case .claimTargets, .createTargetGroup, .modifyTargetGroup, .registerTargets, .createRule,
        .modifyRule,
        .deregisterTargets, .releaseTargets:
        break
      }
    }
    return plan.listener?.certificate
  }

  func certificateJudgement(of code: RequirementCode) -> Judgement {
    if spec.listener?.protocol == .http {
      return .notLookedAt("the spec's listener speaks HTTP")
    }
    if let frontIsMissing { return frontIsMissing }
    guard let arn = wantedCertificate else { return .notLookedAt("no certificate was chosen") }
    switch code {
    case .certificateRegion:
      let others = environment == nil ? "and load balancer" : "load balancer and environment"
      return .pass("Certificate\(environment == nil ? " " : ", ")\(others) are in \(arn.region).")
    case .certificateInUse:
      guard plan.listener != nil else { return .noListener }
      return .pass(arn.description)
    default: break
    }
    let seen = observation.places.values.lazy.flatMap(\.certificates).first { $0.arn == arn }
    guard let seen else { return .notLookedAt("the certificate was not found or read") }
    switch code {
    case .certificateStatus: return .pass("\(seen.status) for \(seen.domainName)")
    case .certificateExpiry:
      guard let end = seen.notAfter else { return .notLookedAt("ACM shows no expiry") }
      let days = (min(max(end, 0), 1 << 40) - observation.observedAt) / 86_400
      return days < 0 ? .notLookedAt("it has expired") : .pass("It expires in \(days) days.")
    default:
      guard !hosts.isEmpty else { return .noHosts }
      return .pass(Self.list(hosts))
    }
  }

  /// The names that browsers are to use, as far as the spec tells them; sorted.
  var hosts: [String] {
    var hosts = Set(spec.listener?.rule?.hosts ?? [])
    if case .domain(let domain) = spec.listener?.certificate { hosts.insert(domain) }
    return hosts.sorted()
  }

  var domainJudgement: Judgement {
    if let frontIsMissing { return frontIsMissing }
    return hosts.isEmpty ? .noHosts : .notLookedAt("this version doesn't ask DNS for it")
  }

  func loginJudgement(of code: RequirementCode) -> Judgement {
    guard case .mwaaEnvironment = spec.endpoint.source else { return .noEnvironment }
    if let frontIsMissing { return frontIsMissing }
    guard code == .browserHTTPS else { return .notLookedAt("this version doesn't read it") }
    if spec.listener?.protocol == .https { return .pass("Browsers speak HTTPS with the listener.") }
    return .warn(
      "Browsers speak HTTP with the listener; Airflow's session cookie is sent over HTTPS only, so "
        + "that a login doesn't last.",
      remedy: "Make the listener HTTPS, unless something before the load balancer speaks HTTPS."
    )
  }
}

extension Judgement {
  static var noListener: Judgement { .notLookedAt("there is no listener yet") }

  static var noHosts: Judgement {
    .notLookedAt("the spec names no host: neither `listener.rule` nor a certificate's `domain`")
  }
}
