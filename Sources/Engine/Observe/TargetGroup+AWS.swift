import AWS
import Core

extension TargetGroup {
  init(_ seen: ELBv2.TargetGroup) throws(ObserveError) {
    let operation = APIOperation.describeTargetGroups
    var balancers: [ARN] = []
    for text in seen.loadBalancerARNs { balancers.append(try .parse(text, from: operation)) }
    var matcher: Matcher?
    if let text = seen.healthCheck.httpCode {
      matcher = Matcher(text)
      guard matcher != nil else {
        throw .malformed(operation: operation, what: "\"\(text)\" as a matcher")
      }
    }
    self.init(
      arn: try .parse(seen.arn, from: operation),
      name: seen.name,
      targetType: seen.targetType,
      protocol: seen.protocolName,
      port: seen.port,
      vpcId: seen.vpcID,
      family: seen.ipAddressType.flatMap(AddressFamily.init) ?? .ipv4,
      loadBalancers: balancers.sorted(),
      healthCheck: HealthCheck(
        enabled: seen.healthCheck.isEnabled,
        protocol: seen.healthCheck.protocolName,
        port: seen.healthCheck.port,
        path: seen.healthCheck.path,
        matcher: matcher,
        intervalSeconds: seen.healthCheck.intervalSeconds,
        timeoutSeconds: seen.healthCheck.timeoutSeconds,
        healthyThreshold: seen.healthCheck.healthyThreshold,
        unhealthyThreshold: seen.healthCheck.unhealthyThreshold
      )
    )
  }
}

extension RegisteredTarget {
  init(_ seen: ELBv2.TargetHealth) throws(ObserveError) {
    self.init(
      Target(try .parse(seen.id, from: .describeTargetHealth), port: seen.port),
      state: seen.state,
      reason: seen.reason
    )
  }
}

extension LoadBalancer {
  init(_ seen: ELBv2.LoadBalancer) throws(ObserveError) {
    self.init(
      arn: try .parse(seen.arn, from: .describeLoadBalancers),
      name: seen.name,
      dnsName: seen.dnsName,
      type: seen.type,
      vpcId: seen.vpcID ?? "",
      securityGroupIds: seen.securityGroups.sorted(),
      zones: seen.zones.map { LoadBalancerZone(name: $0.name, subnetId: $0.subnetID ?? "") }
    )
  }
}

extension Listener {
  init(_ seen: ELBv2.Listener) throws(ObserveError) {
    let operation = APIOperation.describeListeners
    var certificate: ARN?
    if let text = seen.certificates.first { certificate = try .parse(text, from: operation) }
    var actions: [ListenerAction] = []
    for action in seen.defaultActions { actions.append(try ListenerAction(action, operation)) }
    self.init(
      arn: try .parse(seen.arn, from: operation),
      loadBalancer: try .parse(seen.loadBalancerARN, from: operation),
      port: seen.port ?? 0,
      protocol: seen.protocolName ?? "",
      certificate: certificate,
      sslPolicy: seen.sslPolicy,
      defaultActions: actions
    )
  }
}

extension Rule {
  /// Nil for the default rule, which the listener itself shows as its default action.
  init?(_ seen: ELBv2.Rule, of listener: ARN) throws(ObserveError) {
    let operation = APIOperation.describeRules
    guard !seen.isDefault, let priority = Int(seen.priority) else { return nil }
    var actions: [ListenerAction] = []
    for action in seen.actions { actions.append(try ListenerAction(action, operation)) }
    self.init(
      arn: try .parse(seen.arn, from: operation),
      listener: listener,
      priority: priority,
      hosts: seen.hosts.map { $0.lowercased() }.sorted(),
      hasOtherConditions: seen.hasOtherConditions,
      actions: actions
    )
  }
}

extension ListenerAction {
  init(_ seen: ELBv2.Action, _ operation: APIOperation) throws(ObserveError) {
    guard seen.type == "forward" else {
      self = .other(seen.type)
      return
    }
    // A group of weight nought gets nothing, so a forward to it alone isn't one.
    var groups: [ARN] = []
    for group in seen.targetGroups where group.weight > 0 {
      groups.append(try .parse(group.arn, from: operation))
    }
    self = .forward(groups.sorted())
  }
}
