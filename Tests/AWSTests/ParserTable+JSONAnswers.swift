@testable import AWS

// The answers in JSON.
extension ParserTable {
  static func certificate(_ members: String) -> String {
    """
    {"Certificate": {"CertificateArn": "arn", "DomainName": "a.example", "Status": "ISSUED"\
    \(members)}}
    """
  }

  static let json = [
    Case(
      "id in header",
      .describeCertificate,
      headers: [("x-amzn-RequestId", "r-h")],
      certificate(""),
      .value("a.example [] -", id: "r-h")
    ),
    Case("no id", .describeCertificate, certificate(""), .value("a.example [] -")),
    Case(
      "unknown members",
      .describeCertificate,
      certificate(", \"New\": {\"a\": [1, null]}, \"B\": 1.5"),
      .value("a.example [] -")
    ),
    Case(
      "a type",
      .describeCertificate,
      certificate(", \"__type\": \"com.amazonaws#CertificateDetail\""),
      .value("a.example [] -")
    ),
    Case(
      "escapes",
      .describeCertificate,
      certificate(", \"SubjectAlternativeNames\": [\"\\u00e9\\ud83d\\ude00\\/\\n\"]"),
      .value("a.example [é😀/\n] -")
    ),
    Case(
      "null in place of a list",
      .describeCertificate,
      certificate(", \"SubjectAlternativeNames\": null"),
      .value("a.example [] -")
    ),
    Case(
      "null in a list",
      .describeCertificate,
      certificate(", \"SubjectAlternativeNames\": [\"a\", null]"),
      .missing("Certificate.SubjectAlternativeNames.2")
    ),
    Case(
      "another type in a list",
      .describeCertificate,
      certificate(", \"SubjectAlternativeNames\": [\"a\", 1]"),
      .unreadable
    ),
    Case(
      "a whole time",
      .describeCertificate,
      certificate(", \"NotAfter\": 1767323045"),
      .value("a.example [] 1767323045")
    ),
    Case(
      "a time with a fraction",
      .describeCertificate,
      certificate(", \"NotAfter\": 1767323045.49"),
      .value("a.example [] 1767323045")
    ),
    Case(
      "a time with an exponent",
      .describeCertificate,
      certificate(", \"NotAfter\": 1.767323045E9"),
      .value("a.example [] 1767323045")
    ),
    Case(
      "a time before 1970",
      .describeCertificate,
      certificate(", \"NotAfter\": -1.5"),
      .value("a.example [] -2")
    ),
    Case(
      "no time",
      .describeCertificate,
      certificate(", \"NotAfter\": null"),
      .value("a.example [] -")
    ),
    Case(
      "a time as text",
      .describeCertificate,
      certificate(", \"NotAfter\": \"2026-01-02T03:04:05Z\""),
      .unreadable
    ),
    Case("nothing within", .describeCertificate, "{}", .missing("Certificate")),
    Case("null within", .describeCertificate, "{\"Certificate\": null}", .missing("Certificate")),
    Case("something else", .describeCertificate, "{\"foo\": true}", .missing("Certificate")),
    Case("null", .describeCertificate, "null", .missing("the answer")),
    Case("an empty body", .describeCertificate, "", .unreadable),
    Case(
      "a cut-off body",
      .describeCertificate,
      "{\"Certificate\": {\"CertificateArn\": \"arn\"",
      .unreadable
    ),
  ]

  static func environment(_ members: String) -> String {
    """
    {"Environment": {"Name": "e", "Arn": "arn", "Status": "AVAILABLE", \
    "WebserverAccessMode": "PRIVATE_ONLY"\(members)}}
    """
  }

  static let restJSON = [
    Case(
      "id in header",
      .getEnvironment,
      headers: [("X-Amzn-Requestid", "r-h")],
      environment(""),
      .value("e []", id: "r-h")
    ),
    Case("no id", .getEnvironment, environment(""), .value("e []")),
    Case(
      "null in place of a structure",
      .getEnvironment,
      environment(", \"NetworkConfiguration\": null"),
      .value("e []")
    ),
    Case(
      "an empty structure",
      .getEnvironment,
      environment(", \"NetworkConfiguration\": {}"),
      .value("e []")
    ),
    Case(
      "a list in a structure",
      .getEnvironment,
      environment(", \"NetworkConfiguration\": {\"SubnetIds\": [\"s-1\", \"s-2\"]}"),
      .value("e [s-1, s-2]")
    ),
    Case(
      "null in a list in a structure",
      .getEnvironment,
      environment(", \"NetworkConfiguration\": {\"SubnetIds\": [null]}"),
      .missing("Environment.NetworkConfiguration.SubnetIds.1")
    ),
    Case(
      "a value of the future",
      .getEnvironment,
      environment("").replacing("AVAILABLE", with: "NAPPING"),
      .value("e []")
    ),
    Case("an empty body", .getEnvironment, "", .unreadable),
    Case("nothing within", .getEnvironment, "{}", .missing("Environment")),
    Case(
      "keys of a role",
      .getRoleCredentials,
      headers: [("x-amzn-requestid", "r-h")],
      """
      {"roleCredentials": {"accessKeyId": "AKIDEXAMPLE", "secretAccessKey": "s", \
      "sessionToken": "t", "expiration": 1767323045999}}
      """,
      .value("1767323045", id: "r-h")
    ),
    Case(
      "no keys of a role",
      .getRoleCredentials,
      "{\"roleCredentials\": {\"accessKeyId\": \"A\"}}",
      .missing("roleCredentials.secretAccessKey")
    ),
    Case(
      "a token",
      .createToken,
      "{\"accessToken\": \"a\", \"expiresIn\": 28800, \"tokenType\": \"Bearer\"}",
      .value("28800")
    ),
    Case("no token", .createToken, "{\"expiresIn\": 28800}", .missing("accessToken")),
  ]
}
