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
    form.set("HealthCheckProtocol", healthCheck.protocolName)
    form.set("HealthCheckPort", healthCheck.port)
    form.set("HealthCheckPath", healthCheck.path)
    form.set("HealthCheckIntervalSeconds", healthCheck.intervalSeconds)
    form.set("HealthCheckTimeoutSeconds", healthCheck.timeoutSeconds)
    form.set("HealthyThresholdCount", healthCheck.healthyThreshold)
    form.set("UnhealthyThresholdCount", healthCheck.unhealthyThreshold)
    form.set("Matcher.HttpCode", healthCheck.httpCode)
    return call(form, .modifyTargetGroup, about: arn) { result throws(ReadingError) in
      try result.only("TargetGroups", of: "member") { member throws(ReadingError) in
        try TargetGroup(member)
      }
    }
  }
}
