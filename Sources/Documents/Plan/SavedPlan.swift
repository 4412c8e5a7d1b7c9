package import Core

/// A plan as its file holds it: all that an apply needs, and no more than was reviewed.
package struct SavedPlan: Hashable, Sendable {
  package var tool: ToolVersion

  /// Seconds since 1970-01-01T00:00:00Z.
  package var createdAt: Int

  /// A plan from a snapshot is never applied.
  package var source: Plan.Source

  package var bindings: [SavedBinding]

  package init(_ plan: Plan, tool: ToolVersion) throws(DocumentError) {
    self.tool = tool
    createdAt = plan.createdAt
    source = plan.source
    bindings = []
    for result in plan.bindings { bindings.append(try SavedBinding(result)) }
  }

  /// The resolved specs of all bindings that could be planned, as a spec file.
  package func specDocument() throws(DocumentError) -> [UInt8] {
    let specs = bindings.map(\.spec).filter { $0 != .object([:]) }
    return try JSON.object(["version": .int(1), "bindings": .array(specs)]).documentBytes()
  }
}

/// One binding of a saved plan.
package struct SavedBinding: Hashable, Sendable {
  package var name: String

  /// Nil only where the binding could not be observed and its spec names no Region.
  package var region: String?

  /// As `region`.
  package var account: AccountID?

  package var targetGroup: ARN?
  package var endpoint: EndpointSighting?

  /// As they were planned, in the order in which they are made.
  package var changes: [PlannedChange]

  package var held: [HeldChange]
  package var findings: [Finding]
  package var targets: [TargetSighting]
  package var listener: Listener?

  /// The rule of ours that the spec asks for.
  package var rule: Rule?

  package var apiHosts: [String: String]

  /// Why it could not be observed; nil where it could.
  package var error: String?

  /// To be compared with `BindingPlan.fingerprint()` of a plan made anew; nil where the binding
  /// could not be observed.
  package var fingerprint: String?

  /// The resolved binding in the spec's keys; empty where it could not be observed.
  var spec: JSON

  package var status: PlanStatus {
    error == nil ? PlanStatus(changes: changes, held: held, findings: findings) : .failed
  }

  init(_ result: BindingResult) throws(DocumentError) {
    switch result {
    case .planned(let plan): try self.init(plan)
    case .failed(let failed): self.init(failed)
    }
  }

  private init(_ plan: BindingPlan) throws(DocumentError) {
    name = plan.binding.name
    region = plan.place.region
    account = plan.place.account
    targetGroup = plan.targetGroup
    endpoint = plan.endpoint
    changes = plan.changes
    held = plan.held
    findings = plan.findings
    targets = plan.targets.sorted()
    listener = plan.listener
    rule = plan.rule
    apiHosts = plan.apiHosts
    fingerprint = try plan.fingerprint()
    spec = plan.binding.json
  }

  private init(_ failed: FailedBinding) {
    name = failed.binding.name
    region = failed.binding.region
    account = failed.binding.account
    changes = []
    held = []
    findings = []
    targets = []
    apiHosts = [:]
    error = failed.reason
    spec = .object([:])
  }
}
