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

  /// Why nothing is to be said of the listener; nil where it may be ours.
  var otherListener: Judgement? {
    guard let listener = plan.listener, listener.protocol != spec.listener?.protocol.rawValue
    else { return nil }
    return .notLookedAt("the listener on port \(listener.port) speaks \(listener.protocol)")
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
    if let otherListener { return otherListener }
    switch code {
    case .listener: return .pass("\(listener.protocol) on port \(listener.port)")
    case .forwarding:
      guard !plan.findings.contains(where: { $0.code == .listenerConflict }) else {
        return .notLookedAt("the group serves another load balancer")
      }
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
}

extension Judgement {
  static var noListener: Judgement { .notLookedAt("there is no listener yet") }
}
