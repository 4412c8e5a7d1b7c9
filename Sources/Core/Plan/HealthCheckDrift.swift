extension HealthCheck {
  /// The settings in which a group's health check differs from the spec, in the spec's key order.
  ///
  /// Only what the spec gives is compared; the matcher always is, as a set of codes.
  package func drift(from spec: HealthCheckSpec) -> [Setting] {
    var settings: [Setting] = []
    func compare(_ key: SettingKey, _ seen: String?, _ wanted: String?) {
      guard let wanted, wanted != seen else { return }
      settings.append(Setting(key, from: seen, to: wanted))
    }
    compare(.matcher, matcher?.description, spec.matcher.description)
    compare(.path, path, spec.path)
    compare(.protocol, `protocol`, spec.protocol?.rawValue)
    compare(.port, port, spec.port?.description)
    compare(.intervalSeconds, intervalSeconds?.description, spec.intervalSeconds?.description)
    compare(.timeoutSeconds, timeoutSeconds?.description, spec.timeoutSeconds?.description)
    compare(.healthyThreshold, healthyThreshold?.description, spec.healthyThreshold?.description)
    compare(
      .unhealthyThreshold,
      unhealthyThreshold?.description,
      spec.unhealthyThreshold?.description
    )
    return settings
  }

  /// Seconds after which a target that fails the changed checks is called unhealthy at the latest.
  ///
  /// Interval times unhealthy threshold, and one timeout; AWS's defaults stand in for what it
  /// doesn't show.
  package var settlingSeconds: Int {
    // AWS allows 300 s, 10 checks and 120 s; what it answers beyond must not overflow.
    func bounded(_ value: Int?, usually: Int) -> Int { min(max(value ?? usually, 0), 3600) }
    return bounded(intervalSeconds, usually: 30) * bounded(unhealthyThreshold, usually: 2)
      + bounded(timeoutSeconds, usually: 10)
  }

  /// The same health check after a change of those settings that decide how long it takes.
  package func applying(_ settings: [Setting]) -> HealthCheck {
    var check = self
    for setting in settings {
      switch setting.key {
      case .intervalSeconds: check.intervalSeconds = Int(setting.to)
      case .timeoutSeconds: check.timeoutSeconds = Int(setting.to)
      case .unhealthyThreshold: check.unhealthyThreshold = Int(setting.to)
      case .matcher, .path, .protocol, .port, .healthyThreshold, .certificate, .sslPolicy, .hosts,
        .priority:
        break
      }
    }
    return check
  }
}

extension [Setting] {
  /// Whether targets that are healthy before this change may fail after it.
  ///
  /// Only accepting further codes is harmless.
  package var mayHurtHealth: Bool {
    contains { setting in
      guard setting.key == .matcher else { return true }
      guard let from = setting.from.flatMap(Matcher.init), let to = Matcher(setting.to) else {
        return true
      }
      return !to.contains(from)
    }
  }
}

extension HealthCheckSpec {
  /// Warns of a matcher whose range reaches into the codes for failure.
  ///
  /// Single codes such as 401 are a decision; a range past 399 calls every failure of the client's
  /// side healthy, `404` from the wrong application among them.
  var findings: [Finding] {
    let wide = matcher.ranges.contains { $0.count > 2 && $0.upperBound >= 400 }
    guard wide else { return [] }
    return [
      Finding(
        .matcherTooWide,
        "The matcher \(matcher) calls failures healthy.",
        remedy: "Name the codes that the application answers when it is well, such as 200,302."
      )
    ]
  }
}
