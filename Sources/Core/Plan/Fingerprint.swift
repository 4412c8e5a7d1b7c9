/// All of AWS that a plan's changes were made from, as lines of text.
///
/// Endpoint, access mode, registered targets, the ledger, and the managed fields of group, listener,
/// rules and certificate. Health, the environment's status, DNS and time are left out: they may hold a
/// planned step at apply, and never add one. The spec and the API hosts are added where the lines
/// are digested.
struct Fingerprint {
  private(set) var lines: [String] = []

  init(
    _ places: Places,
    _ observation: Observation,
    _ discovery: Discovery,
    group: TargetGroup? = nil,
    ledger: LedgerDrift? = nil,
    front: ListenerDrift? = nil
  ) {
    add("place", places.targetGroup.description)
    add("caller", observation.caller.description)
    add("accessMode", discovery.environment?.accessMode)
    add("endpoint", discovery.endpoint?.vpcEndpointId)
    add("endpointState", discovery.endpoint?.state)
    for address in discovery.addresses {
      add("address", "\(address.address) \(address.networkInterfaceId ?? "")")
    }
    add("targetGroup", group?.arn.description)
    if let group { add(group) }
    let registered = group?.targets.filter { !$0.isDraining }.map(\.target) ?? []
    for target in registered.sorted() { add("target", target.description) }
    if let ledger {
      let (own, shared) = ledger.entries(sharing: Set(registered))
      for entry in own { add("ledger", entry) }
      for target in shared { add("ledgerOfOthers", target.description) }
    }
    if let front { add(front) }
  }

  private mutating func add(_ group: TargetGroup) {
    add("targetType", group.targetType)
    add("protocol", group.protocol)
    add("vpc", group.vpcId)
    for balancer in group.loadBalancers.sorted() { add("loadBalancer", balancer.description) }
    if group.family != .ipv4 { add("addressFamily", group.family.rawValue) }
    if let isCrossZone = group.isCrossZone { add("crossZone", String(isCrossZone)) }
    add(group.healthCheck)
  }

  private mutating func add(_ key: String, _ value: String?) {
    lines.append("\(key)=\(value ?? "-")")
  }

  private mutating func add(_ check: HealthCheck) {
    add("matcher", check.matcher?.description)
    add("path", check.path)
    add("healthCheckProtocol", check.protocol)
    add("healthCheckPort", check.port)
    add("intervalSeconds", check.intervalSeconds?.description)
    add("timeoutSeconds", check.timeoutSeconds?.description)
    add("healthyThreshold", check.healthyThreshold?.description)
    add("unhealthyThreshold", check.unhealthyThreshold?.description)
  }

  private mutating func add(_ front: ListenerDrift) {
    add("frontLoadBalancer", front.loadBalancer?.arn.description)
    add("listener", front.listener?.arn.description)
    add("listenerProtocol", front.listener?.protocol)
    add("certificate", front.listener?.certificate?.description)
    for further in front.listener?.furtherCertificates.sorted() ?? [] {
      add("furtherCertificate", further.description)
    }
    add("sslPolicy", front.listener?.sslPolicy)
    for action in front.listener?.defaultActions ?? [] { add("defaultAction", action.words) }
    for rule in front.rules.sorted(by: { $0.arn < $1.arn }) {
      let more = rule.hasOtherConditions ? " and more" : ""
      add("rule", "\(rule.arn) \(rule.priority) \(rule.hosts.joined(separator: ","))\(more)")
      for action in rule.actions { add("ruleAction", action.words) }
    }
    add("certificateStatus", front.certificate?.certificate?.status)
    for line in front.certificate?.lines ?? [] { add(line.key, line.value) }
  }
}
