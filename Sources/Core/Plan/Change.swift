/// One difference between the spec and AWS, named by the call that removes it.
///
/// It holds all that the call needs, so that nothing is left to decide when it is made. The cases
/// stand in the order in which changes are made: a group is set right and filled before a listener
/// sends clients to it, and targets leave last.
package enum Change: Hashable, Sendable {
  /// Names targets in the binding's ledger, before they are registered; sorted, never empty.
  case claimTargets([Target])
  case modifyTargetGroup([Setting])
  /// Sorted; never empty.
  case registerTargets([Target])
  case createListener(NewListener)
  case modifyListener(ARN, [Setting])
  /// Sorted; never empty.
  case deregisterTargets([Target])
  /// Takes targets out of the binding's ledger, when they are gone; sorted, never empty.
  case releaseTargets([Target])

  package var action: Action {
    switch self {
    case .claimTargets: .claimTargets
    case .modifyTargetGroup: .modifyTargetGroup
    case .registerTargets: .registerTargets
    case .createListener: .createListener
    case .modifyListener: .modifyListener
    case .deregisterTargets: .deregisterTargets
    case .releaseTargets: .releaseTargets
    }
  }

  /// The targets it claims, registers, deregisters or releases; empty for the rest.
  package var targets: [Target] {
    switch self {
    case .claimTargets(let targets), .registerTargets(let targets),
      .deregisterTargets(let targets), .releaseTargets(let targets):
      targets
    case .modifyTargetGroup, .createListener, .modifyListener: []
    }
  }

  /// The same change of these targets alone; one that is of none stays as it is.
  package func narrowed(to targets: [Target]) -> Change {
    switch self {
    case .claimTargets: .claimTargets(targets)
    case .registerTargets: .registerTargets(targets)
    case .deregisterTargets: .deregisterTargets(targets)
    case .releaseTargets: .releaseTargets(targets)
    case .modifyTargetGroup, .createListener, .modifyListener: self
    }
  }
}

/// The kinds of change, in the order in which they are made.
package enum Action: String, Hashable, Sendable, CaseIterable {
  case claimTargets
  case modifyTargetGroup
  case registerTargets
  case createListener
  case modifyListener
  case deregisterTargets
  case releaseTargets

  /// The word for it in plans and reports: ELBv2's name of the call, or `tag` for what is written
  /// into the ledger.
  package var word: String {
    switch self {
    case .claimTargets, .releaseTargets: "tag"
    case .modifyTargetGroup, .registerTargets, .createListener, .modifyListener, .deregisterTargets:
      rawValue
    }
  }

  /// Whether it writes the ledger.
  package var isOnLedger: Bool { self == .claimTargets || self == .releaseTargets }

  /// Whether it changes a listener, or what stands in front of the group.
  package var isOnListener: Bool { self == .createListener || self == .modifyListener }
}

/// A listener to be made, forwarding to the plan's target group.
package struct NewListener: Hashable, Sendable {
  package var loadBalancer: ARN
  package var port: Int
  package var `protocol`: TargetProtocol

  /// Nil for HTTP.
  package var certificate: PlannedARN?

  /// Nil for the policy that AWS picks.
  package var sslPolicy: String?

  package init(
    loadBalancer: ARN,
    port: Int,
    protocol: TargetProtocol,
    certificate: PlannedARN?,
    sslPolicy: String?
  ) {
    self.loadBalancer = loadBalancer
    self.port = port
    self.protocol = `protocol`
    self.certificate = certificate
    self.sslPolicy = sslPolicy
  }
}
