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
      case .addListenerCertificates(_, let certificate): return certificate.known
      case .claimTargets, .createTargetGroup, .importCertificate, .modifyTargetGroup,
        .registerTargets, .createRule, .modifyRule, .deregisterTargets, .releaseTargets:
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
      // The plan has looked at the spec's own hosts; Airflow's name is looked at here.
      let names = [seen.domainName] + seen.subjectAlternativeNames
      let left = hosts.filter { host in !names.contains { CertificateCheck.covers($0, host) } }
      return left.isEmpty || !spec.hosts.isEmpty
        ? .pass(Self.list(hosts))
        : .warn(
          "It doesn't cover \(Self.list(left)), which `webserver.base_url` names.",
          remedy: "Browsers will refuse it there: name a certificate that covers it."
        )
    }
  }
}

extension Judgement {
  static var noListener: Judgement { .notLookedAt("there is no listener yet") }
}
