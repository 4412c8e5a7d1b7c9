package import Core

/// A report as its file holds it: what became of an apply, and all that a rollback needs.
package struct SavedReport: Hashable, Sendable {
  package var tool: ToolVersion

  /// Seconds since 1970-01-01T00:00:00Z, as the next.
  package var startedAt: Int
  package var finishedAt: Int
  package var bindings: [SavedBindingReport]

  package init(_ report: Report, tool: ToolVersion) {
    self.tool = tool
    startedAt = report.startedAt
    finishedAt = report.finishedAt
    bindings = report.bindings.map(SavedBindingReport.init)
  }

  init(_ members: Members) throws(DocumentError) {
    let startedAt: Timestamp = try members.required("startedAt")
    let finishedAt: Timestamp = try members.required("finishedAt")
    tool = try members.required("tool")
    self.startedAt = startedAt.seconds
    self.finishedAt = finishedAt.seconds
    bindings = try members.list("bindings")
    var names: Set<String> = []
    for binding in bindings where !names.insert(binding.name).inserted {
      throw try members.node("bindings").error("\(quoted(binding.name)) is there twice")
    }
  }

  /// The resolved specs of these bindings, as a spec file.
  package static func specDocument(
    of bindings: [SavedBindingReport]
  ) throws(DocumentError) -> [UInt8] {
    try JSON.object([
      "version": .int(1), "bindings": .array(bindings.map(\.spec)),
    ]).documentBytes()
  }
}

/// One binding of a saved report.
package struct SavedBindingReport: Hashable, Sendable {
  package var name: String

  /// Nil where nothing could be observed, as `account`.
  package var region: String?
  package var account: AccountID?

  package var status: BindingReport.Status
  package var outcomes: [Outcome]
  package var targets: [RegisteredTarget]
  package var before: SettingsBefore?
  package var findings: [Finding]
  package var error: String?
  package var apiHosts: [String: String]

  /// The resolved binding in the spec's keys; empty where nothing could be observed.
  var spec: JSON

  init(_ report: BindingReport) {
    name = report.name
    region = report.origin?.place.region
    account = report.origin?.place.account
    status = report.status
    outcomes = report.outcomes
    targets = report.targets
    before = report.before
    findings = report.findings
    error = report.error
    apiHosts = report.origin?.apiHosts ?? [:]
    spec = report.origin?.binding.json ?? .object([:])
  }

  /// The way back from what the apply changed of the binding, which is what its `spec` reads as;
  /// nil where it tried no change.
  package func rollback(of binding: Binding) -> Rollback? {
    guard let region, let account, let before else { return nil }
    let rollback = Rollback(
      origin: Origin(
        binding: binding,
        place: Place(account: account, region: region),
        apiHosts: apiHosts
      ),
      before: before,
      outcomes: outcomes
    )
    return rollback.hasAttempts ? rollback : nil
  }
}
