// Where what a plan says stands in a check. Every finding and every change has its line, so that a
// check and a plan never disagree.

extension FindingCode {
  /// The requirement that the finding breaks or weakens.
  package var requirement: RequirementCode {
    switch self {
    case .accountMismatch: .account
    case .environmentPublic: .webServerAccess
    case .environmentGone, .environmentUnsettled: .environmentStatus
    case .endpointNotFound, .endpointAmbiguous: .endpoint
    case .endpointNotAvailable: .endpointState
    case .endpointIncomplete: .endpointInterfaces
    case .dnsDisagrees, .dnsSilent: .endpointDNS
    case .tooFewAddresses: .addressCount
    case .singleZone: .zones
    case .targetGroupNotFound: .targetGroup
    case .targetGroupMismatch, .addressFamily: .targetGroupKind
    case .matcherTooWide: .statusCodes
    case .timeoutTooShort, .changedSince: .healthCheck
    case .ledgerFull: .ledger
    case .targetReassigned: .noStrangers
    case .targetUnhealthy: .healthy
    case .staleTargetKept, .notRestored: .noStaleTargets
    case .listenerUnread: .readable
    case .loadBalancerNotFound: .loadBalancer
    case .listenerConflict, .listenerGone: .listener
    case .listenerForwardsElsewhere, .rulePriorityTaken, .ruleShadowed: .forwarding
    case .certificateRegion: .certificateRegion
    case .certificateNotFound, .certificateAmbiguous, .certificateImportInvalid,
      .certificateNotIssued, .certificateExpired:
      .certificateStatus
    case .certificateExpiring: .certificateExpiry
    case .certificateDomain: .certificateHosts
    case .zoneNotEnabled: .zonesEnabled
    case .securityGroupBlocks: .reachability
    case .loadBalancerInAnotherVPC, .endpointInAnotherVPC: .sameVPC
    }
  }
}

extension Finding {
  /// What the finding makes of its requirement.
  ///
  /// An unhealthy target is a plan's warning, for no change helps it, and a check's failure. Where DNS
  /// is silent nothing was confirmed, which is no failure and no pass.
  var verdict: Requirement.Verdict {
    switch (severity, code) {
    case (_, .targetUnhealthy), (.error, _): .fail
    case (.warning, _): .warn
    case (.info, .dnsSilent): .notLookedAt
    case (.info, _): .pass
    }
  }
}

extension Change {
  /// The requirements that the change is to meet, with what each of them is short of.
  func shortcomings(_ strangers: Set<Target>) -> [RequirementCode: String] {
    switch self {
    case .claimTargets(let targets):
      [.ledger: "\(Self.list(targets)): not claimed in the group's tags."]
    case .releaseTargets(let targets):
      [.ledger: "\(Self.list(targets)): gone, and still claimed in the group's tags."]
    case .registerTargets(let targets, _): [.registered: "Not registered: \(Self.list(targets))."]
    case .deregisterTargets(let targets):
      [
        .noStrangers: targets.filter(strangers.contains),
        .noStaleTargets: targets.filter { !strangers.contains($0) },
      ].filter { !$0.value.isEmpty }.mapValues { "Not the endpoint's: \(Self.list($0))." }
    case .importCertificate(let new):
      [.certificateStatus: "The certificate for \(new.domainName) in the files is not imported."]
    case .createListener(let new): [.listener: "There is no listener on port \(new.port)."]
    case .addListenerCertificates(_, let certificate):
      [.certificateInUse: "Not on the listener: \(certificate.words)."]
    case .createTargetGroup(let new):
      [.targetGroup: "There is no target group \(new.name) yet."]
    case .createRule(let new):
      [.forwarding: "No rule forwards \(RuleDrift.list(new.hosts)) to the group."]
    case .modifyTargetGroup(let settings), .modifyListener(_, let settings),
      .modifyRule(_, let settings):
      Dictionary(grouping: settings, by: \.key.requirement).mapValues { settings in
        settings.map { "Its \($0.key.rawValue) is \($0.from ?? "not set"), not \($0.words)." }
          .joined(separator: " ")
      }
    }
  }

  private static func list(_ targets: [Target]) -> String {
    targets.map(\.description).joined(separator: ", ")
  }
}

extension SettingKey {
  fileprivate var requirement: RequirementCode {
    switch self {
    case .matcher: .statusCodes
    case .path, .protocol, .port, .intervalSeconds, .timeoutSeconds, .healthyThreshold,
      .unhealthyThreshold:
      .healthCheck
    case .certificate: .certificateInUse
    case .sslPolicy: .securityPolicy
    case .hosts, .priority: .forwarding
    }
  }
}
