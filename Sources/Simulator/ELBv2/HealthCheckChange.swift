import Core

/// The health check settings that a ModifyTargetGroup names, checked one by one.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html
struct HealthCheckChange {
  private var isEnabled: Bool?
  private var protocolName: String?
  private var port: String?
  private var path: String?
  private var matcher: Matcher?
  private var interval: Int?
  private var timeout: Int?
  private var healthyThreshold: Int?
  private var unhealthyThreshold: Int?

  init(_ inquiry: Inquiry) throws(ServiceError) {
    isEnabled = try inquiry.boolean("HealthCheckEnabled")
    protocolName = inquiry.parameters.text("HealthCheckProtocol")
    port = inquiry.parameters.text("HealthCheckPort")
    path = inquiry.parameters.text("HealthCheckPath")
    interval = try Self.number("HealthCheckIntervalSeconds", in: 5...300, inquiry)
    timeout = try Self.number("HealthCheckTimeoutSeconds", in: 2...120, inquiry)
    healthyThreshold = try Self.number("HealthyThresholdCount", in: 2...10, inquiry)
    unhealthyThreshold = try Self.number("UnhealthyThresholdCount", in: 2...10, inquiry)
    if let protocolName, !["HTTP", "HTTPS"].contains(protocolName) {
      throw .validation("Health check protocol '\(protocolName)' is not one of HTTP, HTTPS")
    }
    if let port, port != "traffic-port", !((Int(port).map { (1...65535).contains($0) }) ?? false) {
      throw .validation(
        "Health check port '\(port)' must be a valid port between 1 and 65535 or 'traffic-port'"
      )
    }
    if let path, !path.hasPrefix("/") || path.utf8.count > 1024 {
      throw .validation("Health check path '\(path)' must begin with a '/' character")
    }
    if let text = inquiry.parameters["Matcher"]?.text("HttpCode") {
      guard let matcher = Matcher(text) else {
        throw .validation(
          "Health check matcher HTTP code '\(text)' must be within '200-499' inclusive"
        )
      }
      self.matcher = matcher
    }
  }

  /// The group's health check with the settings changed.
  func applied(to group: TargetGroup) throws(ServiceError) -> HealthCheck {
    var check = group.healthCheck
    if isEnabled == false {
      throw ServiceError(
        "InvalidConfigurationRequest",
        "Health check enabled must be true for target groups with target type '\(group.targetType)'"
      )
    }
    if let protocolName { check.protocol = protocolName }
    if let port { check.port = port }
    if let path { check.path = path }
    if let matcher { check.matcher = matcher }
    if let interval { check.intervalSeconds = interval }
    if let timeout { check.timeoutSeconds = timeout }
    if let healthyThreshold { check.healthyThreshold = healthyThreshold }
    if let unhealthyThreshold { check.unhealthyThreshold = unhealthyThreshold }
    if let timeout = check.timeoutSeconds, let interval = check.intervalSeconds, timeout >= interval
    {
      throw .validation("Health check interval must be greater than the timeout.")
    }
    return check
  }

  private static func number(
    _ name: String,
    in range: ClosedRange<Int>,
    _ inquiry: Inquiry
  ) throws(ServiceError) -> Int? {
    guard let number = try inquiry.number(name) else { return nil }
    guard range.contains(number) else {
      throw .validation(
        "\(name) '\(number)' must be between \(range.lowerBound) and \(range.upperBound) inclusive"
      )
    }
    return number
  }
}
