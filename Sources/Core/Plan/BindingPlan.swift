/// What is to be done for one binding, what is held back, and what the operator should know.
///
/// The same spec and observation give the same plan, whatever the order AWS lists things in.
package struct BindingPlan: Hashable, Sendable {
  /// The binding with Region and account filled in.
  package var binding: Binding

  /// The account and Region that the plan's writes go to.
  package var place: Place

  /// Nil where no target group was found.
  package var targetGroup: ARN?

  /// Nil where no endpoint could be chosen.
  package var endpoint: EndpointSighting?

  /// Whether AWS shows the group on a load balancer.
  package var isGroupOnLoadBalancer: Bool

  /// The endpoint's addresses in zones that the load balancer doesn't serve, sorted.
  package var unservedAddresses: [IPAddress]

  /// The Availability Zones to name for addresses outside the group's VPC.
  var zones: [IPAddress: String] = [:]

  /// In the order in which they are made; removals may still wait for their replacements.
  package var changes: [PlannedChange]

  package var held: [HeldChange]

  /// Sorted by severity, the worst first, then by code and message.
  package var findings: [Finding]

  /// Every registered target, and every wanted one that isn't registered, sorted.
  package var targets: [TargetSighting]

  /// What the binding's ledger names; nil where it keeps none.
  package var recorded: Set<Target>?

  /// The listener on the spec's port, if there is one.
  package var listener: Listener?

  /// The rule that the spec asks for, where there is one of ours to keep or repair.
  package var rule: Rule?

  /// The certificate that the listener is to have; nil where none is wanted, or none can be told.
  var certificate: PlannedARN?

  /// What was imported for the binding, where it is what the spec's files hold.
  package var imported: ImportedCertificate?

  /// The API hosts that are not AWS's own, by service, such as `ec2`: `http://127.0.0.1:5000`.
  package var apiHosts: [String: String]

  /// What a saved plan is bound to: all of AWS that the changes were made from, as lines of text.
  package var fingerprintLines: [String]

  /// Set where the plan is the way back from an apply; `binding` is then made from it.
  package var rollback: Rollback?

  package init(
    binding: Binding,
    place: Place,
    targetGroup: ARN? = nil,
    endpoint: EndpointSighting? = nil,
    isGroupOnLoadBalancer: Bool = false,
    unservedAddresses: [IPAddress] = [],
    changes: [PlannedChange] = [],
    held: [HeldChange] = [],
    findings: [Finding] = [],
    targets: [TargetSighting] = [],
    recorded: Set<Target>? = nil,
    listener: Listener? = nil,
    rule: Rule? = nil,
    apiHosts: [String: String] = [:],
    fingerprintLines: [String] = []
  ) {
    self.binding = binding
    self.place = place
    self.targetGroup = targetGroup
    self.endpoint = endpoint
    self.isGroupOnLoadBalancer = isGroupOnLoadBalancer
    self.unservedAddresses = unservedAddresses
    self.changes = changes
    self.held = held
    self.findings = findings
    self.targets = targets
    self.recorded = recorded
    self.listener = listener
    self.rule = rule
    self.apiHosts = apiHosts
    self.fingerprintLines = fingerprintLines
  }

  package var status: PlanStatus {
    PlanStatus(changes: changes, held: held, findings: findings)
  }
}

/// What a plan comes to.
package enum PlanStatus: String, Hashable, Sendable, CaseIterable {
  case inStep = "in-step"
  case changes
  /// Something is held back, or an error finding stands; changes may be pending too.
  case held
  /// It could not be observed.
  case failed

  /// What the parts of a plan that was made come to.
  package init(changes: [PlannedChange], held: [HeldChange], findings: [Finding]) {
    if !held.isEmpty || findings.contains(where: { $0.severity == .error }) {
      self = .held
    } else {
      self = changes.isEmpty ? .inStep : .changes
    }
  }
}
