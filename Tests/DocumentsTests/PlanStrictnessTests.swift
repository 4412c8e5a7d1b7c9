import Core
import Documents
import Testing

@Suite struct PlanStrictnessTests {
  private func bytes() throws -> [UInt8] { try PlanDocument.encode(PlanExample.plan(), tool: tool) }

  /// The plan with one piece of its text exchanged everywhere, and the digest made to fit again.
  private func resigned(_ old: String, _ new: String) throws -> [UInt8] {
    let edited = text(try bytes()).replacing(old, with: new)
    let original = text(try bytes())
    try #require(edited != original, "\(old)")
    guard case .object(var fields) = try JSON(Array(edited.utf8), file: "test") else { return [] }
    let createdAt = fields["createdAt"]
    fields["digest"] = nil
    fields["createdAt"] = nil
    fields["digest"] = .string(try JSON.object(fields).digest())
    fields["createdAt"] = createdAt
    return try JSON.object(fields).compactBytes()
  }

  private func message(of bytes: [UInt8]) -> String? {
    #expect(throws: DocumentError.self) { try PlanDocument.decode(bytes, file: "plan.json") }?
      .description
  }

  @Test(arguments: [
    ("\"10.0.1.5\"", "\"10.0.1.6\""),
    ("\"action\" : \"deregisterTargets\"", "\"action\" : \"registerTargets\""),
    ("\"source\" : \"live\"", "\"source\" : \"snapshot\""),
    ("\"formatVersion\" : 1", "\"formatVersion\" : 2"),
    ("\"minimumHealthy\" : 2", "\"minimumHealthy\" : 0"),
    ("\"reason\" : \"the endpoint has it no more\"", "\"reason\" : \"\""),
    ("sha256:", "sha512:"),
  ])
  func `a plan that was edited by hand is refused`(old: String, new: String) throws {
    let edited = text(try bytes()).replacing(old, with: new)
    let original = text(try bytes())
    try #require(edited != original)
    #expect(
      message(of: Array(edited.utf8)) == """
        plan.json: digest: the plan isn't as it was written; an edited plan is never applied: \
        change the spec and plan again
        """
    )
  }

  @Test func `spacing and time of writing are not under the digest`() throws {
    let spaced = text(try bytes()).replacing("\n", with: "\r\n\t")
      .replacing("2026-01-02T03:04:05Z", with: "2027-01-02T03:04:05Z")
    let saved = try PlanDocument.decode(Array(spaced.utf8), file: "plan.json")
    let plan = try SavedPlan(PlanExample.plan(), tool: tool)
    #expect(saved.bindings == plan.bindings)
    #expect(saved.createdAt == noon + 365 * 86_400)
  }

  @Test(arguments: [
    ("\"formatVersion\" : 1", "\"formatVersion\" : 2", "formatVersion: this program reads"),
    (
      "\"source\" : \"live\"", "\"source\" : \"a\"",
      "source: unknown source \"a\"; expected one of live, snapshot"
    ),
    (
      "\"createdAt\" : \"2026", "\"createdAt\" : \"26",
      "createdAt: \"26-01-02T03:04:05Z\" isn't a time in UTC, such as 2026-01-02T03:04:05Z"
    ),
    (
      "\"summary\" : {", "\"sumary\" : {}, \"summary\" : {",
      "unknown key \"sumary\"; did you mean \"summary\"?"
    ),
    ("\"failed\" : 1", "\"failed\" : 0", "summary: it doesn't count the bindings as they are"),
    ("airflow-test", "airflow-prod", "bindings: \"airflow-prod\" is there twice"),
    (
      "\"action\" : \"createListener\"", "\"action\" : \"foo\"",
      "bindings[0].changes[4].action: unknown action \"foo\"; expected one of "
        + Set(Action.allCases.map(\.word)).sorted().joined(separator: ", ")
    ),
    (
      "\"claim\" : [", "\"claims\" : [",
      "bindings[0].changes[0]: unknown key \"claims\"; did you mean \"claim\"?"
    ),
    (
      "\"action\" : \"createListener\"", "\"action\" : \"registerTargets\"",
      "bindings[0].changes[4]: unknown key \"listener\"; known here: action, targets, reason"
    ),
    ("\"id\" : \"10.0.9.8\",", "", "bindings[0].changes[6].targets[0]: missing member \"id\""),
    (
      "\"port\" : 8443\n            }\n          ]", "\"port\" : 65536\n            }\n          ]",
      "bindings[0].changes[2].targets[1].port: 65536 is out of range; expected 1 to 65535"
    ),
    (
      "\"id\" : \"2001:db8::5\"", "\"id\" : \"9.0.0.1\"",
      "bindings[0].changes[2].targets: the targets aren't sorted, or one is there twice"
    ),
    (
      "\"matcher\" : {", "\"macher\" : {",
      "bindings[0].changes[1].set: unknown key \"macher\"; did you mean \"matcher\"?"
    ),
    ("\"from\" : null,", "", "bindings[0].changes[1].set.path: missing member \"from\""),
    (
      "\"code\" : \"environment-unsettled\",\n          \"reason\"",
      "\"code\" : \"because\",\n          \"reason\"",
      "bindings[0].held[0].code: \"because\" isn't a code that holds"
    ),
    (
      "\"status\" : \"held\"", "\"status\" : \"changes\"",
      "bindings[0].status: it says changes, and the other members say held"
    ),
    (
      "\"is\" : \"stale\"", "\"is\" : \"mine\"",
      "bindings[0].targets[1].is: unknown standing \"mine\"; expected one of wanted, stale, "
        + "foreign, stranger"
    ),
    ("\"error\" : null,", "", "bindings[0]: missing member \"error\""),
    (
      "\"fingerprint\" : \"sha256", "\"fingerprint\" : null, \"fingerprints\" : \"sha256",
      "bindings[0]: unknown key \"fingerprints\"; did you mean \"fingerprint\"?"
    ),
    (
      "\"account\" : \"123456789012\",\n      \"apiHosts\"",
      "\"account\" : null,\n      \"apiHosts\"",
      "bindings[0].account: it is null for a binding that could be observed"
    ),
    (
      "\"name\" : \"airflow-prod\",\n        \"region\"",
      "\"name\" : \"other\",\n        \"region\"",
      "bindings[0].spec: it isn't the spec of the binding \"airflow-prod\""
    ),
    (
      "\"error\" : null,", "\"error\" : \"x\",",
      "bindings[0].status: it says held, and the other members say failed"
    ),
    (
      "\"tool\" : {", "\"tool\" : [], \"tools\" : {",
      "unknown key \"tools\"; did you mean \"tool\"?"
    ),
  ])
  func `a mistake is refused with its place`(
    old: String,
    new: String,
    message: String
  ) throws {
    let description = self.message(of: try resigned(old, new))
    #expect(description?.hasPrefix("plan.json: " + message) == true, "\(description ?? "")")
  }

  @Test(arguments: [
    ("{}", "plan.json: missing member \"digest\""),
    ("[]", "plan.json: expected an object, found a list"),
    ("{\"digest\":null}", "plan.json: digest: expected a string, found null"),
    ("version: 1", "plan.json:1:1: not a JSON document: a value is expected here"),
  ])
  func `what is no plan is refused`(text: String, message: String) {
    #expect(self.message(of: Array(text.utf8)) == message)
  }

  @Test func `a plan that is cut off anywhere is refused`() throws {
    let bytes = try bytes()
    for length in stride(from: 0, to: bytes.count - 2, by: 97) {
      #expect(throws: DocumentError.self) {
        try PlanDocument.decode(Array(bytes.prefix(length)), file: "plan.json")
      }
    }
  }
}
