import Core

extension Estate {
  /// Answers DescribeListeners.
  func describeListeners(_ inquiry: Inquiry) throws(ServiceError) -> Page<SimulatedListener> {
    let arns = inquiry.parameters.texts("ListenerArns")
    let loadBalancer = inquiry.parameters.text("LoadBalancerArn")
    guard arns.isEmpty != (loadBalancer == nil) else {
      throw .validation("You must specify either listener ARNs or a load balancer ARN")
    }
    if let loadBalancer {
      try ELBv2.check(loadBalancer, .loadBalancer, inquiry)
      guard loadBalancers.has(loadBalancer) else { throw .loadBalancerNotFound(loadBalancer) }
      return try ELBv2.page(of: listeners, inquiry) {
        $0.settings.loadBalancer.description == loadBalancer
      }
    }
    for arn in arns { try ELBv2.check(arn, .listener, inquiry) }
    guard arns.allSatisfy(listeners.has) else { throw .listenersNotFound }
    let found = Set(arns)
    return try ELBv2.page(of: listeners, inquiry) { found.contains($0.settings.arn.description) }
  }

  /// Answers DescribeListenerCertificates: the default one first.
  func describeListenerCertificates(_ inquiry: Inquiry) throws(ServiceError) -> [ARN] {
    let arn = try inquiry.required("ListenerArn")
    try ELBv2.check(arn, .listener, inquiry)
    guard let settings = listeners[arn]?.settings else { throw .listenersNotFound }
    return [settings.certificate].compactMap(\.self) + settings.furtherCertificates
  }

  /// Answers AddListenerCertificates; one that the listener has already is no error.
  mutating func addListenerCertificates(_ inquiry: Inquiry) throws(ServiceError) -> ARN {
    let arn = try inquiry.required("ListenerArn")
    try ELBv2.check(arn, .listener, inquiry)
    guard let listener = listeners[arn] else { throw .listenersNotFound }
    guard listener.settings.protocol == "HTTPS" else {
      throw .validation("Certificates are for HTTPS listeners only")
    }
    let added = try ListenerRequest.certificate(inquiry, in: self)
    guard let added else { throw .missing("certificates") }
    guard !listener.settings.certificates.contains(added) else { return added }
    _ = listeners.update(arn) { $0.settings.furtherCertificates.append(added) }
    return added
  }

  /// Answers CreateListener; the new listener's ARN ends with the digits.
  mutating func createListener(
    _ inquiry: Inquiry,
    digits: String
  ) throws(ServiceError) -> SimulatedListener {
    let text = try inquiry.required("LoadBalancerArn")
    try ELBv2.check(text, .loadBalancer, inquiry)
    guard let loadBalancer = loadBalancers[text] else { throw .loadBalancerNotFound(text) }
    let request = try ListenerRequest(inquiry, in: self)
    guard let port = request.port else { throw .validation("A listener port must be specified") }
    guard let protocolName = request.protocolName else {
      throw .validation("A listener protocol must be specified")
    }
    guard let actions = request.actions else { throw .missing("defaultActions") }
    try checkPort(port, on: loadBalancer.arn, except: nil)
    let settings = Listener(
      arn: try Self.newARN(of: loadBalancer.arn, digits: digits),
      loadBalancer: loadBalancer.arn,
      port: port,
      protocol: protocolName,
      certificate: request.certificate,
      sslPolicy: request.sslPolicy ?? ListenerRequest.defaultSSLPolicy,
      defaultActions: []
    )
    let listener = SimulatedListener(try Self.secured(settings), actions: actions)
    try checkGroups(listener.groups, of: loadBalancer.arn)
    listeners.insert(listener, key: settings.arn.description)
    forward(from: [], to: listener.groups, by: loadBalancer.arn, at: inquiry.now)
    return listener
  }

  /// Answers ModifyListener: changes what is named.
  mutating func modifyListener(_ inquiry: Inquiry) throws(ServiceError) -> SimulatedListener {
    let arn = try inquiry.required("ListenerArn")
    try ELBv2.check(arn, .listener, inquiry)
    guard let former = listeners[arn] else { throw .listenersNotFound }
    let request = try ListenerRequest(inquiry, in: self)
    var settings = former.settings
    settings.port = request.port ?? settings.port
    settings.protocol = request.protocolName ?? settings.protocol
    settings.certificate = request.certificate ?? settings.certificate
    settings.sslPolicy = request.sslPolicy ?? settings.sslPolicy ?? ListenerRequest.defaultSSLPolicy
    try checkPort(settings.port, on: settings.loadBalancer, except: arn)
    let listener = SimulatedListener(
      try Self.secured(settings),
      actions: request.actions ?? former.actions
    )
    try checkGroups(listener.groups, of: settings.loadBalancer)
    listeners.insert(listener, key: arn)
    forward(
      from: former.groups,
      to: listener.groups,
      by: settings.loadBalancer,
      at: inquiry.now
    )
    return listener
  }

  /// Checks that no other listener has the port.
  private func checkPort(
    _ port: Int,
    on loadBalancer: ARN,
    except arn: String?
  ) throws(ServiceError) {
    let isTaken = listeners.all.contains {
      $0.settings.loadBalancer == loadBalancer && $0.settings.port == port
        && $0.settings.arn.description != arn
    }
    guard isTaken else { return }
    throw ServiceError(
      "DuplicateListener",
      "A listener already exists on this port for this load balancer '\(loadBalancer)'"
    )
  }

  /// Checks that the groups may be forwarded to: HTTP or HTTPS, in one VPC, on no other balancer.
  func checkGroups(_ forwarded: Set<String>, of loadBalancer: ARN) throws(ServiceError) {
    let vpc = loadBalancers[loadBalancer.description]?.vpcId
    for group in forwarded.sorted().compactMap({ groups[$0]?.settings }) {
      if let word = group.protocol, !["HTTP", "HTTPS"].contains(word) {
        throw ServiceError(
          "IncompatibleProtocols",
          "The target group '\(group.arn)' has the protocol '\(word)', which is not supported by an "
            + "application load balancer"
        )
      }
      if let vpc, let groupVPC = group.vpcId, vpc != groupVPC {
        throw ServiceError(
          "InvalidConfigurationRequest",
          "The load balancer '\(loadBalancer)' and the target group '\(group.arn)' must be in the "
            + "same VPC"
        )
      }
      guard group.loadBalancers.allSatisfy({ $0 == loadBalancer }) else {
        throw ServiceError(
          "TargetGroupAssociationLimit",
          "The following target groups cannot be associated with more than one load balancer: "
            + group.arn.description
        )
      }
    }
  }

  /// Leaves certificate and policy to HTTPS, which needs both.
  private static func secured(_ settings: Listener) throws(ServiceError) -> Listener {
    var settings = settings
    if settings.protocol == "HTTPS" {
      guard settings.certificate != nil else {
        throw .validation("A certificate must be specified for HTTPS listeners")
      }
    } else {
      settings.certificate = nil
      settings.sslPolicy = nil
    }
    return settings
  }

  /// Takes groups into use or out of it, after a listener or rule changed.
  mutating func forward(
    from former: Set<String>,
    to groups: Set<String>,
    by loadBalancer: ARN,
    at now: Int
  ) {
    let reach = reach
    for group in former.union(groups).sorted() {
      _ = self.groups.update(group) { $0.advance(to: now, reach) }
      if groups.contains(group) {
        associate(group, with: loadBalancer)
      } else {
        dissociate(group, from: loadBalancer)
      }
      settle(group, at: now)
    }
  }

  private static func newARN(of loadBalancer: ARN, digits: String) throws(ServiceError) -> ARN {
    let resource = "listener" + loadBalancer.resource.dropFirst("loadbalancer".count)
    guard
      let arn = ARN(
        "arn:\(loadBalancer.partition):\(loadBalancer.service):\(loadBalancer.region):"
          + "\(loadBalancer.account):\(resource)/\(digits)"
      )
    else { throw ServiceError("InternalFailure", "The listener has no ARN", status: 500) }
    return arn
  }
}
