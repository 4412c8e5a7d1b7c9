import Core

extension TargetGroup: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "arn",
      "name",
      "targetType",
      "protocol",
      "port",
      "vpcId",
      "ipAddressType",
      "crossZone",
      "loadBalancers",
      "healthCheck",
      "targets",
      "ledgerTags",
      "otherTags",
    ])
    let family: AddressFamily? =
      try members.has("ipAddressType")
      ? members.node("ipAddressType").choice("IP address type") : nil
    self.init(
      arn: try members.required("arn"),
      name: try members.required("name"),
      targetType: try members.required("targetType"),
      protocol: try members.optional("protocol"),
      port: try members.optionalInt("port", in: Bounds.port),
      vpcId: try members.optional("vpcId"),
      family: family ?? .ipv4,
      isCrossZone: try members.optional("crossZone"),
      loadBalancers: try members.list("loadBalancers"),
      healthCheck: try HealthCheck(try members.node("healthCheck")),
      targets: try members.list("targets"),
      tags: GroupTags(
        ledgers: try members.ledgerTags(),
        others: try members.optionalInt("otherTags", in: 0...GroupTags.limit) ?? 0
      )
    )
  }

  var json: JSON {
    .sparse([
      "arn": .text(arn),
      "name": .string(name),
      "targetType": .string(targetType),
      "protocol": .text(`protocol`),
      "port": .number(port),
      "vpcId": .text(vpcId),
      "ipAddressType": family == .ipv4 ? .null : .string(family.rawValue),
      "crossZone": isCrossZone.map(JSON.bool) ?? .null,
      "loadBalancers": .texts(loadBalancers.sorted()),
      "healthCheck": .sparse(healthCheck.fields),
      "targets": .sorted(targets, by: \.target) { .sparse($0.fields) },
      "ledgerTags": .object(tags.ledgers.mapValues(JSON.string)),
      "otherTags": tags.others == 0 ? .null : .int(tags.others),
    ])
  }
}

extension Members {
  /// The tags that hold ledgers; a tag that isn't mooring's has no place in a snapshot.
  fileprivate func ledgerTags() throws(DocumentError) -> [String: String] {
    let tags = try texts("ledgerTags")
    for key in tags.keys.sorted() where !key.hasPrefix(GroupTags.ledgerPrefix) {
      throw try node("ledgerTags").error(
        "the key \(quoted(key)) doesn't begin with \(GroupTags.ledgerPrefix)"
      )
    }
    return tags
  }
}

extension HealthCheck: JSONReadable {
  static let keys = [
    "enabled", "protocol", "port", "path", "matcher", "intervalSeconds", "timeoutSeconds",
    "healthyThreshold", "unhealthyThreshold",
  ]

  init(_ node: Node) throws(DocumentError) { try self.init(node.members(Self.keys)) }

  init(_ members: Members) throws(DocumentError) {
    self.init(
      enabled: try members.optional("enabled") ?? true,
      protocol: try members.optional("protocol"),
      port: try members.optional("port"),
      path: try members.optional("path"),
      matcher: try members.optional("matcher"),
      intervalSeconds: try members.optionalInt("intervalSeconds", in: Bounds.seconds),
      timeoutSeconds: try members.optionalInt("timeoutSeconds", in: Bounds.seconds),
      healthyThreshold: try members.optionalInt("healthyThreshold", in: Bounds.threshold),
      unhealthyThreshold: try members.optionalInt("unhealthyThreshold", in: Bounds.threshold)
    )
  }

  /// With null for every member that is nil.
  var fields: [String: JSON] {
    [
      "enabled": .bool(enabled),
      "protocol": .text(`protocol`),
      "port": .text(port),
      "path": .text(path),
      "matcher": .text(matcher),
      "intervalSeconds": .number(intervalSeconds),
      "timeoutSeconds": .number(timeoutSeconds),
      "healthyThreshold": .number(healthyThreshold),
      "unhealthyThreshold": .number(unhealthyThreshold),
    ]
  }
}

extension RegisteredTarget: JSONReadable {
  static let keys = ["id", "port", "state", "reason"]

  init(_ node: Node) throws(DocumentError) { try self.init(node.members(Self.keys)) }

  init(_ members: Members) throws(DocumentError) {
    self.init(
      try Target(members),
      state: try members.required("state"),
      reason: try members.optional("reason")
    )
  }

  /// With null for every member that is nil.
  var fields: [String: JSON] {
    target.fields.merging(["state": .string(state), "reason": .text(reason)]) { $1 }
  }
}

extension Target: JSONReadable {
  init(_ node: Node) throws(DocumentError) { try self.init(node.allMembers(["id", "port"])) }

  init(_ members: Members) throws(DocumentError) {
    self.init(try members.required("id"), port: try members.int("port", in: Bounds.port))
  }

  var fields: [String: JSON] { ["id": .text(address), "port": .int(port)] }
}
