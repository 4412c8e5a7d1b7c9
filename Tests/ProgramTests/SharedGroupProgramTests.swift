import Core
import Documents
import Foundation
import Testing

/// Two bindings of one group, one of them exclusive: the built program refuses both, whichever way
/// the group is named, and writes nothing.
@Suite struct SharedGroupProgramTests {
  private let folder: TemporaryFolder
  private let sandbox: Sandbox

  init() throws {
    folder = try TemporaryFolder()
    sandbox = try Sandbox("drifted")
  }

  private static let group =
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/airflow-prod-web/"

  /// The exclusive binding of the situation, and one that adds a fixed address to a group.
  private func spec(naming group: String) throws -> String {
    let drifted = try String(contentsOfFile: Sandbox.spec("drifted"), encoding: .utf8)
    return try folder.write(
      drifted + """

          - name: reports
            region: us-west-2
            endpoint:
              addresses: [10.0.1.5]
            targetGroup:
              \(group)
              minimumTargets: 1
              ownership: add-only
        """,
      to: "mooring.yaml"
    )
  }

  private func run(_ arguments: String...) throws -> Program.Ending {
    try Program(arguments, in: folder.path, environment: sandbox.environment).run()
  }

  /// What AWS has now.
  private func world() throws -> String {
    #expect(try run("snapshot", Sandbox.spec("drifted"), "--out=world.json").code == 0)
    let plan = try run("plan", Sandbox.spec("drifted"), "--snapshot=world.json")
    return plan.output
  }

  private func wholeARN() throws -> String {
    let plan = try run("plan", Sandbox.spec("drifted"), "--format=json")
    let tail = try #require(plan.output.split(separator: Self.group).dropFirst().first)
    return Self.group + tail.prefix { $0 != "\"" }
  }

  @Test func `named alike, the spec is refused`() throws {
    let before = try world()
    let spec = try spec(naming: "name: airflow-prod-web")
    for command in ["plan", "validate"] {
      #expect(try run(command, spec).code == 65)
    }
    let ending = try run("apply", spec, "--auto-approve")
    #expect(ending.code == 65)
    #expect(ending.error.contains("has the same target group"))
    #expect(try world() == before)
  }

  @Test func `named by name and by ARN, both fail after the look-up and nothing is written`()
    throws
  {
    let before = try world()
    let spec = try spec(naming: "arn: \(try wholeARN())")
    let ending = try run("apply", spec, "--auto-approve", "--report=report.json")
    #expect(ending.code == 1)
    let report = try ReportDocument.decode(
      Array(try folder.text("report.json").utf8),
      file: "report.json"
    )
    #expect(report.bindings.map(\.status) == [.failed, .failed])
    #expect(report.bindings.allSatisfy { $0.outcomes.isEmpty })
    #expect(report.bindings[0].error?.contains("`reports`") == true)
    #expect(report.bindings[1].error?.contains("`airflow-prod`") == true)
    #expect(try world() == before)
  }
}
