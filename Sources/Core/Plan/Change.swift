/// One difference between the spec and AWS, named by the call that removes it.
///
/// It holds all that the call needs, so that nothing is left to decide when it is made. The cases
/// stand in the order in which changes are made: a group is set right and filled before a listener
/// sends clients to it, and targets leave last.
package enum Change: Hashable, Sendable {
  case modifyTargetGroup([Setting])
  /// Sorted; never empty.
  case registerTargets([Target])
  case createListener(NewListener)
  case modifyListener(ARN, [Setting])
  /// Sorted; never empty.
  case deregisterTargets([Target])

  /// The word for it in plans and reports, which is ELBv2's name of the call.
  package var action: Action {
    switch self {
    case .modifyTargetGroup: .modifyTargetGroup
    case .registerTargets: .registerTargets
    case .createListener: .createListener
    case .modifyListener: .modifyListener
    case .deregisterTargets: .deregisterTargets
    }
  }

  /// The targets it registers or deregisters; empty for the rest.
  package var targets: [Target] {
    switch self {
    case .registerTargets(let targets), .deregisterTargets(let targets): targets
    case .modifyTargetGroup, .createListener, .modifyListener: []
    }
  }
}

/// The kinds of change, in the order in which they are made.
package enum Action: String, Hashable, Sendable, CaseIterable {
  case modifyTargetGroup
  case registerTargets
  case createListener
  case modifyListener
  case deregisterTargets

  /// Whether it changes a listener, or what stands in front of the group.
  package var isOnListener: Bool { self == .createListener || self == .modifyListener }
}

/// A listener to be made, forwarding to the plan's target group.
package struct NewListener: Hashable, Sendable {
  package var loadBalancer: ARN
  package var port: Int
  package var `protocol`: TargetProtocol

  /// Nil for HTTP.
  package var certificate: ARN?

  /// Nil for the policy that AWS picks.
  package var sslPolicy: String?

  package init(
    loadBalancer: ARN,
    port: Int,
    protocol: TargetProtocol,
    certificate: ARN?,
    sslPolicy: String?
  ) {
    self.loadBalancer = loadBalancer
    self.port = port
    self.protocol = `protocol`
    self.certificate = certificate
    self.sslPolicy = sslPolicy
  }
}
