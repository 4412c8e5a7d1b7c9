import Core
import Documents
import Foundation
import Testing

/// How an apply of the built program ends where not all goes well: the codes, and what is reported.
@Suite struct ApplyEndingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The spec of a situation with a time-out of its own for new targets to be healthy.
  private func spec(_ situation: String, healthyTimeout: String) throws -> String {
    let text =
      try String(contentsOfFile: Sandbox.spec(situation), encoding: .utf8)
      + "    safeguards: {healthyTimeout: \(healthyTimeout)}\n"
    return try folder.write(text, to: "mooring.yaml")
  }

  private func run(_ sandbox: Sandbox, _ arguments: String...) throws -> Program.Ending {
    try Program(arguments, in: folder.path, environment: sandbox.environment).run()
  }

  private func report() throws -> SavedReport {
    try ReportDocument.decode(Array(try folder.text("report.json").utf8), file: "report.json")
  }

  @Test func `a change that is held is 3, and the others are made`() throws {
    let sandbox = try Sandbox("certificate-in-another-region")
    let spec = Sandbox.spec("certificate-in-another-region")
    #expect(try run(sandbox, "plan", spec, "--detailed-exitcode").code == 3)
    let apply = try run(sandbox, "apply", spec, "--auto-approve", "--report=report.json")
    #expect(apply.code == 3)
    #expect(apply.output.hasSuffix("Applied: 1 binding; 1 held.\n"))
    #expect(try report().bindings[0].outcomes.map(\.result) == [.applied, .held])
  }

  @Test func `targets that don't get healthy in time are 5, and later a warning with 0`() throws {
    let sandbox = try Sandbox("shared-group")
    let spec = try spec("shared-group", healthyTimeout: "2s")
    let first = try run(sandbox, "apply", spec, "--auto-approve")
    #expect(first.code == 5)
    #expect(first.output.hasSuffix("Applied: 1 binding; 1 partial.\n"))

    let again = try run(sandbox, "apply", spec, "--auto-approve", "--quiet")
    #expect(again.code == 0)
    #expect(again.output == "")
    #expect(again.error.hasPrefix("mooring: warning: 10.0.1.5:443 is unhealthy (Target.Timeout)."))
  }

  @Test func `one binding's failure outranks the others and stops none`() throws {
    let sandbox = try Sandbox("drifted")
    let spec = try folder.write(
      """
      version: 1
      defaults: {region: us-west-2}
      bindings:
        - name: failing
          endpoint: {addresses: [10.0.1.5, 10.0.2.7]}
          assumeRole: {arn: "arn:aws:iam::999999999999:role/none"}
          targetGroup: {name: another}
        - name: fine
          endpoint: {mwaaEnvironment: airflow-prod, dns: off}
          targetGroup: {name: airflow-prod-web}
        - name: held
          endpoint: {mwaaEnvironment: none, dns: off}
          targetGroup: {name: more}

      """,
      to: "mooring.yaml"
    )
    let codes = try ["fine", "held"].map { name in
      try run(sandbox, "plan", spec, "--only", name, "--detailed-exitcode").code
    }
    #expect(codes == [2, 3])
    let apply = try run(sandbox, "apply", spec, "--auto-approve", "--report=report.json")
    #expect(apply.code == 1)
    #expect(try report().bindings.map(\.status) == [.failed, .converged, .held])
  }

  @Test func `two bindings of one group are both refused before any write`() throws {
    let sandbox = try Sandbox("drifted")
    let plan = try run(sandbox, "plan", Sandbox.spec("drifted"), "--out=plan.json")
    #expect(plan.code == 0)
    let arn = try #require(
      try folder.text("plan.json").firstMatch(of: /arn:[^"]*:targetgroup[^"]*/)
    )
    let spec = try folder.write(
      """
      version: 1
      defaults: {region: us-west-2, endpoint: {mwaaEnvironment: airflow-prod, dns: off}}
      bindings:
        - name: by-name
          targetGroup: {name: airflow-prod-web}
        - name: by-arn
          targetGroup: {arn: "\(arn.output)", ownership: add-only}

      """,
      to: "mooring.yaml"
    )
    let apply = try run(sandbox, "apply", spec, "--auto-approve", "--report=report.json")
    #expect(apply.code == 1)
    #expect(try report().bindings.map(\.status) == [.failed, .failed])
    #expect(try run(sandbox, "apply", "--plan=plan.json", "--auto-approve").code == 0)
  }

  private static let signals: [(Int32, Int32)] = [(SIGINT, 130), (SIGTERM, 143)]

  @Test(arguments: signals)
  func `a signal ends the wait for health, and the report says what was done`(
    signal: Int32,
    code: Int32
  ) throws {
    // At its own speed nothing is healthy before the time is up.
    let sandbox = try Sandbox("drifted", speed: 1)
    let spec = try spec("drifted", healthyTimeout: "25s")
    let errors = Pipe()
    let child = try Program(
      ["apply", spec, "--auto-approve", "--report=report.json"],
      in: folder.path,
      environment: sandbox.environment
    ).start(.init(error: errors.fileHandleForWriting.fileDescriptor))
    try errors.fileHandleForWriting.close()
    var told = ""
    while !told.contains("0 of 2 targets healthy") {
      let more = errors.fileHandleForReading.availableData
      try #require(!more.isEmpty, "it ended before it waited: \(told)")
      told += String(decoding: more, as: UTF8.self)
    }
    kill(child.id, signal)
    #expect(child.wait() == .exited(code))
    let report = try report()
    #expect(report.finishedAt - report.startedAt < 20)
    #expect(report.bindings[0].status == .partial)
    #expect(report.bindings[0].outcomes.map(\.result) == [.applied, .applied, .skipped])
    #expect(report.bindings[0].outcomes[2].error?.contains("interrupted") == true)
  }
}
