/// The listener held against the spec: what to make or repair, and what stands against it.
struct ListenerDrift {
  var changes: [PlannedChange] = []
  var findings: [Finding] = []
  var listener: Listener?
  var rules: [Rule] = []
  var rule: Rule?
  var unserved: [EndpointAddress] = []
  var loadBalancer: LoadBalancer?
  var certificate: Certificate?

  init(
    spec: ListenerSpec,
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
    let certificateARN = check(spec.certificate, balancer, spec, discovery, in: observation)
    unserved = Self.unserved(by: balancer, discovery, at: place, in: observation)
    findings += unserved.map { .zoneNotEnabled($0, balancer) }

    listener = seen.listeners.first { $0.loadBalancer == balancer.arn && $0.port == spec.port }
    guard let listener else {
      create(spec, on: balancer, certificateARN, group)
      return
    }
    rules = seen.rules.filter { $0.listener == listener.arn }
    repair(listener, spec, on: balancer, certificateARN, group)
  }

  private mutating func create(
    _ spec: ListenerSpec,
    on balancer: LoadBalancer,
    _ certificate: ARN?,
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
      certificate: certificate.map(PlannedARN.known),
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
    _ certificate: ARN?,
    _ group: TargetGroup
  ) {
    guard listener.protocol == spec.protocol.rawValue else {
      findings.append(.protocolConflict(listener, spec, on: balancer))
      return
    }
    if spec.rule == nil,
      listener.defaultActions.count != 1
        || listener.defaultActions[0].onlyTargetGroup != group.arn
    {
      findings.append(.forwardsElsewhere(listener, group))
    }
    var settings: [Setting] = []
    if let certificate, certificate != listener.certificate {
      settings.append(
        Setting(
          .certificate,
          from: listener.certificate?.description,
          to: certificate.description
        )
      )
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
    if let other = group.loadBalancers.filter({ $0 != balancer.arn }).min(), spec.rule != nil {
      findings.append(.groupUsedElsewhere(group, by: other, not: balancer))
      return
    }
    route(spec, by: .known(listener.arn), to: group)
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

  /// Looks at the certificate that the spec names, and returns its ARN where it is known.
  private mutating func check(
    _ source: CertificateSource?,
    _ balancer: LoadBalancer,
    _ spec: ListenerSpec,
    _ discovery: Discovery,
    in observation: Observation
  ) -> ARN? {
    switch source {
    case nil: return nil
    case .domain, .files:
      findings.append(.certificateSourceUnsupported)
      return nil
    case .arn(let arn):
      let region = CertificateCheck.region(
        of: arn,
        loadBalancer: balancer.arn,
        environment: discovery.environment?.arn
      )
      if let region { findings.append(region) }
      guard let account = AccountID(arn.account) else { return arn }
      let seen = observation[Place(account: account, region: arn.region)]
      if let known = seen.certificates.first(where: { $0.arn == arn }) {
        certificate = known
        findings += CertificateCheck.state(
          of: known,
          hosts: spec.rule?.hosts ?? [],
          at: observation.observedAt
        )
      } else if let unread = seen.unread.first(where: {
        $0.kind == .certificate && $0.name == arn.description
      }) {
        findings.append(.unread("certificate \(arn)", because: unread.reason))
      } else {
        findings.append(.certificateNotFound(arn))
      }
      return arn
    }
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
