/// The health-check settings that the spec manages: the matcher always, the rest only where given.
package struct HealthCheckSpec: Hashable, Sendable {
  package var matcher: Matcher

  /// 1 to 1024 characters that begin with a slash.
  package var path: String?

  package var `protocol`: TargetProtocol?
  package var port: HealthCheckPort?

  /// Seconds, 5 to 300.
  package var intervalSeconds: Int?

  /// Seconds, 2 to 120, less than the interval.
  package var timeoutSeconds: Int?

  /// Checks in a row, 2 to 10.
  package var healthyThreshold: Int?

  /// Checks in a row, 2 to 10.
  package var unhealthyThreshold: Int?

  /// The codes the MWAA guide asks for: Airflow answers 200, or 302 to its login page.
  package static let defaultMatcher = Matcher(codes: [200, 302])

  package init(
    matcher: Matcher = HealthCheckSpec.defaultMatcher,
    path: String? = nil,
    protocol: TargetProtocol? = nil,
    port: HealthCheckPort? = nil,
    intervalSeconds: Int? = nil,
    timeoutSeconds: Int? = nil,
    healthyThreshold: Int? = nil,
    unhealthyThreshold: Int? = nil
  ) {
    self.matcher = matcher
    self.path = path
    self.protocol = `protocol`
    self.port = port
    self.intervalSeconds = intervalSeconds
    self.timeoutSeconds = timeoutSeconds
    self.healthyThreshold = healthyThreshold
    self.unhealthyThreshold = unhealthyThreshold
  }
}

/// The port of a health check: each target's own, or one for all.
package enum HealthCheckPort: Hashable, Sendable, CustomStringConvertible {
  case trafficPort
  case number(Int)

  /// Reads what ELBv2 writes: `traffic-port`, or a number from 1 to 65535.
  package init?(_ text: String) {
    if text == "traffic-port" {
      self = .trafficPort
    } else if let number = Int(text), (1...65_535).contains(number), text == String(number) {
      // Int also reads a sign and leading zeros.
      self = .number(number)
    } else {
      return nil
    }
  }

  package var description: String {
    switch self {
    case .trafficPort: "traffic-port"
    case .number(let number): String(number)
    }
  }
}
