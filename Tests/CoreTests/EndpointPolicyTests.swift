import Core
import TestSupport
import Testing

/// What an endpoint's policy lets through, as far as that can be said.
@Suite struct EndpointPolicyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var statements: [PolicyStatement]
    /// Of plain requests to a web server.
    var verdict: Requirement.Verdict
    /// Of requests to another service, which may be signed.
    var signed: Requirement.Verdict

    init(
      _ name: String,
      _ statements: [PolicyStatement],
      _ verdict: Requirement.Verdict,
      signed: Requirement.Verdict? = nil
    ) {
      testDescription = name
      self.statements = statements
      self.verdict = verdict
      self.signed = signed ?? verdict
    }
  }

  private static let named = PolicyElement(["arn:aws:iam::123456789012:root"])
  private static let some = PolicyElement(["execute-api:Invoke"])

  static let table: [Row] = [
    Row("the default policy", [PolicyStatement(.allow)], .pass),
    Row(
      "everybody among others",
      [PolicyStatement(.allow, principals: PolicyElement(["*", "a"]))],
      .pass
    ),
    Row("no statement", [], .fail),
    Row("all is denied", [PolicyStatement(.allow), PolicyStatement(.deny)], .fail),
    Row("a denial alone", [PolicyStatement(.deny, actions: some)], .fail),
    Row("named principals", [PolicyStatement(.allow, principals: named)], .fail, signed: .warn),
    Row(
      "all but named principals",
      [PolicyStatement(.allow, principals: PolicyElement(named.values, isInverted: true))],
      .warn
    ),
    Row("some actions", [PolicyStatement(.allow, actions: some)], .warn),
    Row(
      "all but some actions",
      [PolicyStatement(.allow, actions: PolicyElement(some.values, isInverted: true))],
      .warn
    ),
    Row(
      "nothing but everything",
      [PolicyStatement(.allow, actions: PolicyElement(["*"], isInverted: true))],
      .warn
    ),
    Row("some resources", [PolicyStatement(.allow, resources: PolicyElement(["arn:x"]))], .warn),
    Row("a condition", [PolicyStatement(.allow, conditions: ["IpAddress aws:SourceIp"])], .warn),
    Row(
      "a denial under a condition",
      [PolicyStatement(.allow), PolicyStatement(.deny, conditions: ["Bool aws:SecureTransport"])],
      .warn
    ),
    Row(
      "a denial of some actions",
      [PolicyStatement(.allow), PolicyStatement(.deny, actions: some)],
      .warn
    ),
    Row(
      "a denial of named principals",
      [PolicyStatement(.allow), PolicyStatement(.deny, principals: named)],
      .pass,
      signed: .warn
    ),
    Row(
      "a denial of all but named principals",
      [
        PolicyStatement(.allow),
        PolicyStatement(.deny, principals: PolicyElement(named.values, isInverted: true)),
      ],
      .warn
    ),
  ]

  @Test(arguments: table) func `a policy is never called open that may not be`(_ row: Row) throws {
    var harbour = Harbour()
    harbour.here.vpcEndpoints[0].policy = .statements(row.statements)
    let line = try #require(harbour.check[.endpointPolicy])
    #expect(line.verdict == row.verdict)
    if line.verdict > .pass { #expect(!line.remarks[0].remedy.isEmpty) }

    harbour.here.vpcEndpoints[0].policy = .statements(row.statements.reversed())
    #expect(harbour.check[.endpointPolicy] == line)

    harbour.binding.endpoint.source = .vpcEndpoint(id: Harbour.endpoint.id)
    #expect(harbour.check[.endpointPolicy]?.verdict == row.signed)
  }

  @Test func `a policy that isn't understood, or isn't shown, is not looked at`() {
    var harbour = Harbour()
    #expect(harbour.check[.endpointPolicy]?.verdict == .notLookedAt)
    harbour.here.vpcEndpoints[0].policy = .unreadable("it is not JSON")
    #expect(
      harbour.check[.endpointPolicy]
        == Requirement(
          .endpointPolicy,
          .notLookedAt,
          [Remark("the policy isn't understood: it is not JSON")]
        )
    )
  }

  @Test func `what narrows a policy is named`() {
    var harbour = Harbour()
    harbour.here.vpcEndpoints[0].policy = .statements([
      PolicyStatement(
        .allow,
        actions: PolicyElement(["s3:GetObject"]),
        conditions: ["StringEquals aws:PrincipalOrgID"]
      )
    ])
    let message = harbour.check[.endpointPolicy]?.remarks[0].message
    #expect(message?.contains("(Action s3:GetObject, if StringEquals aws:PrincipalOrgID)") == true)
  }
}
