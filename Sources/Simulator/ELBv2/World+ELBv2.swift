import Core

extension World {
  /// Answers a call of Elastic Load Balancing with what stands in its result element.
  mutating func answerELBv2(_ inquiry: Inquiry) throws(ServiceError) -> XMLWriter {
    var result = XMLWriter()
    switch inquiry.operation {
    case .createListener, .modifyListener:
      let listener = try changeListener(inquiry)
      result.list("Listeners", of: "member", [listener]) { $0.write($1) }
    case .createTargetGroup:
      let group = try createTargetGroup(inquiry)
      result.list("TargetGroups", of: "member", [group]) { $0.write($1) }
    case .createRule:
      let digits = newDigits()
      let rule = try withEstate(inquiry.place) { estate throws(ServiceError) in
        try estate.createRule(inquiry, digits: digits)
      }
      result.list("Rules", of: "member", [ShownRule(rule)]) { $0.write($1) }
    case .describeTags:
      let arns = try taggedResources(inquiry)
      result.list("TagDescriptions", of: "member", arns) { description, arn in
        description.text("ResourceArn", arn)
        description.list("Tags", of: "member", tags[arn] ?? []) { tag, value in
          tag.text("Key", value.key)
          tag.text("Value", value.value)
        }
      }
    case .addTags: try addTags(inquiry)
    case .removeTags: try removeTags(inquiry)
    default:
      let limits = limits
      try withEstate(inquiry.place) { estate throws(ServiceError) in
        try estate.answerELBv2(inquiry, limits, &result)
      }
    }
    return result
  }

  private mutating func createTargetGroup(
    _ inquiry: Inquiry
  ) throws(ServiceError) -> TargetGroup {
    let first = inquiry.parameters["Tags"] == nil ? [] : try Self.tags(inquiry)
    let (digits, limits) = (newDigits(), limits)
    let made = try withEstate(inquiry.place) { estate throws(ServiceError) in
      try estate.createTargetGroup(inquiry, digits: digits, limits: limits)
    }
    if made.isNew { tags[made.group.arn.description] = first }
    return made.group
  }

  private mutating func changeListener(
    _ inquiry: Inquiry
  ) throws(ServiceError) -> SimulatedListener {
    guard inquiry.operation == .createListener else {
      return try withEstate(inquiry.place) { estate throws(ServiceError) in
        try estate.modifyListener(inquiry)
      }
    }
    let digits = newDigits()
    let listener = try withEstate(inquiry.place) { estate throws(ServiceError) in
      try estate.createListener(inquiry, digits: digits)
    }
    tags[listener.settings.arn.description] = inquiry.parameters.list("Tags").compactMap { tag in
      tag.text("Key").map { Tag(key: $0, value: tag.text("Value") ?? "") }
    }
    return listener
  }
}

extension Estate {
  /// Answers the operations that need nothing but the estate.
  fileprivate mutating func answerELBv2(
    _ inquiry: Inquiry,
    _ limits: Limits,
    _ result: inout XMLWriter
  ) throws(ServiceError) {
    switch inquiry.operation {
    case .describeTargetGroups:
      Self.write(try describeTargetGroups(inquiry), "TargetGroups", &result) { $0.write($1) }
    case .modifyTargetGroup:
      let group = try modifyTargetGroup(inquiry)
      result.list("TargetGroups", of: "member", [group]) { $0.write($1) }
    case .describeTargetGroupAttributes:
      let group = groups[try knownGroup(inquiry)]?.settings
      let word = group?.isCrossZone.map(String.init) ?? "use_load_balancer_configuration"
      let delay = limits.deregistrationDelaySeconds
      let attributes = [
        ("deregistration_delay.timeout_seconds", String(delay)),
        ("load_balancing.cross_zone.enabled", word), ("stickiness.enabled", "false"),
      ]
      result.list("Attributes", of: "member", attributes) { attribute, value in
        attribute.text("Key", value.0)
        attribute.text("Value", value.1)
      }
    case .describeTargetHealth:
      let targets = try describeTargetHealth(inquiry)
      result.list("TargetHealthDescriptions", of: "member", targets) { $0.write($1) }
    case .registerTargets:
      try registerTargets(inquiry, limits: limits)
    case .deregisterTargets:
      try deregisterTargets(inquiry)
    case .describeLoadBalancers:
      Self.write(try describeLoadBalancers(inquiry), "LoadBalancers", &result) { $0.write($1) }
    case .describeListeners:
      Self.write(try describeListeners(inquiry), "Listeners", &result) { $0.write($1) }
    case .describeListenerCertificates:
      let certificates = try describeListenerCertificates(inquiry)
      result.list("Certificates", of: "member", Array(certificates.enumerated())) {
        certificate,
        seen in
        certificate.text("CertificateArn", seen.element.description)
        certificate.boolean("IsDefault", seen.offset == 0)
      }
    case .addListenerCertificates:
      let added = try addListenerCertificates(inquiry)
      result.list("Certificates", of: "member", [added]) { certificate, arn in
        certificate.text("CertificateArn", arn.description)
        certificate.boolean("IsDefault", false)
      }
    case .modifyRule:
      let rule = try modifyRule(inquiry)
      result.list("Rules", of: "member", [ShownRule(rule)]) { $0.write($1) }
    case .setRulePriorities:
      let rules = try setRulePriorities(inquiry)
      result.list("Rules", of: "member", rules.map(ShownRule.init)) { $0.write($1) }
    case .describeRules:
      Self.write(try describeRules(inquiry), "Rules", &result) { $0.write($1) }
    default:
      throw .invalidAction(inquiry.operation.rawValue, .elbv2)
    }
  }

  private static func write<Row>(
    _ page: Page<Row>,
    _ list: String,
    _ result: inout XMLWriter,
    _ row: (inout XMLWriter, Row) -> Void
  ) {
    result.list(list, of: "member", page.rows, row)
    result.text("NextMarker", page.next.map(PageToken.text))
  }
}
