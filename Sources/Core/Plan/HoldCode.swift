/// Why a due change is held: a finding, or one of the safeguards.
package enum HoldCode: Hashable, Sendable {
  case finding(FindingCode)
  case safeguard(SafeguardCode)

  /// The code that users see and scripts match.
  package var code: String {
    switch self {
    case .finding(let code): code.rawValue
    case .safeguard(let code): code.rawValue
    }
  }

  package init?(code: String) {
    if let finding = FindingCode(rawValue: code) {
      self = .finding(finding)
    } else if let safeguard = SafeguardCode(rawValue: code) {
      self = .safeguard(safeguard)
    } else {
      return nil
    }
  }
}

/// The safeguards that hold a change without a finding of their own.
package enum SafeguardCode: String, Hashable, Sendable, CaseIterable {
  case notHealthyYet = "not-healthy-yet"
  case tooManyRemovals = "too-many-removals"
  case notOwned = "not-owned"
  case reassignedWait = "reassigned-wait"
  case dnsOnlyWitness = "dns-only-witness"
  case targetGroupUnused = "target-group-unused"
  /// The group is full, and nobody may make room.
  case targetQuota = "target-quota"
}
