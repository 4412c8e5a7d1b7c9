@testable import AWS

// The answers, and first those of the query protocol.
extension ParserTable {
  static let answers =
    query + lists + times + ec2 + firewall + json + restJSON
    + network + balancing + balancingWrites + certificates + others

  static func account(_ content: String, _ rest: String = "") -> String {
    """
    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
    <GetCallerIdentityResult>\(content)</GetCallerIdentityResult>\(rest)</GetCallerIdentityResponse>
    """
  }

  static let metadata = "<ResponseMetadata><RequestId>r-b</RequestId></ResponseMetadata>"

  static let query = [
    Case(
      "id in metadata",
      .getCallerIdentity,
      account("<Account>1</Account>", metadata),
      .value("1", id: "r-b")
    ),
    Case("no id", .getCallerIdentity, account("<Account>1</Account>"), .value("1")),
    Case(
      "empty metadata",
      .getCallerIdentity,
      account("<Account>1</Account>", "<ResponseMetadata/>"),
      .value("1")
    ),
    Case(
      "id in header",
      .getCallerIdentity,
      headers: [("X-Amzn-RequestId", "r-h")],
      account("<Account>1</Account>", metadata),
      .value("1", id: "r-h")
    ),
    Case(
      "id in S3's header",
      .getCallerIdentity,
      headers: [("x-amz-request-id", "r-a")],
      account("<Account>1</Account>"),
      .value("1", id: "r-a")
    ),
    Case(
      "both headers",
      .getCallerIdentity,
      headers: [("x-amz-request-id", "r-a"), ("x-amzn-requestid", "r-h")],
      account("<Account>1</Account>"),
      .value("1", id: "r-h")
    ),
    Case(
      "status 201",
      .getCallerIdentity,
      status: 201,
      account("<Account>1</Account>"),
      .value("1")
    ),
    Case(
      "unknown members",
      .getCallerIdentity,
      account("<New><Account>2</Account></New><Account>1</Account><Newer a=\"b\"/>"),
      .value("1")
    ),
    Case(
      "prefixes",
      .getCallerIdentity,
      """
      <?xml version="1.0"?><a:GetCallerIdentityResponse xmlns:a="urn:a"><a:GetCallerIdentityResult>\
      <a:Account b:c="d" xmlns:b="urn:b">1</a:Account></a:GetCallerIdentityResult>\
      </a:GetCallerIdentityResponse>
      """,
      .value("1")
    ),
    Case(
      "references and comments",
      .getCallerIdentity,
      account("<!-- a --><Account>&lt;&#65;<!-- b --><![CDATA[&]]>&#x42;</Account>"),
      .value("<A&B")
    ),
    Case(
      "a member twice",
      .getCallerIdentity,
      account("<Account>1</Account><Account>2</Account>"),
      .value("1")
    ),
    Case("an empty text", .getCallerIdentity, account("<Account/>"), .value("")),
    Case("no member", .getCallerIdentity, account(""), .missing("GetCallerIdentityResult.Account")),
    Case(
      "no result",
      .getCallerIdentity,
      "<GetCallerIdentityResponse>\(metadata)</GetCallerIdentityResponse>",
      .missing("GetCallerIdentityResult")
    ),
    Case("another root", .getCallerIdentity, "<AssumeRoleResponse/>", .unreadable),
    Case(
      "a cut-off body",
      .getCallerIdentity,
      "<GetCallerIdentityResponse><ResponseMetadata>",
      .unreadable
    ),
    Case("an empty body", .getCallerIdentity, "", .unreadable),
    Case(
      "a write without output",
      .registerTargets,
      "<RegisterTargetsResponse><RegisterTargetsResult/>\(metadata)</RegisterTargetsResponse>",
      .value("done", id: "r-b")
    ),
    Case("a write with an empty body", .registerTargets, "", .unreadable),
  ]

  static func health(_ list: String) -> String {
    """
    <DescribeTargetHealthResponse><DescribeTargetHealthResult>\(list)\
    </DescribeTargetHealthResult></DescribeTargetHealthResponse>
    """
  }

  static func target(port: String) -> String {
    """
    <member><TargetHealth><State>healthy</State></TargetHealth><Target><Id>10.0.0.1</Id>\
    <Port>\(port)</Port></Target></member>
    """
  }

  static let lists = [
    Case(
      "two elements",
      .describeTargetHealth,
      health(
        "<TargetHealthDescriptions>\(target(port: "443")) \(target(port: "80"))"
          + "</TargetHealthDescriptions>"
      ),
      .value("10.0.0.1:443 10.0.0.1:80")
    ),
    Case(
      "an empty list",
      .describeTargetHealth,
      health("<TargetHealthDescriptions></TargetHealthDescriptions>"),
      .value("")
    ),
    Case("a closed list", .describeTargetHealth, health("<TargetHealthDescriptions/>"), .value("")),
    Case(
      "a list of blanks",
      .describeTargetHealth,
      health("<TargetHealthDescriptions>\n </TargetHealthDescriptions>"),
      .value("")
    ),
    Case(
      "no list",
      .describeTargetHealth,
      health(""),
      .missing("DescribeTargetHealthResult.TargetHealthDescriptions")
    ),
    Case(
      "a number that is none",
      .describeTargetHealth,
      health("<TargetHealthDescriptions>\(target(port: "https"))</TargetHealthDescriptions>"),
      .unreadable
    ),
    Case(
      "no number",
      .describeTargetHealth,
      health("<TargetHealthDescriptions>\(target(port: ""))</TargetHealthDescriptions>"),
      .missing("DescribeTargetHealthResult.TargetHealthDescriptions.1.Target.Port")
    ),
  ]

  static func session(until time: String) -> String {
    """
    <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>AKIDEXAMPLE</AccessKeyId>\
    <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>\
    <Expiration>\(time)</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
    """
  }

  static let timeTexts: [(text: String, seconds: String?)] = [
    ("2026-01-02T03:04:05Z", "1767323045"), ("2026-01-02T03:04:05.999Z", "1767323045"),
    ("2026-01-02T03:04:05.123456Z", "1767323045"), ("2026-01-02T04:04:05+01:00", "1767323045"),
    ("2026-01-02T01:34:05-01:30", "1767323045"), ("2026-01-02T04:04:05.5+01:00", "1767323045"),
    ("2026-01-02T03:04:05", nil), ("1767323045", nil), ("Fri, 02 Jan 2026 03:04:05 GMT", nil),
    ("2026-01-02T03:04:05+0100", nil), ("2026-01-02T03:04:05+24:00", nil),
    ("2026-01-02T03:04:05+01:60", nil), ("2026-01-02T03:04:05.+01:00", nil),
    ("2026-01-02T03:04+01:00", nil), ("2026-13-02T03:04:05Z", nil), ("", nil),
    ("Z", nil), ("2026-01-02T03:04:05.Z", nil), ("2026-01-02T03:04:05x01:00", nil),
  ]

  static let times = timeTexts.map { text, seconds in
    Case(
      "the time \(text)",
      .assumeRole,
      session(until: text),
      seconds.map { .value($0) } ?? .unreadable
    )
  }
}
