extension ELBv2 {
  /// Asks for target groups with their health checks; an unknown one is a `TargetGroupNotFound`.
  package static func describeTargetGroups(_ selection: Selection) -> Listing<TargetGroup> {
    listing(.describeTargetGroups, selection, arns: "TargetGroupArns", of: "TargetGroups") {
      member throws(ReadingError) in try TargetGroup(member)
    }
  }

  /// Asks for the targets of one group and their health; AWS answers it in one page.
  package static func describeTargetHealth(targetGroup arn: String) -> Call<[TargetHealth]> {
    var form = form(.describeTargetHealth)
    form.set("TargetGroupArn", arn)
    return call(form, .describeTargetHealth) { result throws(ReadingError) in
      try result.requiredList("TargetHealthDescriptions", of: "member") {
        member throws(ReadingError) in try TargetHealth(member)
      }
    }
  }

  /// Asks for a target group's attributes, by their keys.
  package static func targetGroupAttributes(of arn: String) -> Call<[String: String]> {
    var form = form(.describeTargetGroupAttributes)
    form.set("TargetGroupArn", arn)
    return call(form, .describeTargetGroupAttributes) { result throws(ReadingError) in
      var attributes: [String: String] = [:]
      let members = try result.requiredList("Attributes", of: "member") {
        member throws(ReadingError) in
        (key: try member.text("Key"), value: member.optionalText("Value") ?? "")
      }
      for member in members { attributes[member.key] = member.value }
      return attributes
    }
  }

  /// Registers targets; one that is registered already, or is draining, is (again) in service.
  package static func registerTargets(
    _ targets: [Target],
    in targetGroup: String
  ) -> Call<Done> {
    change(.registerTargets, targets, targetGroup)
  }

  /// Deregisters targets by address and port; one that isn't registered is no error.
  package static func deregisterTargets(
    _ targets: [Target],
    from targetGroup: String
  ) -> Call<Done> {
    change(.deregisterTargets, targets, targetGroup)
  }

  private static func change(
    _ operation: APIOperation,
    _ targets: [Target],
    _ targetGroup: String
  ) -> Call<Done> {
    var form = form(operation)
    form.set("TargetGroupArn", targetGroup)
    form.set("Targets.member", each: targets) { $2.write(to: &$0, as: $1) }
    return call(form, operation, about: targetGroup) { _ in Done() }
  }

  /// The health check settings to change; what is nil stays as it is.
  package struct HealthCheckChange: Hashable, Sendable {
    package var protocolName: String?
    package var port: String?
    package var path: String?
    package var intervalSeconds: Int?
    package var timeoutSeconds: Int?
    package var healthyThreshold: Int?
    package var unhealthyThreshold: Int?
    package var httpCode: String?

    package init(
      protocolName: String? = nil,
      port: String? = nil,
      path: String? = nil,
      intervalSeconds: Int? = nil,
      timeoutSeconds: Int? = nil,
      healthyThreshold: Int? = nil,
      unhealthyThreshold: Int? = nil,
      httpCode: String? = nil
    ) {
      self.protocolName = protocolName
      self.port = port
      self.path = path
      self.intervalSeconds = intervalSeconds
      self.timeoutSeconds = timeoutSeconds
      self.healthyThreshold = healthyThreshold
      self.unhealthyThreshold = unhealthyThreshold
      self.httpCode = httpCode
    }
  }

  /// Changes a target group's health check and answers the group as it is then.
  package static func modifyTargetGroup(
    _ arn: String,
    healthCheck: HealthCheckChange
  ) -> Call<TargetGroup> {
    var form = form(.modifyTargetGroup)
    form.set("TargetGroupArn", arn)
    healthCheck.write(to: &form)
    return changed(form, .modifyTargetGroup, about: arn)
  }

  /// A target group of addresses to be made.
  package struct NewTargetGroup: Hashable, Sendable {
    package var name: String
    package var protocolName: String
    package var port: Int
    package var vpcID: String
    package var healthCheck: HealthCheckChange
    package var tags: [Tag]

    /// `ipv4` or `ipv6`.
    package var ipAddressType: String

    package init(
      name: String,
      protocolName: String,
      port: Int,
      vpcID: String,
      healthCheck: HealthCheckChange = HealthCheckChange(),
      tags: [Tag] = [],
      ipAddressType: String
    ) {
      self.name = name
      self.protocolName = protocolName
      self.port = port
      self.vpcID = vpcID
      self.healthCheck = healthCheck
      self.tags = tags
      self.ipAddressType = ipAddressType
    }
  }

  /// Makes a target group and answers it as AWS made it; a name that is taken is a
  /// `DuplicateTargetGroupName`.
  package static func createTargetGroup(_ group: NewTargetGroup) -> Call<TargetGroup> {
    var form = form(.createTargetGroup)
    form.set("Name", group.name)
    form.set("Protocol", group.protocolName)
    form.set("Port", group.port)
    form.set("VpcId", group.vpcID)
    group.healthCheck.write(to: &form)
    form.set("TargetType", "ip")
    form.set("Tags.member", each: group.tags) { $2.write(to: &$0, as: $1) }
    form.set("IpAddressType", group.ipAddressType)
    return changed(form, .createTargetGroup, about: "targetgroup/\(group.name)")
  }

  private static func changed(
    _ form: QueryForm,
    _ operation: APIOperation,
    about resource: String
  ) -> Call<TargetGroup> {
    call(form, operation, about: resource) { result throws(ReadingError) in
      try result.only("TargetGroups", of: "member") { member throws(ReadingError) in
        try TargetGroup(member)
      }
    }
  }
}

extension ELBv2.HealthCheckChange {
  func write(to form: inout QueryForm) {
    form.set("HealthCheckProtocol", protocolName)
    form.set("HealthCheckPort", port)
    form.set("HealthCheckPath", path)
    form.set("HealthCheckIntervalSeconds", intervalSeconds)
    form.set("HealthCheckTimeoutSeconds", timeoutSeconds)
    form.set("HealthyThresholdCount", healthyThreshold)
    form.set("UnhealthyThresholdCount", unhealthyThreshold)
    form.set("Matcher.HttpCode", httpCode)
  }
}
