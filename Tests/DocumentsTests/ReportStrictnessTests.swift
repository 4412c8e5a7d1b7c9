import Core
import Documents
import Testing

@Suite struct ReportStrictnessTests {
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
    ("\"at\" : null,", "", "bindings[0].outcomes[2]: missing member \"at\""),
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
    let original = text(try ReportDocument.encode(ReportExample.report(), tool: tool))
    let edited = original.replacing(old, with: new)
    try #require(edited != original)
    let error = #expect(throws: DocumentError.self) {
      try ReportDocument.decode(Array(edited.utf8), file: "report.json")
    }
    #expect(
      error?.description.hasPrefix("report.json: " + message) == true,
      "\(error?.description ?? "")"
    )
  }
}
