extension Rollback {
  /// The binding that is observed and planned with.
  ///
  /// It wants of the settings only those that go back or are back, finds the very group that was there or
  /// was made, makes nothing and removes nothing. `now` is the group's health check, nil where it isn't known yet.
  func binding(from now: HealthCheck?) -> Binding {
    var binding = origin.binding
    binding.region = origin.place.region
    if let group = targetGroup { binding.targetGroup.reference = .arn(group) }
    // What is registered is claimed first, where a ledger is kept.
    if binding.targetGroup.ownership != .recorded { binding.targetGroup.ownership = .addOnly }
    binding.targetGroup.create = nil
    // A matcher has to be given always: what there is, unless another one goes back.
    var wanted = HealthCheckSpec(
      matcher: now?.matcher ?? before.healthCheck.matcher ?? HealthCheckSpec.defaultMatcher
    )
    let back = healthCheckBack(from: now)
    // What is back stays wanted, so that a fresh plan shows that it was put back.
    wanted.take(back.due + back.there)
    binding.targetGroup.healthCheck = wanted
    let attempts = listenerAttempts
    binding.listener?.certificate =
      attempts[.certificate] == nil ? nil : before.listener?.certificate.map { .arn($0) }
    binding.listener?.sslPolicy = attempts[.sslPolicy] == nil ? nil : before.listener?.sslPolicy
    if let former = before.rule {
      // The planner then finds what stands against the former hosts and priority.
      let attempts = ruleAttempts
      if attempts[.hosts] != nil { binding.listener?.rule?.hosts = Set(former.hosts).sorted() }
      if attempts[.priority] != nil { binding.listener?.rule?.priority = former.priority }
    }
    return binding
  }

  func healthCheckBack(from now: HealthCheck?) -> SettingsBack {
    SettingsBack(
      healthCheckAttempts,
      before: before.healthCheck.value,
      now: now.map { $0.value }
    )
  }
}

extension HealthCheckSpec {
  fileprivate mutating func take(_ settings: [Setting]) {
    for setting in settings {
      switch setting.key {
      case .matcher: matcher = Matcher(setting.to) ?? matcher
      case .path: path = setting.to
      case .protocol: self.protocol = TargetProtocol(rawValue: setting.to)
      case .port: port = HealthCheckPort(setting.to)
      case .intervalSeconds: intervalSeconds = Int(setting.to)
      case .timeoutSeconds: timeoutSeconds = Int(setting.to)
      case .healthyThreshold: healthyThreshold = Int(setting.to)
      case .unhealthyThreshold: unhealthyThreshold = Int(setting.to)
      case .certificate, .sslPolicy, .hosts, .priority: break
      }
    }
  }
}
