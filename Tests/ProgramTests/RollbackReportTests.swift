import Core
import Documents
import Testing

@testable import mooring

/// What a command line asks for of a report, and whether this run is where the report is of.
@Suite struct RollbackReportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func binding(
    _ name: String,
    _ result: Outcome.Result?,
    region: String = "us-west-2"
  ) throws -> BindingReport {
    let group = try Samples.arn("elasticloadbalancing", "targetgroup/\(name)-web/0123")
    let change: Change = .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")])
    return BindingReport(
      name: name,
      status: .converged,
      outcomes: result.map { [Outcome(change, $0, reason: "")] } ?? [],
      origin: Origin(
        binding: try Samples.binding(name),
        place: Place(account: try Samples.place().account, region: region)
      ),
      before: SettingsBefore(
        targetGroup: group,
        healthCheck: HealthCheck(),
        targets: [],
        listener: nil
      )
    )
  }

  private func report(
    _ bindings: [BindingReport],
    only patterns: [NamePattern] = []
  ) throws -> RollbackReport {
    let report = Report(startedAt: 0, finishedAt: 60, bindings: bindings)
    let bytes = try ReportDocument.encode(report, tool: Version.tool)
    let path = try folder.write(String(decoding: bytes, as: UTF8.self), to: "report.json")
    return try RollbackReport(path: path, only: patterns)
  }

  @Test func `only bindings that the apply tried to change are looked at`() throws {
    let failed = BindingReport(name: "unseen", status: .failed, error: "No credentials.")
    let report = try report([
      binding("applied", .applied), binding("idle", nil), failed, binding("lost", .failed),
      binding("held", .held),
    ])
    #expect(report.rollbacks.map(\.origin.binding.name) == ["applied", "lost"])
    #expect(
      report.heading
        == "The way back from the apply of 1970-01-01T00:00:00Z, which changed 2 of 5 bindings."
    )
  }

  @Test func `names pick bindings`() throws {
    let bindings = [try binding("one", .applied), try binding("two", .applied)]
    let two = try report(bindings, only: [NamePattern("t*")])
    #expect(two.rollbacks.map(\.origin.binding.name) == ["two"])
    #expect(two.heading == "The way back from the apply of 1970-01-01T00:00:00Z.")
    let failure = #expect(throws: CommandFailure.self) {
      try report(bindings, only: [NamePattern("x")])
    }
    #expect(failure?.exitCode == .wrongUsage)
  }

  @Test func `the Region is the report's, where it has one`() throws {
    let here = try binding("here", .applied)
    #expect(try report([here]).region == "us-west-2")
    #expect(
      try report([here, binding("there", .applied, region: "eu-central-1")]).region == nil
    )
    #expect(try report([]).region == nil)
  }

  @Test func `another account than the report's is refused`() throws {
    let report = try report([try binding("airflow", .applied)])
    var plan = BindingPlan(
      binding: try Samples.binding("airflow"),
      place: try Samples.place()
    )
    plan.rollback = report.rollbacks[0]
    try report.check(Samples.run([plan]))
    plan.place.account = try #require(AccountID("210987654321"))
    let failure = #expect(throws: CommandFailure.self) { try report.check(Samples.run([plan])) }
    #expect(failure?.exitCode == .stalePlan)
    #expect(
      failure?.messages.first
        == "airflow: the report is of account 123456789012, and the credentials are for 210987654321"
    )
  }
}
