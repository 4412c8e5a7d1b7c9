/// One difference between the spec and AWS, named by the call that removes it.
///
/// It holds all that the call needs, so that nothing is left to decide when it is made. The cases
/// stand in the order in which changes are made: a group is set right and filled before a listener
/// sends clients to it, and targets leave last.
package enum Change: Hashable, Sendable {
  /// Names targets in the binding's ledger, before they are registered; sorted, never empty.
  case claimTargets([Target])
  case createTargetGroup(NewTargetGroup)
  case modifyTargetGroup([Setting])
  /// Sorted; never empty. The zones are named for addresses outside the group's VPC.
  case registerTargets([Target], zones: [IPAddress: String] = [:])
  case importCertificate(CertificateImport)
  case createListener(NewListener)
  case modifyListener(ARN, [Setting])
  /// Adds a certificate for some hosts beside the default one.
  case addListenerCertificates(ARN, PlannedARN)
  case createRule(NewRule)
  case modifyRule(ARN, [Setting])
  /// Sorted; never empty.
  case deregisterTargets([Target])
  /// Takes targets out of the binding's ledger, when they are gone; sorted, never empty.
  case releaseTargets([Target])

  package var action: Action {
    switch self {
    case .claimTargets: .claimTargets
    case .createTargetGroup: .createTargetGroup
    case .modifyTargetGroup: .modifyTargetGroup
    case .registerTargets: .registerTargets
    case .importCertificate: .importCertificate
    case .createListener: .createListener
    case .modifyListener: .modifyListener
    case .addListenerCertificates: .addListenerCertificates
    case .createRule: .createRule
    case .modifyRule: .modifyRule
    case .deregisterTargets: .deregisterTargets
    case .releaseTargets: .releaseTargets
    }
  }

  /// The targets it claims, registers, deregisters or releases; empty for the rest.
  package var targets: [Target] {
    switch self {
    case .claimTargets(let targets), .registerTargets(let targets, _),
      .deregisterTargets(let targets), .releaseTargets(let targets):
      targets
    case .createTargetGroup, .importCertificate, .modifyTargetGroup, .createListener,
      .modifyListener, .addListenerCertificates, .createRule, .modifyRule:
      []
    }
  }

  /// The same change of these targets alone; one that is of none stays as it is.
  package func narrowed(to targets: [Target]) -> Change {
    switch self {
    case .claimTargets: .claimTargets(targets)
    case .registerTargets(_, let zones):
      .registerTargets(
        targets,
        zones: zones.filter { zone in targets.contains { $0.address == zone.key } }
      )
    case .deregisterTargets: .deregisterTargets(targets)
    case .releaseTargets: .releaseTargets(targets)
    case .createTargetGroup, .importCertificate, .modifyTargetGroup, .createListener,
      .modifyListener, .addListenerCertificates, .createRule, .modifyRule:
      self
    }
  }
}

/// The kinds of change, in the order in which they are made.
package enum Action: String, Hashable, Sendable, CaseIterable {
  case claimTargets
  case createTargetGroup
  case modifyTargetGroup
  case registerTargets
  case importCertificate
  case createListener
  case modifyListener
  case addListenerCertificates
  case createRule
  case modifyRule
  case deregisterTargets
  case releaseTargets

  /// The word for it in plans and reports: ELBv2's name of the call, or `tag` for what is written
  /// into the ledger.
  package var word: String {
    switch self {
    case .claimTargets, .releaseTargets: "tag"
    case .createTargetGroup, .importCertificate, .modifyTargetGroup, .registerTargets,
      .createListener, .modifyListener, .addListenerCertificates, .createRule, .modifyRule,
      .deregisterTargets:
      rawValue
    }
  }

  /// Whether it writes the ledger.
  package var isOnLedger: Bool { self == .claimTargets || self == .releaseTargets }

  /// Whether it changes a listener, or what stands in front of the group.
  package var isOnListener: Bool {
    switch self {
    case .importCertificate, .createListener, .modifyListener, .addListenerCertificates,
      .createRule, .modifyRule:
      true
    case .claimTargets, .createTargetGroup, .modifyTargetGroup, .registerTargets,
      .deregisterTargets, .releaseTargets:
      false
    }
  }
}

extension Change {
  /// Whether it brings the plan's target group into use, so that its targets are checked.
  package var bringsIntoUse: Bool {
    switch self {
    case .createListener(let new): new.forwards
    case .createRule: true
    case .claimTargets, .createTargetGroup, .importCertificate, .modifyTargetGroup,
      .registerTargets, .modifyListener, .addListenerCertificates, .modifyRule, .deregisterTargets,
      .releaseTargets:
      false
    }
  }
}

/// A listener to be made.
package struct NewListener: Hashable, Sendable {
  package var loadBalancer: ARN
  package var port: Int
  package var `protocol`: TargetProtocol

  /// Nil for HTTP.
  package var certificate: PlannedARN?

  /// Nil for the policy that AWS picks.
  package var sslPolicy: String?

  /// Whether its default action forwards to the plan's target group; else it answers 404 to what no
  /// rule takes.
  package var forwards: Bool

  package init(
    loadBalancer: ARN,
    port: Int,
    protocol: TargetProtocol,
    certificate: PlannedARN?,
    sslPolicy: String?,
    forwards: Bool = true
  ) {
    self.loadBalancer = loadBalancer
    self.port = port
    self.protocol = `protocol`
    self.certificate = certificate
    self.sslPolicy = sslPolicy
    self.forwards = forwards
  }
}

/// A rule to be made, which forwards requests for some hosts to the plan's target group.
package struct NewRule: Hashable, Sendable {
  package var listener: PlannedARN

  /// Sorted, in lower case, without repeats; never empty.
  package var hosts: [String]

  package var priority: Int

  package init(listener: PlannedARN, hosts: [String], priority: Int) {
    self.listener = listener
    self.hosts = hosts
    self.priority = priority
  }
}
