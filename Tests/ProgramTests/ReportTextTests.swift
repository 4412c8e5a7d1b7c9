import Core
import Testing

@testable import mooring

@Suite struct ReportTextTests {
  private func text(_ bindings: [BindingReport]) -> String {
    ReportText.text(
      of: Report(startedAt: 0, finishedAt: 60, bindings: bindings),
      isColored: false
    )
  }

  @Test func `everything applied`() throws {
    let new = try Samples.target("10.0.1.5")
    let report = BindingReport(
      name: "airflow-prod",
      status: .converged,
      outcomes: [
        Outcome(
          .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")]),
          .applied,
          requestId: "11111111-aaaa",
          at: 1,
          reason: ""
        ),
        Outcome(.registerTargets([new]), .applied, requestId: "22222222-bbbb", at: 2, reason: ""),
        Outcome(
          .deregisterTargets([try Samples.target("10.0.9.9")]),
          .applied,
          at: 30,
          reason: ""
        ),
      ],
      targets: [
        RegisteredTarget(new, state: "healthy"),
        RegisteredTarget(
          try Samples.target("10.0.9.9"),
          state: "draining",
          reason: "Target.DeregistrationInProgress"
        ),
      ]
    )
    try GoldenFile.expect(text([report]), named: "report-converged")
  }

  @Test func `an apply that didn't end well names the way back, where it has a report`() {
    let set: Change = .modifyTargetGroup([Setting(.matcher, from: "200,302", to: "200")])
    let unset: Change = .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")])
    func text(
      _ status: BindingReport.Status,
      _ command: CommandName,
      _ file: String?,
      _ changes: [Change]? = nil
    ) -> String {
      let binding = BindingReport(
        name: "airflow-prod",
        status: status,
        outcomes: (changes ?? [set]).map { Outcome($0, .applied, reason: "") }
      )
      return ReportText.text(
        of: Report(startedAt: 0, finishedAt: 60, bindings: [binding]),
        by: command,
        savedIn: file,
        isColored: false
      )
    }
    let way = "           Or put the settings back: `mooring rollback report.json`.\n"
    #expect(text(.partial, .apply, "report.json").contains(way))
    #expect(!text(.partial, .apply, nil).contains("rollback"))
    #expect(!text(.converged, .apply, "report.json").contains("rollback"))
    let back = text(.partial, .rollback, "report.json")
    #expect(back.contains("Run `mooring rollback` of the same report again: it continues"))
    #expect(!back.contains(way))
    #expect(back.contains("Rolled back: 1 binding; 1 partial.\nThe spec still asks for what was"))
    let forth = text(.partial, .rollback, "report.json", [set, unset])
    #expect(forth.contains("The targets are not healthy with the settings of before"))
    #expect(!forth.contains("The spec still asks"))
  }

  @Test func `new targets that never got healthy`() throws {
    let new = try Samples.target("10.0.1.5")
    let report = BindingReport(
      name: "airflow-prod",
      status: .partial,
      outcomes: [
        Outcome(.registerTargets([new]), .applied, requestId: "22222222-bbbb", at: 2, reason: ""),
        Outcome(
          .deregisterTargets([try Samples.target("10.0.9.9")]),
          .held,
          reason: "",
          error: "No wanted target was healthy after 5m.",
          code: .safeguard(.notHealthyYet)
        ),
      ],
      targets: [
        RegisteredTarget(new, state: "unhealthy", reason: "Target.ResponseCodeMismatch"),
        RegisteredTarget(try Samples.target("10.0.9.9"), state: "healthy"),
      ],
      findings: [
        Finding(.targetUnhealthy, "10.0.1.5:443 is unhealthy.", remedy: "Look at the matcher.")
      ]
    )
    try GoldenFile.expect(text([report]), named: "report-partial")
  }

  @Test func `settings that hurt and were written back`() throws {
    let held = "1 of 2 healthy targets is left since the health check was changed."
    let report = BindingReport(
      name: "airflow-prod",
      status: .partial,
      outcomes: [
        Outcome(
          .modifyTargetGroup([Setting(.matcher, from: "200,302", to: "200")]),
          .applied,
          requestId: "11111111-aaaa",
          at: 1,
          reason: "Now only 200,302 counts as healthy; the spec asks for 200."
        ),
        Outcome(
          .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")]),
          .applied,
          requestId: "22222222-bbbb",
          at: 40,
          reason: "Written back: \(held)"
        ),
        Outcome(
          .deregisterTargets([try Samples.target("10.0.9.9")]),
          .held,
          reason: "",
          error: held,
          code: .safeguard(.notHealthyYet)
        ),
      ],
      targets: [
        RegisteredTarget(
          try Samples.target("10.0.1.5"),
          state: "unhealthy",
          reason: "Target.ResponseCodeMismatch"
        ),
        RegisteredTarget(try Samples.target("10.0.9.9"), state: "healthy"),
      ]
    )
    try GoldenFile.expect(text([report]), named: "report-written-back")
  }

  @Test func `one of each`() throws {
    let failed = BindingReport(
      name: "airflow-dev",
      status: .failed,
      outcomes: [
        Outcome(
          .registerTargets([try Samples.target("10.0.1.5")]),
          .failed,
          requestId: "33333333-cccc",
          at: 5,
          reason: "",
          error: "RegisterTargets: AccessDenied: not authorized.\nAllow it to the role."
        ),
        Outcome(
          .deregisterTargets([try Samples.target("10.0.9.9")]),
          .skipped,
          reason: "",
          error: "An earlier step on the target group failed."
        ),
      ]
    )
    let unseen = BindingReport(name: "airflow-qa", status: .failed, error: "No credentials.")
    let held = BindingReport(
      name: "airflow-staging",
      status: .held,
      outcomes: [
        Outcome(
          .deregisterTargets([try Samples.target("10.0.9.9")]),
          .held,
          reason: "",
          error: "The environment is UPDATING.",
          code: .finding(.environmentUnsettled)
        )
      ]
    )
    let idle = BindingReport(name: "airflow-prod", status: .converged)
    try GoldenFile.expect(text([failed, unseen, held, idle]), named: "report-each")
    try GoldenFile.expect(text([idle]), named: "report-in-step")
  }
}
