import Core
import Documents
import Foundation
import SpecFile
import Testing

@testable import mooring

/// A folder of `Plans/`: a spec, a world, and what the program makes of them.
///
/// A new situation is a new folder with `spec.yaml` and `world.json`; `RECORD=1` writes the rest, and
/// the check where there is a `check.txt`, if only an empty one.
struct Example: Sendable, CustomTestStringConvertible {
  let folder: URL

  var testDescription: String { folder.lastPathComponent }

  /// Whether the situation shows its check too.
  var hasCheck: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "check.txt").path)
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Plans").standardizedFileURL

  static func all() throws -> [Example] {
    try FileManager.default
      .contentsOfDirectory(at: root, includingPropertiesForKeys: [.isDirectoryKey])
      .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
      .sorted { $0.path < $1.path }
      .map(Example.init)
  }

  /// The plan of the spec in the world, made at the time of the world.
  func plan() async throws -> Plan {
    let (bindings, seen) = try read()
    return await World.recorded(seen, region: nil).plan(for: bindings, at: seen.observedAt)
  }

  func checks() async throws -> [CheckResult] {
    let (bindings, seen) = try read()
    return await World.recorded(seen, region: nil).checks(of: bindings)
  }

  private func read() throws -> ([Binding], Observation) {
    let spec = SpecSource(
      name: "spec.yaml",
      bytes: Array(try Data(contentsOf: folder.appending(path: "spec.yaml"))),
      baseDirectory: folder.path
    )
    let world = Array(try Data(contentsOf: folder.appending(path: "world.json")))
    return (
      try SpecReader.read([spec]), try SnapshotDocument.decode(world, file: "world.json")
    )
  }
}

@Suite struct ExampleTests {
  @Test(arguments: try Example.all())
  func `a situation has its plan`(example: Example) async throws {
    let plan = try await example.plan()
    let text = PlanText.text(of: plan, isColored: false)
    try GoldenFile.expect(text, in: example.folder.appending(path: "plan.txt"))
    let json = String(
      decoding: try PlanDocument.encode(plan, tool: Version.tool),
      as: UTF8.self
    )
    try GoldenFile.expect(json, in: example.folder.appending(path: "plan.json"))
  }

  @Test(arguments: try Example.all().filter(\.hasCheck))
  func `a situation has its check`(example: Example) async throws {
    let results = try await example.checks()
    let text = CheckText.text(of: results, isColored: false)
    try GoldenFile.expect(text, in: example.folder.appending(path: "check.txt"))
    let world = example.folder.appending(path: "world.json").path
    let spec = example.folder.appending(path: "spec.yaml").path
    let ending = try Program(["check", "--snapshot", world, spec]).run()
    #expect(ending == Program.Ending(code: ExitCode(of: results).rawValue, output: text, error: ""))
  }

  @Test(arguments: try Example.all())
  func `a check says all that the plan does`(example: Example) async throws {
    for (planned, checked) in zip(try await example.plan().bindings, try await example.checks()) {
      guard case .planned(let plan) = planned, case .checked(let check) = checked else {
        Issue.record("not observed")
        continue
      }
      let said = Set(check.requirements.flatMap(\.remarks).compactMap(\.finding))
      #expect(said == Set(plan.findings.map(\.code)))
      if plan.status == .held || plan.changes.contains(where: { !$0.change.action.isOnLedger }) {
        #expect(check.verdict >= .warn)
      }
    }
  }

  @Test(arguments: try Example.all())
  func `the built program replays it without a network`(example: Example) throws {
    let folder = try TemporaryFolder()
    let world = example.folder.appending(path: "world.json").path
    let spec = example.folder.appending(path: "spec.yaml").path
    let ending = try Program(["plan", "--snapshot", world, spec], in: folder.path).run()
    let text = try String(
      contentsOf: example.folder.appending(path: "plan.txt"),
      encoding: .utf8
    )
    #expect(ending == Program.Ending(code: 0, output: text, error: ""))
  }

  @Test(arguments: try Example.all())
  func `Plans/README.md says why`(example: Example) throws {
    let name = example.folder.lastPathComponent
    let readme = try String(
      contentsOf: example.folder.appending(path: "../README.md").standardizedFileURL,
      encoding: .utf8
    )
    let shows = ["plan", "check"].map { "| [\(name)](\(name)/\($0).txt) |" }
    #expect(shows.contains(where: readme.contains))
  }

  /// What only the way back from an apply finds, which no situation is.
  private static let ofRollbacks: Set<FindingCode> = [.changedSince, .notRestored, .listenerGone]

  @Test func `every finding code has a situation`() async throws {
    var shown: Set<FindingCode> = []
    for example in try Example.all() {
      shown.formUnion(try await example.plan().planned.flatMap(\.findings).map(\.code))
    }
    let wanted = Set(FindingCode.allCases).subtracting(Self.ofRollbacks)
    #expect(wanted.subtracting(shown) == [])
  }

  @Test func `there are situations`() throws {
    #expect(try Example.all().count >= 10)
  }
}
