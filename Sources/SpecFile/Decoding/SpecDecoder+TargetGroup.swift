import Core

extension SpecDecoder {
  mutating func targetGroup(in binding: Fields) -> TargetGroupSpec? {
    require("targetGroup", in: binding)
    guard let fields = map("targetGroup", keys: SpecKeys.targetGroup, in: binding) else {
      return nil
    }
    let reference = targetGroupReference(in: fields)
    let port = value("port", .port, in: fields)
    let targetProtocol = value("protocol", TextForm<TargetProtocol>.choice, in: fields)
    let minimumTargets = value("minimumTargets", .integer(1...Limits.listEntries), in: fields)
    let ownership = value("ownership", TextForm<Ownership>.choice, in: fields)
    let healthCheck = healthCheck(in: fields)
    let create = creation(in: fields)
    guard let reference else { return nil }
    return TargetGroupSpec(
      reference: reference,
      port: port ?? 443,
      protocol: targetProtocol ?? .https,
      minimumTargets: minimumTargets ?? 2,
      ownership: ownership ?? .exclusive,
      healthCheck: healthCheck,
      create: create
    )
  }

  private mutating func targetGroupReference(in fields: Fields) -> Reference? {
    let name = value("name", .targetGroupName, in: fields)
    let arn = value("arn", .targetGroupARN, in: fields)
    switch (fields["name"], fields["arn"]) {
    case (nil, nil): complain(missingIn: fields, "missing key `name` or `arn`")
    case (let name?, let arn?):
      complain(conflict: [name, arn], in: fields, "`name` and `arn` are both given; one is wanted")
    case (nil, let arn?):
      guard let create = fields["create"] else { break }
      complain(
        conflict: [create, arn],
        in: fields,
        "`create` wants `name`: a target group that doesn't exist yet has no ARN"
      )
    case (_?, nil): break
    }
    return arn.map(Reference.arn) ?? name.map(Reference.name)
  }

  private mutating func creation(in targetGroup: Fields) -> TargetGroupCreation? {
    guard let fields = map("create", keys: SpecKeys.creation, in: targetGroup) else { return nil }
    let vpc = required("vpcId", .vpc, in: fields)
    let family = value("ipAddressType", TextForm<AddressFamily>.choice, in: fields)
    let tags = tags(in: fields)
    return vpc.map { TargetGroupCreation(vpcId: $0, family: family, tags: tags) }
  }

  /// Tags by their keys, which are free but for those that AWS and mooring keep for themselves.
  private mutating func tags(in creation: Fields) -> [String: String] {
    guard let field = creation["tags"] else { return [:] }
    guard case .map(let map) = field.node.kind else {
      complain(field, field.node.wrongKind(wanting: "a map of tags such as `team: data`"))
      return [:]
    }
    var tags: [String: String] = [:]
    for pair in map.pairs where !pair.value.isEmpty {
      let place = field.place.key(pair.key)
      let isOwn = !field.isInherited && !pair.isInherited
      let form = TextForm.tagValue
      if TextForm.tagKey.parse(pair.key) == nil {
        if isOwn { complain(at: pair.keyMark, field.place, TextForm.tagKey.refusal(of: pair.key)) }
      } else if let text = pair.value.text, let value = form.parse(text) {
        tags[pair.key] = value
      } else if isOwn, !pair.value.isBroken {
        let reason =
          pair.value.text.map(form.refusal) ?? pair.value.wrongKind(wanting: form.noun)
        complain(at: pair.value.mark, place, reason)
      }
    }
    if tags.count > Limits.tags {
      complain(field, "the map has \(tags.count) tags; it wants at most \(Limits.tags)")
    }
    return tags
  }

  /// The limits are ELBv2's.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
  private mutating func healthCheck(in targetGroup: Fields) -> HealthCheckSpec {
    var check = HealthCheckSpec()
    guard let fields = map("healthCheck", keys: SpecKeys.healthCheck, in: targetGroup) else {
      return check
    }
    check.matcher = value("matcher", .matcher, in: fields) ?? check.matcher
    check.path = value("path", .healthCheckPath, in: fields)
    check.protocol = value("protocol", TextForm<TargetProtocol>.choice, in: fields)
    check.port = value("port", .healthCheckPort, in: fields)
    check.intervalSeconds = value("intervalSeconds", .integer(5...300), in: fields)
    check.timeoutSeconds = value("timeoutSeconds", .integer(2...120), in: fields)
    check.healthyThreshold = value("healthyThreshold", .integer(2...10), in: fields)
    check.unhealthyThreshold = value("unhealthyThreshold", .integer(2...10), in: fields)
    if let interval = check.intervalSeconds, let timeout = check.timeoutSeconds,
      timeout >= interval
    {
      complain(
        conflict: ["timeoutSeconds", "intervalSeconds"].compactMap { fields[$0] },
        in: fields,
        "`timeoutSeconds` (\(timeout)) must be less than `intervalSeconds` (\(interval))"
      )
    }
    return check
  }
}
