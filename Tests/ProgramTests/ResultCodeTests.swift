import Core
import TestSupport
import Testing

@testable import mooring

@Suite struct ResultCodeTests {
  private func code(_ plan: BindingPlan, isDetailed: Bool = true) -> ExitCode {
    ExitCode(of: Samples.run([plan]), isDetailed: isDetailed)
  }

  @Test func `a plan that could be made is 0 unless more detail is asked for`() throws {
    var plan = Harbour().plan
    plan.changes = [PlannedChange(.registerTargets([try Samples.target("10.0.1.5")]), because: "")]
    #expect(code(plan, isDetailed: false) == .done)
    #expect(code(plan) == .changesPending)
  }

  @Test func `what is held is 3, also beside pending changes`() throws {
    var plan = Harbour().plan
    let target = try Samples.target("10.0.9.9")
    plan.changes = [PlannedChange(.registerTargets([target]), because: "")]
    plan.held = [
      HeldChange(.deregisterTargets([target]), code: .safeguard(.notOwned), because: "")
    ]
    #expect(code(plan) == .held)
  }

  @Test func `a finding counts only where it holds everything`() {
    var plan = Harbour().plan
    plan.findings = [Finding(.zoneNotEnabled, "", remedy: "")]
    #expect(code(plan) == .done)
    plan.findings = [Finding(.accountMismatch, "", remedy: "")]
    #expect(code(plan) == .held)
  }

  @Test func `a binding that failed is 1, with detail or without`() throws {
    let failed = FailedBinding(binding: try Samples.binding(), reason: "")
    for isDetailed in [true, false] {
      let plan = Samples.run([Harbour().plan], failed: [failed])
      #expect(ExitCode(of: plan, isDetailed: isDetailed) == .failed)
    }
  }

  private static let reports: [([BindingReport.Status], ExitCode)] = [
    ([.converged], .done), ([.converged, .held], .held), ([.held, .partial], .partial),
    ([.partial, .failed], .failed), ([], .done),
  ]

  @Test(arguments: reports)
  func `a report's code is its worst binding's`(
    statuses: [BindingReport.Status],
    code: ExitCode
  ) {
    let bindings = statuses.map { BindingReport(name: "airflow", status: $0) }
    let report = Report(startedAt: 0, finishedAt: 0, bindings: bindings)
    #expect(ExitCode(of: report) == code)
  }
}
