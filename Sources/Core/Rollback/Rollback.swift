/// The way back to the settings of one binding before an apply.
///
/// Only what that apply changed goes back: what others have changed since stays as they left it.
package struct Rollback: Hashable, Sendable {
  /// What was applied, and where.
  package var origin: Origin

  package var before: SettingsBefore

  /// What became of the apply's changes.
  package var outcomes: [Outcome]

  package init(origin: Origin, before: SettingsBefore, outcomes: [Outcome]) {
    self.origin = origin
    self.before = before
    self.outcomes = outcomes
  }

  /// What the apply gave a setting.
  struct Attempt: Hashable {
    /// What may be set now: what AWS took last, and what it was asked for later and refused or
    /// lost the reply of.
    var tried: [String] = []

    /// The last value that AWS took for sure; nil where it took none.
    var applied: String?
  }

  /// What the apply tried to set of the health check, by key.
  var healthCheckAttempts: [SettingKey: Attempt] {
    attempts { if case .modifyTargetGroup(let settings) = $0 { settings } else { nil } }
  }

  /// What the apply tried to set of the listener that was there before it, by key.
  var listenerAttempts: [SettingKey: Attempt] {
    guard let listener = before.listener else { return [:] }
    return attempts {
      if case .modifyListener(listener.arn, let settings) = $0 { settings } else { nil }
    }
  }

  /// What the apply tried to set of the rule that was there before it, by key.
  var ruleAttempts: [SettingKey: Attempt] {
    guard let rule = before.rule else { return [:] }
    return attempts {
      if case .modifyRule(rule.arn, let settings) = $0 { settings } else { nil }
    }
  }

  private func attempts(_ settings: (Change) -> [Setting]?) -> [SettingKey: Attempt] {
    var attempts: [SettingKey: Attempt] = [:]
    for outcome in outcomes where outcome.isAttempt {
      for setting in settings(outcome.change) ?? [] {
        if outcome.result == .applied {
          attempts[setting.key] = Attempt(tried: [setting.to], applied: setting.to)
        } else {
          attempts[setting.key, default: Attempt()].tried.append(setting.to)
        }
      }
    }
    return attempts
  }

  /// Whether the apply changed anything, as far as it knew, that could go back.
  package var hasAttempts: Bool { outcomes.contains(where: \.isAttempt) }

  /// Something that the apply made or may have made.
  struct Making<New> {
    var new: New

    /// What AWS answered for it: that and no other is the apply's.
    ///
    /// Nil where the answer was lost, and in reports that don't hold it.
    var arn: ARN?

    var isApplied: Bool
  }

  var madeGroup: Making<NewTargetGroup>? {
    makings { if case .createTargetGroup(let new) = $0 { new } else { nil } }.first
  }

  var madeListener: Making<NewListener>? {
    makings { if case .createListener(let new) = $0 { new } else { nil } }.first
  }

  var madeRule: Making<NewRule>? {
    makings { if case .createRule(let new) = $0 { new } else { nil } }.first
  }

  var imports: [Making<CertificateImport>] {
    makings { if case .importCertificate(let new) = $0 { new } else { nil } }
  }

  /// What the apply added to a listener's certificates, or may have.
  var addedCertificates: [Making<(listener: ARN, certificate: ARN)>] {
    makings {
      guard case .addListenerCertificates(let listener, let added) = $0 else { return nil }
      return added.known.map { (listener, $0) }
    }
  }

  private func makings<New>(_ new: (Change) -> New?) -> [Making<New>] {
    outcomes.filter(\.isAttempt).compactMap { outcome in
      new(outcome.change).map {
        Making(new: $0, arn: outcome.made, isApplied: outcome.result == .applied)
      }
    }
  }

  /// The very group that there was before the apply, or that it made; nil where it made one and AWS's
  /// answer isn't known, so that only the name is.
  var targetGroup: ARN? { before.targetGroup ?? madeGroup?.arn }

  /// The targets that the apply registered.
  var registered: Set<Target> {
    Set(
      outcomes.filter { $0.result == .applied && $0.change.action == .registerTargets }
        .flatMap(\.change.targets)
    )
  }
}

extension Outcome {
  /// Whether a call was made, so that AWS may have changed.
  package var isAttempt: Bool { result == .applied || result == .failed }
}

extension HealthCheck {
  /// A setting as text in AWS's own spelling; nil where AWS shows none.
  func value(of key: SettingKey) -> String? {
    switch key {
    case .matcher: matcher?.description
    case .path: path
    case .protocol: `protocol`
    case .port: port
    case .intervalSeconds: intervalSeconds?.description
    case .timeoutSeconds: timeoutSeconds?.description
    case .healthyThreshold: healthyThreshold?.description
    case .unhealthyThreshold: unhealthyThreshold?.description
    case .certificate, .sslPolicy, .hosts, .priority: nil
    }
  }
}

extension Listener {
  /// A setting as text; nil where AWS shows none.
  func value(of key: SettingKey) -> String? {
    switch key {
    case .certificate: certificate?.description
    case .sslPolicy: sslPolicy
    case .matcher, .path, .protocol, .port, .intervalSeconds, .timeoutSeconds,
      .healthyThreshold, .unhealthyThreshold, .hosts, .priority:
      nil
    }
  }
}

extension Rule {
  /// A setting as text; nil for those that a rule doesn't have.
  func value(of key: SettingKey) -> String? {
    switch key {
    case .hosts: Set(hosts).sorted().joined(separator: ",")
    case .priority: String(priority)
    case .matcher, .path, .protocol, .port, .intervalSeconds, .timeoutSeconds,
      .healthyThreshold, .unhealthyThreshold, .certificate, .sslPolicy:
      nil
    }
  }
}
