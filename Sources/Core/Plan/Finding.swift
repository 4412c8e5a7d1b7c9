/// Something an operator should know of a binding, and what to do about it.
package struct Finding: Hashable, Sendable {
  package var code: FindingCode
  package var severity: Severity
  package var holds: HoldScope

  /// What was found, in one or two sentences that name the resources.
  package var message: String

  /// What to do next; empty where there is nothing to do.
  package var remedy: String

  package init(
    _ code: FindingCode,
    severity: Severity? = nil,
    holds: HoldScope? = nil,
    _ message: String,
    remedy: String
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.holds = holds ?? code.holds
    self.message = message
    self.remedy = remedy
  }
}

/// How bad a finding is.
package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case info
  case warning
  case error

  package static func < (left: Severity, right: Severity) -> Bool {
    (left == .info && right != .info) || (left == .warning && right == .error)
  }
}

/// What a finding or safeguard keeps back.
package enum HoldScope: String, Hashable, Sendable {
  case nothing
  /// Deregistrations only.
  case removals
  /// Changes of listener, rule and certificate.
  case listener
  /// Every write of the binding.
  case all
}

/// What can be found; the raw value is the code that users see and scripts match.
///
/// `severity` and `holds` are the table of each code's usual weight; where a spec or a situation
/// makes one weigh more or less, the place that makes the finding says so.
package enum FindingCode: String, Hashable, Sendable, CaseIterable {
  case accountMismatch = "account-mismatch"
  case environmentPublic = "environment-public"
  case environmentGone = "environment-gone"
  case environmentUnsettled = "environment-unsettled"
  case endpointNotFound = "endpoint-not-found"
  case endpointAmbiguous = "endpoint-ambiguous"
  case endpointNotAvailable = "endpoint-not-available"
  case endpointIncomplete = "endpoint-incomplete"
  case dnsDisagrees = "dns-disagrees"
  case dnsSilent = "dns-silent"
  case tooFewAddresses = "too-few-addresses"
  case singleZone = "single-zone"
  case targetGroupNotFound = "target-group-not-found"
  case targetGroupMismatch = "target-group-mismatch"
  /// The group takes addresses of a kind that the endpoint doesn't have.
  case addressFamily = "address-family"
  case matcherTooWide = "matcher-too-wide"
  case targetReassigned = "target-reassigned"
  case targetUnhealthy = "target-unhealthy"
  /// A stale target that the spec's ownership keeps mooring from removing.
  case staleTargetKept = "stale-target-kept"
  /// The ledger of what is mooring's to remove doesn't fit into the group's tags.
  case ledgerFull = "ledger-full"
  case timeoutTooShort = "timeout-too-short"
  case loadBalancerNotFound = "load-balancer-not-found"
  case listenerConflict = "listener-conflict"
  case listenerForwardsElsewhere = "listener-forwards-elsewhere"
  /// The rule's priority has a rule that isn't ours.
  case rulePriorityTaken = "rule-priority-taken"
  /// A rule that is asked before takes a host's requests elsewhere.
  case ruleShadowed = "rule-shadowed"
  /// What stands in front of the group could not be read, so nothing there is changed.
  case listenerUnread = "listener-unread"
  case certificateRegion = "certificate-region"
  case certificateNotFound = "certificate-not-found"
  /// Several certificates are as good as each other for the spec's domain.
  case certificateAmbiguous = "certificate-ambiguous"
  /// The files that are to be imported are no certificate that ACM and a listener can use.
  case certificateImportInvalid = "certificate-import-invalid"
  case certificateNotIssued = "certificate-not-issued"
  case certificateExpired = "certificate-expired"
  case certificateExpiring = "certificate-expiring"
  case certificateDomain = "certificate-domain"
  case zoneNotEnabled = "zone-not-enabled"
  case securityGroupBlocks = "security-group-blocks"
  /// The load balancer and the target group are in two VPCs, which AWS refuses.
  case loadBalancerInAnotherVPC = "load-balancer-in-another-vpc"
  /// The endpoint is reached over a peering connection or a transit gateway.
  case endpointInAnotherVPC = "endpoint-in-another-vpc"
  /// A setting that a rollback puts back was changed by somebody after the apply.
  case changedSince = "changed-since"
  /// What a rollback leaves as the apply made it.
  case notRestored = "not-restored"
  /// The listener whose settings a rollback is to put back no longer exists.
  case listenerGone = "listener-gone"

  package var severity: Severity {
    switch self {
    case .dnsSilent, .staleTargetKept, .notRestored, .endpointInAnotherVPC: .info
    case .environmentUnsettled, .dnsDisagrees, .singleZone, .matcherTooWide, .targetReassigned,
      .targetUnhealthy, .timeoutTooShort, .ruleShadowed, .certificateExpiring,
      .certificateDomain,
      .changedSince:
      .warning
    case .accountMismatch, .environmentPublic, .environmentGone, .endpointNotFound,
      .endpointAmbiguous, .endpointNotAvailable, .endpointIncomplete, .tooFewAddresses,
      .targetGroupNotFound, .targetGroupMismatch, .addressFamily, .ledgerFull,
      .loadBalancerNotFound,
      .listenerConflict, .listenerForwardsElsewhere, .rulePriorityTaken, .listenerUnread,
      .certificateRegion, .certificateNotFound, .certificateAmbiguous,
      .certificateImportInvalid, .certificateNotIssued, .certificateExpired, .zoneNotEnabled,
      .securityGroupBlocks, .loadBalancerInAnotherVPC, .listenerGone:
      .error
    }
  }

  package var holds: HoldScope {
    switch self {
    case .accountMismatch, .environmentPublic, .environmentGone, .endpointNotFound,
      .endpointAmbiguous, .endpointNotAvailable, .targetGroupNotFound, .targetGroupMismatch,
      .addressFamily:
      .all
    case .environmentUnsettled, .endpointIncomplete, .dnsDisagrees, .tooFewAddresses: .removals
    case .loadBalancerNotFound, .listenerConflict, .listenerForwardsElsewhere, .rulePriorityTaken,
      .listenerUnread, .certificateRegion, .certificateNotFound,
      .certificateAmbiguous, .certificateImportInvalid, .certificateNotIssued,
      .certificateExpired, .loadBalancerInAnotherVPC, .listenerGone:
      .listener
    case .dnsSilent, .singleZone, .matcherTooWide, .targetReassigned, .targetUnhealthy,
      .staleTargetKept, .ledgerFull, .timeoutTooShort, .ruleShadowed,
      .certificateExpiring,
      .certificateDomain, .zoneNotEnabled, .securityGroupBlocks,
      .endpointInAnotherVPC, .changedSince, .notRestored:
      .nothing
    }
  }
}
