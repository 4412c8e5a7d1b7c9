@testable import AWS

/// The calls of Elastic Load Balancing.
extension ParserTable {
  static func balancing(
    _ operation: APIOperation,
    _ client: Client
  ) async throws(ServiceError) -> Answer<String> {
    switch operation {
    case .describeTargetGroups:
      try await told(client, operation, ELBv2.describeTargetGroups(.all), words)
    case .describeTargetGroupAttributes:
      try await told(client, operation, ELBv2.targetGroupAttributes(of: "arn")) {
        list($0.map { "\($0.key)=\($0.value)" }.sorted())
      }
    case .describeTargetHealth:
      try await told(client, operation, ELBv2.describeTargetHealth(targetGroup: "arn")) {
        $0.map { "\($0.id):\($0.port)" }.joined(separator: " ")
      }
    case .describeLoadBalancers:
      try await told(client, operation, ELBv2.describeLoadBalancers(.all)) {
        "\($0.name) \($0.type) [\(list($0.securityGroups))] [\(list($0.zones.map(\.name)))]"
      }
    case .describeListeners:
      try await told(client, operation, ELBv2.describeListeners(loadBalancer: "arn"), words)
    case .describeListenerCertificates:
      try await told(client, operation, ELBv2.describeListenerCertificates(of: "arn")) {
        $0.arn + ($0.isDefault ? " default" : "")
      }
    case .describeRules:
      try await told(client, operation, ELBv2.describeRules(listener: "arn"), words)
    case .describeTags:
      try await told(client, operation, ELBv2.describeTags(of: ["arn"])) {
        "\($0.resourceARN) [\(list($0.tags.map { "\($0.key)=\($0.value)" }))]"
      }
    case .registerTargets:
      try await told(client, operation, ELBv2.registerTargets([], in: "arn")) { _ in "done" }
    case .deregisterTargets:
      try await told(client, operation, ELBv2.deregisterTargets([], from: "arn")) { _ in "done" }
    case .createTargetGroup:
      try await told(
        client,
        operation,
        ELBv2.createTargetGroup(
          .init(
            name: "web",
            protocolName: "HTTPS",
            port: 443,
            vpcID: "vpc-1",
            ipAddressType: "ipv4"
          )
        ),
        words
      )
    case .modifyTargetGroup:
      try await told(client, operation, ELBv2.modifyTargetGroup("arn", healthCheck: .init()), words)
    case .createListener:
      try await told(
        client,
        operation,
        ELBv2.createListener(
          .init(loadBalancerARN: "arn", protocolName: "HTTPS", port: 443, targetGroupARN: nil)
        ),
        words
      )
    case .modifyListener:
      try await told(client, operation, ELBv2.modifyListener("arn", .init()), words)
    case .addListenerCertificates:
      try await told(client, operation, ELBv2.addListenerCertificate("c", to: "arn")) { _ in "done"
      }
    case .createRule:
      try await told(
        client,
        operation,
        ELBv2.createRule(.init(listenerARN: "arn", priority: 1, hosts: [], targetGroupARN: "g")),
        words
      )
    case .modifyRule:
      try await told(client, operation, ELBv2.modifyRule("arn", hosts: []), words)
    case .setRulePriorities:
      try await told(client, operation, ELBv2.setRulePriority(1, of: "arn"), words)
    case .addTags:
      try await told(client, operation, ELBv2.addTags([], to: "arn")) { _ in "done" }
    case .removeTags:
      try await told(client, operation, ELBv2.removeTags([], from: "arn")) { _ in "done" }
    default: throw .signing(operation: operation, "it has no call here")
    }
  }

  private static func words(_ group: ELBv2.TargetGroup) -> String {
    let check = group.healthCheck
    return "\(group.name) \(group.targetType) \(check.path ?? "-") \(check.httpCode ?? "-")"
  }

  private static func words(_ listener: ELBv2.Listener) -> String {
    "\(listener.protocolName ?? "-"):\(listener.port ?? 0) [\(list(listener.certificates))] "
      + list(listener.defaultActions.map(words))
  }

  private static func words(_ rule: ELBv2.Rule) -> String {
    "\(rule.priority) [\(list(rule.hosts))] "
      + (rule.hasOtherConditions ? "and more " : "") + list(rule.actions.map(words))
  }

  private static func words(_ action: ELBv2.Action) -> String {
    ([action.type] + action.targetGroups.map { "\($0.arn)*\($0.weight)" }).joined(separator: " ")
  }
}
