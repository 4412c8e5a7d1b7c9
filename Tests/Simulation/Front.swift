import Core

/// What stands before a binding's group: as a client was told, or as it is.
struct Front: Sendable {
  let spec: ListenerSpec
  let group: ARN?

  /// Nil where there is none on the spec's port, or none was seen.
  let listener: Listener?
  let rules: [Rule]

  /// As a client was told; nil where the spec has no listener.
  init?(_ known: Knowledge) {
    guard let spec = known.binding.listener else { return nil }
    self.spec = spec
    group = known[.group]?.group(of: known.binding)?.arn
    var listener = known[.listeners]?.listener(of: spec)
    let further = known[.furtherCertificates]?.listener(of: spec)
    listener?.furtherCertificates = further?.furtherCertificates ?? []
    self.listener = listener
    rules = (known[.rules]?.here.rules ?? []).filter { $0.listener == listener?.arn }
  }

  /// As it is; nil where the spec has no listener.
  init?(of binding: Binding, in truth: Truth) {
    guard let spec = binding.listener else { return nil }
    self.spec = spec
    group = truth.group(of: binding)?.arn
    listener = truth.listener(of: spec)
    let arn = listener?.arn
    rules = truth.here.rules.filter { $0.listener == arn }
  }

  func isOwn(_ rule: Rule) -> Bool { group.map(rule.isOwn) ?? false }

  /// Whether nothing but a forward to the group is what the listener does by default.
  var isDefaultOwn: Bool {
    group.map { listener?.defaultActions == [.forward([$0])] } ?? false
  }

  /// Whether others get some of what comes to the listener.
  var isShared: Bool {
    let isNobodys = listener?.defaultActions == [.other("fixed-response")]
    return !(isDefaultOwn || isNobodys) || !rules.allSatisfy(isOwn)
  }

  /// Whether an error finding keeps everything here back, but for those about a certificate.
  var isHeld: Bool {
    guard let listener else { return false }
    if listener.protocol != spec.protocol.rawValue { return true }
    guard let rule = spec.rule else { return !isDefaultOwn }
    return rules.contains { $0.priority == rule.priority && !isOwn($0) }
  }
}

extension Rule {
  /// Whether it is a rule such as mooring makes: some hosts, all of them to the one group.
  func isOwn(of group: ARN) -> Bool {
    !hosts.isEmpty && !hasOtherConditions && actions == [.forward([group])]
  }
}

extension Truth {
  func group(of binding: Binding) -> TargetGroup? {
    let named = binding.targetGroup.reference.description
    return here.targetGroups.first { $0.name == named || $0.arn.description == named }
  }

  func loadBalancer(of spec: ListenerSpec) -> LoadBalancer? {
    let named = spec.loadBalancer.description
    return here.loadBalancers.first { $0.name == named || $0.arn.description == named }
  }

  func listener(of spec: ListenerSpec) -> Listener? {
    guard let balancer = loadBalancer(of: spec)?.arn else { return nil }
    return here.listeners.first { $0.loadBalancer == balancer && $0.port == spec.port }
  }
}
