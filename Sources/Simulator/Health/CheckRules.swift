import Core

/// The settings that decide what a health check's result means; times are milliseconds.
struct CheckRules: Hashable {
  var isEnabled: Bool
  var interval: Int
  var timeout: Int
  var healthyThreshold: Int
  var unhealthyThreshold: Int

  /// Nil where any answer will do, as for a check by TCP.
  var matcher: Matcher?

  /// ELBv2's own defaults stand in for what the world doesn't say; thresholds are 2 to 10 there.
  init(_ check: HealthCheck) {
    isEnabled = check.enabled
    interval = 1000 * min(max(check.intervalSeconds ?? 30, 1), 3600)
    timeout = 1000 * min(max(check.timeoutSeconds ?? 5, 1), 3600)
    healthyThreshold = min(max(check.healthyThreshold ?? 5, 1), 10)
    unhealthyThreshold = min(max(check.unhealthyThreshold ?? 2, 1), 10)
    let isByHTTP = check.protocol.map { $0 == "HTTP" || $0 == "HTTPS" } ?? true
    matcher = isByHTTP ? check.matcher ?? Matcher(codes: [200]) : nil
  }

  func accepts(_ answer: CheckAnswer) -> Bool {
    switch answer {
    case .silence: false
    case .status(let code): matcher?.contains(code) ?? true
    }
  }

  /// How long after it was sent a check has its result.
  func lag(of answer: CheckAnswer) -> Int { answer == .silence ? timeout : 0 }
}
