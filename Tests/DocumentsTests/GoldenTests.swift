import Core
import Documents
import Foundation
import Testing

/// The exact bytes of one document of each kind: what others read is changed on purpose only.
@Suite struct GoldenTests {
  @Test func `a plan has the bytes of the golden file`() throws {
    let bytes = try PlanDocument.encode(PlanExample.plan(), tool: tool)
    try expect(bytes, isFile: "plan.json")
    let saved = try PlanDocument.decode(bytes, file: "plan.json")
    #expect(saved.bindings.first?.changes == (try PlanExample.changes()))
  }

  @Test func `a report has the bytes of the golden file`() throws {
    let bytes = try ReportDocument.encode(ReportExample.report(), tool: tool)
    try expect(bytes, isFile: "report.json")
  }

  @Test func `a snapshot has the bytes of the golden file`() throws {
    let bytes = try SnapshotDocument.encode(SnapshotExample.observation(), tool: tool)
    try expect(bytes, isFile: "snapshot.json")
  }

  @Test func `a saved plan's spec has the bytes of the golden file`() throws {
    let plan = try SavedPlan(PlanExample.plan(), tool: tool)
    try expect(plan.specDocument(), isFile: "spec.json")
  }

  @Test func `the fingerprint is over the planner's lines, the API hosts and the spec`() throws {
    let plan = try PlanExample.bindingPlan()
    let fingerprint = try #require(try plan.fingerprint())
    var others = [plan, plan, plan, plan]
    others[0].fingerprintLines[1] += "x"
    others[1].apiHosts = [:]
    others[2].binding.safeguards.minimumHealthy = 1
    others[3].fingerprintLines.swapAt(0, 1)
    for other in others { #expect(try other.fingerprint() != fingerprint) }
    var sightings = plan
    sightings.endpoint = nil
    sightings.targets = []
    #expect(try sightings.fingerprint() == fingerprint)
    sightings.fingerprintLines = []
    #expect(try sightings.fingerprint() == nil)
  }

  /// `RECORD=1` in the environment rewrites the file and fails, so that none is recorded by
  /// accident.
  private func expect(_ bytes: [UInt8], isFile name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Golden").appendingPathComponent(name)
    guard ProcessInfo.processInfo.environment["RECORD"] == "1" else {
      #expect(try text(bytes) == String(contentsOf: file, encoding: .utf8))
      return
    }
    try Data(bytes).write(to: file)
    Issue.record("recorded \(name); read the difference, then run without RECORD")
  }
}
