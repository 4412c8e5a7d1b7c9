/// One setting that differs, as text in AWS's own spelling.
package struct Setting: Hashable, Sendable {
  package var key: SettingKey

  /// Nil where AWS shows none.
  package var from: String?

  package var to: String

  package init(_ key: SettingKey, from: String?, to: String) {
    self.key = key
    self.from = from
    self.to = to
  }

  /// The value that it gets, for people: what the plan makes itself has no ARN yet.
  package var words: String { key == .certificate ? PlannedARN(to)?.words ?? to : to }
}

/// The settings that mooring manages, by the spec's own keys.
package enum SettingKey: String, Hashable, Sendable, CaseIterable {
  // Of a target group's health check.
  case matcher
  case path
  case `protocol`
  case port
  case intervalSeconds
  case timeoutSeconds
  case healthyThreshold
  case unhealthyThreshold
  // Of a listener.
  case certificate
  case sslPolicy
  // Of a rule.
  case hosts
  case priority
}
