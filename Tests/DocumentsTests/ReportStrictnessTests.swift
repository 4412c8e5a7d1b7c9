import Core
import Documents
import Testing

@Suite struct ReportStrictnessTests {
  private func bytes() throws -> [UInt8] {
    try ReportDocument.encode(ReportExample.report(), tool: tool)
  }

  /// The report with one piece of its text exchanged everywhere.
  private func edited(_ old: String, _ new: String) throws -> [UInt8] {
    let original = text(try bytes())
    let edited = original.replacing(old, with: new)
    try #require(edited != original, "\(old)")
    return Array(edited.utf8)
  }

  /// The same, with the digest made to fit again.
  private func resigned(_ old: String, _ new: String) throws -> [UInt8] {
    guard case .object(var fields) = try JSON(edited(old, new), file: "test") else { return [] }
    fields["digest"] = nil
    fields["digest"] = .string(try JSON.object(fields).digest())
    return try JSON.object(fields).compactBytes()
  }

  private func message(of bytes: [UInt8]) -> String? {
    #expect(throws: DocumentError.self) { try ReportDocument.decode(bytes, file: "report.json") }?
      .description
  }

  @Test(arguments: [
    ("\"matcher\" : \"200\"", "\"matcher\" : \"200-499\""),
    ("\"startedAt\" : \"2026", "\"startedAt\" : \"2025"),
    ("\"minimumHealthy\" : 2", "\"minimumHealthy\" : 0"),
    ("\"result\" : \"skipped\"", "\"result\" : \"applied\""),
    ("\"formatVersion\" : 1", "\"formatVersion\" : 2"),
  ])
  func `a report that was edited by hand is refused`(old: String, new: String) throws {
    #expect(
      message(of: try edited(old, new)) == """
        report.json: digest: the report isn't as it was written, and an edited one is never rolled \
        back; put what is wanted into the spec, and apply that
        """
    )
  }

  @Test func `its spacing may change`() throws {
    let read = try ReportDocument.decode(try edited("\n", "\r\n\t"), file: "report.json")
    #expect(read == SavedReport(try ReportExample.report(), tool: tool))
  }

  @Test func `a report that says nothing of what was made is read as well`() throws {
    let made = try #require(ReportExample.report().bindings[0].outcomes.last?.made)
    let old = try resigned("\"madeArn\" : \"\(made)\",", "")
    let read = try ReportDocument.decode(old, file: "report.json")
    #expect(read.bindings[0].outcomes.last?.made == nil)
    #expect(read.bindings[0].outcomes.count == 6)
  }

  @Test func `a report of an older version is refused with the way out`() throws {
    guard case .object(var fields) = try JSON(bytes(), file: "test") else { return }
    fields["digest"] = nil
    #expect(
      message(of: try JSON.object(fields).compactBytes()) == """
        report.json: an older mooring wrote this report, and kept too little in it for a rollback; \
        put what `before` shows into the spec, and apply that
        """
    )
  }

  @Test func `plans and snapshots are not taken for reports`() throws {
    let plan = try PlanDocument.encode(PlanExample.plan(), tool: tool)
    #expect(message(of: plan) == "report.json: this is a saved plan, not a report")
    let snapshot = try SnapshotDocument.encode(SnapshotExample.observation(), tool: tool)
    #expect(message(of: snapshot) == "report.json: this is a snapshot, not a report")
    #expect(message(of: Array("{}".utf8)) == "report.json: missing member \"digest\"")
    #expect(message(of: Array("[]".utf8)) == "report.json: expected an object, found a list")
  }

  @Test(arguments: [
    ("\"formatVersion\" : 1", "\"formatVersion\" : 7", "formatVersion: this program reads"),
    ("\"startedAt\"", "\"began\"", "unknown key \"began\""),
    ("\"finishedAt\" : \"2026-01-02T03:05:35Z\",", "", "missing member \"finishedAt\""),
    ("\"converged\" : 0", "\"converged\" : 1", "summary: it doesn't count the bindings"),
    (
      "\"result\" : \"held\"", "\"result\" : \"kept\"",
      "bindings[0].outcomes[3].result: unknown result \"kept\"; expected one of applied, failed, "
        + "skipped, held"
    ),
    (
      "\"account\" : \"123456789012\"", "\"account\" : null",
      "bindings[0].account: it is null for a binding that could be observed"
    ),
    (
      "\"name\" : \"airflow-prod\",\n        \"region\"",
      "\"name\" : \"other\",\n        \"region\"",
      "bindings[0].spec: it isn't the spec of the binding \"airflow-prod\""
    ),
    ("airflow-test", "airflow-prod", "bindings: \"airflow-prod\" is there twice"),
    ("\"at\" : null,", "", "bindings[0].outcomes[2]: missing member \"at\""),
    (
      "\"error\" : \"TooManyTargets\",",
      "\"error\" : \"TooManyTargets\", \"madeArn\" : null,",
      "bindings[0].outcomes[1].madeArn: such a change makes nothing"
    ),
    (
      "\"unhealthyThreshold\" : null", "\"unhealthyTreshold\" : null",
      "bindings[0].before.healthCheck: unknown key \"unhealthyTreshold\"; did you mean "
        + "\"unhealthyThreshold\"?"
    ),
    (
      "\"unhealthyThreshold\" : null", "\"unhealthyThreshold\" : 1001",
      "bindings[0].before.healthCheck.unhealthyThreshold: 1001 is out of range"
    ),
    (
      "\"matcher\" : \"200\"", "\"matcher\" : \"600\"",
      "bindings[0].before.healthCheck.matcher: \"600\" isn't a matcher"
    ),
    ("\"reason\" : null,", "", "bindings[0].targets[0]: missing member \"reason\""),
    (
      "\"before\" : {\n\n      }", "\"before\" : null",
      "bindings[1].before: expected an object, found null"
    ),
    (
      "\"severity\" : \"warning\"", "\"severity\" : \"bad\"",
      "bindings[0].findings[0].severity: unknown severity \"bad\"; expected one of info, "
        + "warning, error"
    ),
  ])
  func `a mistake is refused with its place`(
    old: String,
    new: String,
    message: String
  ) throws {
    let error = #expect(throws: DocumentError.self) {
      try ReportDocument.decode(try resigned(old, new), file: "report.json")
    }
    #expect(
      error?.description.hasPrefix("report.json: " + message) == true,
      "\(error?.description ?? "")"
    )
  }
}
