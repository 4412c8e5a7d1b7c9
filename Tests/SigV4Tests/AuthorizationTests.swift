import SigV4
import Testing

@Suite struct AuthorizationTests {
  static let fields = [
    "Credential=AKID/20150830/us-east-1/iam/aws4_request", "SignedHeaders=host;x-amz-date",
    "Signature=abc",
  ]

  @Test(arguments: [
    "AWS4-HMAC-SHA256 " + fields.joined(separator: ", "),
    "AWS4-HMAC-SHA256 " + fields.joined(separator: ","),
    "AWS4-HMAC-SHA256   " + fields.reversed().joined(separator: "  ,  ") + " ",
  ])
  func `the fields may stand in any order`(value: String) throws {
    let authorization = try Authorization(parsing: value)
    #expect(authorization.accessKeyID == "AKID")
    #expect(authorization.scope.date == "20150830")
    #expect(authorization.scope.region == "us-east-1")
    #expect(authorization.scope.service == "iam")
    #expect(authorization.signedHeaders.names == ["host", "x-amz-date"])
    #expect(authorization.signature == "abc")
    #expect(
      authorization.headerValue == "AWS4-HMAC-SHA256 " + Self.fields.joined(separator: ", ")
    )
  }

  @Test(arguments: [
    "", " ", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256 ,,", "aws4-hmac-sha256 x",
    "=,=,=", "AWS4-HMAC-SHA1 Credential=x, SignedHeaders=host, Signature=abc",
  ])
  func `a header of another form is refused`(value: String) throws {
    try expectIncomplete(value)
  }

  @Test(
    arguments: [
      [fields[0]], [fields[1], fields[2]], fields + [fields[2]], fields + ["Other=x"],
      [fields[0], fields[1], "Signature="], [fields[0], fields[1], "Signature"],
      [fields[0], fields[1], "signature=abc"],
    ] as [[String]]
  )
  func `a header with a field too few or too many is refused`(fields: [String]) throws {
    try expectIncomplete("AWS4-HMAC-SHA256 " + fields.joined(separator: ", "))
  }

  @Test(arguments: [
    "AKID", "/20150830/r/s/aws4_request", "AKID/20150830/r/s/aws4", "AKID/20150830/r/aws4_request",
    "AKID/2015083/r/s/aws4_request", "AKID/2015083x/r/s/aws4_request",
    "AKID/20150830//s/aws4_request", "AKID/20150830/r//aws4_request",
    "AKID/x/20150830/r/s/aws4_request", "AKID/20150830/r é/s/aws4_request",
  ])
  func `a credential of another form is refused`(credential: String) throws {
    try expectIncomplete(
      "AWS4-HMAC-SHA256 Credential=\(credential), \(Self.fields[1]), \(Self.fields[2])"
    )
  }

  @Test(arguments: [";", "Host", "x-amz-date;host", "host;host", "host;", ";host", "ho st", "hört"])
  func `signed headers out of order, repeated or in upper case are refused`(names: String) throws {
    #expect(SignedHeaders(parsing: names) == nil)
    try expectIncomplete(
      "AWS4-HMAC-SHA256 \(Self.fields[0]), SignedHeaders=\(names), \(Self.fields[2])"
    )
  }

  private func expectIncomplete(_ value: String) throws {
    let error = try #require(throws: VerificationError.self) { try Authorization(parsing: value) }
    guard case .incompleteSignature(let reason) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!reason.isEmpty)
  }
}
