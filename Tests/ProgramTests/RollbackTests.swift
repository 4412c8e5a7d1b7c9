import Core
import Documents
import Foundation
import Testing

/// `mooring rollback` of the built program against the sandbox, as an operator uses it after a bad
/// apply.
@Suite struct RollbackTests {
  private let folder: TemporaryFolder
  private let sandbox: Sandbox
  private let spec: String

  /// What the spec asks for, and what there was before.
  private static let new = "ELBSecurityPolicy-2016-08"
  private static let old = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  init() throws {
    folder = try TemporaryFolder()
    sandbox = try Sandbox("in-step")
    let text = try String(contentsOfFile: Sandbox.spec("in-step"), encoding: .utf8)
      .replacing("    listener:\n", with: "    listener:\n      sslPolicy: \(Self.new)\n")
    spec = try folder.write(text, to: "mooring.yaml")
  }

  private func run(
    _ arguments: String...,
    variables: [String: String] = [:]
  ) throws -> Program.Ending {
    let environment = sandbox.environment.merging(variables) { $1 }
    return try Program(arguments, in: folder.path, environment: environment).run()
  }

  /// What there is, where it isn't what the spec asks for.
  private func difference() throws -> String? {
    let plan = try run("plan", spec, "--format=json").output
    return plan.firstMatch(of: /"from" : "(.*)"/).map { String($0.output.1) }
  }

  private func apply() throws {
    #expect(try run("apply", spec, "--auto-approve", "--report=report.json").code == 0)
    #expect(try difference() == nil)
  }

  @Test func `the policy goes back, and a second rollback has nothing to do`() throws {
    try apply()
    let back = try run("rollback", "report.json", "--auto-approve", "--report=back.json")
    #expect(back.output.hasPrefix("The way back from the apply of 20"))
    #expect(back.output.contains("    ~ sslPolicy  \(Self.new) -> \(Self.old)\n"))
    #expect(back.output.contains("\nRolled back: 1 binding; 1 converged.\n"))
    #expect(back.output.contains("\nThe spec still asks for what was rolled back"))
    #expect(try difference() == Self.old)
    let again = try run("rollback", "report.json", "--auto-approve")
    #expect(again.code == 0)
    #expect(again.output.contains("In step: 1 binding, nothing to do."))
    #expect(!again.output.contains("The spec still asks"))

    // The rollback's own report leads forward again.
    #expect(try run("rollback", "back.json", "--auto-approve").code == 0)
    #expect(try difference() == nil)
  }

  @Test func `the report on standard output does as well, and only its owner may read the file`()
    throws
  {
    let apply = try run("apply", spec, "--auto-approve", "--format=json", "--report=report.json")
    #expect(apply.output == (try folder.text("report.json")))
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.path + "/report.json"
    )
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `an apply that changed nothing has no way back, and needs no network`() throws {
    try apply()
    try apply()
    let idle = try run("rollback", "report.json", "--auto-approve", "--log-level=debug")
    #expect(idle.code == 0)
    // Each request would be a line.
    #expect(idle.error == "")
    #expect(idle.output.contains(": it changed nothing.\n"))
    #expect(try run("rollback", "report.json", "--auto-approve", "--quiet").output == "")
  }

  @Test func `without a terminal and without leave nothing is written`() throws {
    try apply()
    let refused = try run("rollback", "report.json")
    #expect(refused.code == 64)
    #expect(
      refused.error == """
        mooring: error: there is no terminal to ask for approval on; nothing was written. Review it \
        in a terminal, or run with --auto-approve

        """
    )
    #expect(try difference() == nil)
  }

  @Test func `a report that was edited, or is none, is 65`() throws {
    try apply()
    let text = try folder.text("report.json")
    _ = try folder.write(
      text.replacing(Self.old, with: "ELBSecurityPolicy-2015-05"),
      to: "edited.json"
    )
    let edited = try run("rollback", "edited.json", "--auto-approve")
    #expect(edited.code == 65)
    #expect(edited.error.hasPrefix("mooring: error: edited.json: digest: the report isn't as it"))
    #expect(try run("rollback", "mooring.yaml", "--auto-approve").code == 65)
    #expect(try run("rollback", "none.json", "--auto-approve").code == 65)
    #expect(try difference() == nil)
  }

  @Test func `--only picks bindings of the report`() throws {
    try apply()
    let none = try run("rollback", "report.json", "--auto-approve", "--only=other")
    #expect(none.code == 64)
    #expect(none.error.contains("`--only other` matches no binding; the report has airflow-prod"))
    let one = try run("rollback", "report.json", "--auto-approve", "--only=airflow-*", "--quiet")
    #expect(one.output.contains("Rolled back: 1 binding"))
  }

  @Test func `other API hosts than the report's are refused before any write`() throws {
    try apply()
    let url = try #require(sandbox.environment["AWS_ENDPOINT_URL"])
    let elsewhere = url.replacing("127.0.0.1", with: "localhost")
    let refused = try run(
      "rollback",
      "report.json",
      "--auto-approve",
      variables: ["AWS_ENDPOINT_URL": elsewhere]
    )
    #expect(refused.code == 4)
    #expect(refused.error.contains("airflow-prod: the report is of the API hosts acm=\(url)"))
    #expect(
      refused.error.hasSuffix(
        "report.json: not rolled back. Nothing was written, for any binding.\n"
      )
    )
    #expect(try difference() == nil)
  }
}
