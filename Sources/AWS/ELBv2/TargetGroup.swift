extension ELBv2 {
  /// A target group and its health check.
  package struct TargetGroup: Hashable, Sendable {
    package var arn: String
    package var name: String

    /// `HTTP`, `HTTPS` and so on; nil for a group of Lambda functions.
    package var protocolName: String?

    /// The port of targets that are registered without one; nil for a group of Lambda functions.
    package var port: Int?

    /// Nil for a group of Lambda functions.
    package var vpcID: String?

    /// What a target is known by: `ip`, `instance`, `lambda`, `alb`, or what AWS adds.
    package var targetType: String

    /// `ipv4` or `ipv6`; nil for a group of Lambda functions.
    package var ipAddressType: String?

    package var loadBalancerARNs: [String]
    package var healthCheck: HealthCheck
  }

  /// How the load balancer asks a target whether it is well.
  package struct HealthCheck: Hashable, Sendable {
    package var isEnabled: Bool

    /// `HTTP`, `HTTPS` or `TCP`.
    package var protocolName: String?

    /// A number, or `traffic-port` for the port that the target is registered with.
    package var port: String?

    /// Nil where the check is not by HTTP.
    package var path: String?

    package var intervalSeconds: Int?
    package var timeoutSeconds: Int?
    package var healthyThreshold: Int?
    package var unhealthyThreshold: Int?

    /// The status codes of a healthy target as AWS writes them, such as `200,302` or `200-299`.
    ///
    /// ELBv2 calls it `Matcher.HttpCode`. Nil where the check is not by HTTP.
    package var httpCode: String?
  }
}

extension ELBv2.TargetGroup {
  init(_ member: XMLElement) throws(ReadingError) {
    arn = try member.text("TargetGroupArn")
    name = try member.text("TargetGroupName")
    protocolName = member.optionalText("Protocol")
    port = try member.optionalInteger("Port")
    vpcID = member.optionalText("VpcId")
    targetType = try member.text("TargetType")
    ipAddressType = member.optionalText("IpAddressType")
    loadBalancerARNs = try member.list("LoadBalancerArns", of: "member") { $0.text }
    healthCheck = try ELBv2.HealthCheck(member)
  }
}

extension ELBv2.HealthCheck {
  /// Reads the health check out of the target group's own members.
  init(_ member: XMLElement) throws(ReadingError) {
    // Absent for groups whose check can't be switched off.
    isEnabled = try member.optionalBoolean("HealthCheckEnabled") ?? true
    protocolName = member.optionalText("HealthCheckProtocol")
    port = member.optionalText("HealthCheckPort")
    path = member.optionalText("HealthCheckPath")
    intervalSeconds = try member.optionalInteger("HealthCheckIntervalSeconds")
    timeoutSeconds = try member.optionalInteger("HealthCheckTimeoutSeconds")
    healthyThreshold = try member.optionalInteger("HealthyThresholdCount")
    unhealthyThreshold = try member.optionalInteger("UnhealthyThresholdCount")
    httpCode = member.child("Matcher")?.optionalText("HttpCode")
  }
}
