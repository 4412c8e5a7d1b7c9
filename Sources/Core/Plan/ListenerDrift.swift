/// The listener held against the spec: what to make or repair, and what stands against it.
struct ListenerDrift {
  var changes: [PlannedChange] = []
  var findings: [Finding] = []
  var listener: Listener?
  var rules: [Rule] = []
  var rule: Rule?
  var unserved: [EndpointAddress] = []
  var loadBalancer: LoadBalancer?
  var certificate: CertificateDrift?

  init(
    spec: ListenerSpec,
    of binding: String,
    group: TargetGroup,
    discovery: Discovery,
    at place: Place,
    in observation: Observation
  ) {
    let seen = observation[place]
    let unread = seen.unread.filter {
      $0.kind == .loadBalancer && $0.name == spec.loadBalancer.description
    }
    if let unread = unread.min() {
      findings.append(.unread("load balancer \(spec.loadBalancer)", because: unread.reason))
      return
    }
    let balancer = seen.loadBalancers.first { spec.loadBalancer.fits(name: $0.name, arn: $0.arn) }
    guard let balancer else {
      findings.append(.loadBalancerNotFound(spec.loadBalancer, at: place))
      return
    }
    loadBalancer = balancer
    guard balancer.type == "application" else {
      findings.append(.notAnApplicationLoadBalancer(balancer))
      return
    }
    listener = seen.listeners.first { $0.loadBalancer == balancer.arn && $0.port == spec.port }
    let certificate = CertificateDrift(
      spec,
      of: binding,
      on: balancer,
      environment: discovery.environment?.arn,
      inUse: listener?.certificates ?? [],
      at: place,
      in: observation
    )
    findings += certificate.findings
    changes += [certificate.change].compactMap(\.self)
    self.certificate = certificate
    unserved = Self.unserved(by: balancer, discovery, at: place, in: observation)
    findings += unserved.map { .zoneNotEnabled($0, balancer) }

    guard let listener else {
      create(spec, on: balancer, certificate.arn, group)
      return
    }
    rules = seen.rules.filter { $0.listener == listener.arn }
    repair(listener, spec, on: balancer, certificate.arn, group)
  }

  private mutating func create(
    _ spec: ListenerSpec,
    on balancer: LoadBalancer,
    _ certificate: PlannedARN?,
    _ group: TargetGroup
  ) {
    if let other = group.loadBalancers.filter({ $0 != balancer.arn }).min() {
      findings.append(.groupUsedElsewhere(group, by: other, not: balancer))
      return
    }
    if spec.protocol == .https, certificate == nil { return }
    let new = NewListener(
      loadBalancer: balancer.arn,
      port: spec.port,
      protocol: spec.protocol,
      certificate: certificate,
      sslPolicy: spec.sslPolicy,
      forwards: spec.rule == nil
    )
    changes.append(
      PlannedChange(
        .createListener(new),
        because: "\(balancer.name) has no listener on port \(spec.port), so nothing reaches "
          + "\(group.name)."
      )
    )
    route(spec, by: .made(by: .createListener), to: group)
  }

  private mutating func repair(
    _ listener: Listener,
    _ spec: ListenerSpec,
    on balancer: LoadBalancer,
    _ certificate: PlannedARN?,
    _ group: TargetGroup
  ) {
    guard listener.protocol == spec.protocol.rawValue else {
      findings.append(.protocolConflict(listener, spec, on: balancer))
      return
    }
    if spec.rule == nil, !listener.forwardsOnly(to: group.arn) {
      findings.append(.forwardsElsewhere(listener, group))
    }
    var settings: [Setting] = []
    var added: PlannedARN?
    if let certificate, certificate.known != listener.certificate {
      if isShared(listener, beside: group) {
        let isThere = certificate.known.map(listener.certificates.contains) ?? false
        added = isThere ? nil : certificate
      } else {
        settings.append(
          Setting(
            .certificate,
            from: listener.certificate?.description,
            to: certificate.description
          )
        )
      }
    }
    if let policy = spec.sslPolicy, policy != listener.sslPolicy {
      settings.append(Setting(.sslPolicy, from: listener.sslPolicy, to: policy))
    }
    if !settings.isEmpty {
      let keys = settings.map(\.key.rawValue).joined(separator: " and ")
      changes.append(
        PlannedChange(
          .modifyListener(listener.arn, settings),
          because: "The spec asks for another \(keys) on port \(listener.port)."
        )
      )
    }
    if let added {
      changes.append(
        PlannedChange(
          .addListenerCertificates(listener.arn, added),
          because: "Others share port \(listener.port), and its default certificate stays theirs."
        )
      )
    }
    if let other = group.loadBalancers.filter({ $0 != balancer.arn }).min(), spec.rule != nil {
      findings.append(.groupUsedElsewhere(group, by: other, not: balancer))
      return
    }
    route(spec, by: .known(listener.arn), to: group)
  }

  /// Whether others than the group's rules take what comes to the listener: its default certificate
  /// is theirs then too.
  private func isShared(_ listener: Listener, beside group: TargetGroup) -> Bool {
    ![[.other("fixed-response")], [.forward([group.arn])]].contains(listener.defaultActions)
      || rules.contains { !$0.routes(to: group.arn) }
  }

  /// Makes or repairs the rule, where the spec has one.
  private mutating func route(_ spec: ListenerSpec, by listener: PlannedARN, to group: TargetGroup)
  {
    guard let wanted = spec.rule else { return }
    let drift = RuleDrift(spec: wanted, port: spec.port, listener: listener, rules, group: group)
    rule = drift.rule
    changes += drift.changes
    findings += drift.findings
  }

  /// The addresses in zones that the load balancer doesn't serve, by the zones' ids where known.
  static func unserved(
    by balancer: LoadBalancer,
    _ discovery: Discovery,
    at place: Place,
    in observation: Observation
  ) -> [EndpointAddress] {
    let ids = observation[place].zoneIdsBySubnet
    let served = Set(balancer.zones.map { ids[$0.subnetId] ?? $0.name })
    guard !served.isEmpty else { return [] }
    return discovery.addresses.filter { address in
      let names = [address.availabilityZone, address.availabilityZoneId].compactMap(\.self)
      return !names.isEmpty && served.isDisjoint(with: names)
    }
  }
}
