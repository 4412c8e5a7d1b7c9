@testable import AWS

// The answers.
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

  static let subnet = """
    <item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><availabilityZone>a</availabilityZone>\
    <availabilityZoneId>az1</availabilityZoneId></item>
    """

  static func subnets(_ content: String) -> String {
    "<DescribeSubnetsResponse xmlns=\"urn:ec2\">\(content)</DescribeSubnetsResponse>"
  }

  static let ec2 = [
    Case(
      "id in the body",
      .describeSubnets,
      subnets("<requestId>r-b</requestId><subnetSet>\(subnet)</subnetSet>"),
      .value("subnet-1", id: "r-b")
    ),
    Case(
      "no id",
      .describeSubnets,
      subnets("<subnetSet>\(subnet)</subnetSet>"),
      .value("subnet-1")
    ),
    Case(
      "id in header",
      .describeSubnets,
      headers: [("x-amzn-requestid", "r-h")],
      subnets("<requestId>r-b</requestId><subnetSet>\(subnet)</subnetSet>"),
      .value("subnet-1", id: "r-h")
    ),
    Case("an empty list", .describeSubnets, subnets("<subnetSet></subnetSet>"), .value("")),
    Case("a closed list", .describeSubnets, subnets("<subnetSet/>"), .value("")),
    Case("an empty token", .describeSubnets, subnets("<subnetSet/><nextToken/>"), .value("")),
    Case(
      "a token",
      .describeSubnets,
      subnets("<subnetSet/><nextToken>n</nextToken>"),
      .value(" then n")
    ),
    Case("no list", .describeSubnets, subnets("<requestId>r</requestId>"), .missing("subnetSet")),
    Case(
      "query's list",
      .describeSubnets,
      subnets("<subnetSet>\(subnet.replacing("item", with: "member"))</subnetSet>"),
      .value("")
    ),
    Case(
      "no member",
      .describeSubnets,
      subnets("<subnetSet><item><subnetId>s</subnetId></item></subnetSet>"),
      .missing("subnetSet.1.vpcId")
    ),
    Case(
      "an error with a success's status",
      .describeSubnets,
      "<Response><Errors/></Response>",
      .unreadable
    ),
    Case("an empty body", .describeSubnets, "", .unreadable),
  ]

  static func securityGroups(_ permissions: String) -> String {
    """
    <DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>sg-1</groupId>\
    <groupName>web</groupName><vpcId>vpc-1</vpcId><ownerId>123456789012</ownerId>\
    \(permissions)</item></securityGroupInfo></DescribeSecurityGroupsResponse>
    """
  }

  static func permission(_ content: String, in name: String = "ipPermissions") -> String {
    "<\(name)><item>\(content)</item></\(name)>"
  }

  static func entries(_ content: String) -> String {
    "<GetManagedPrefixListEntriesResponse>\(content)</GetManagedPrefixListEntriesResponse>"
  }

  static let firewall = [
    Case("a group without rules", .describeSecurityGroups, securityGroups(""), .value("sg-1")),
    Case(
      "a group with empty lists",
      .describeSecurityGroups,
      securityGroups("<ipPermissions/><ipPermissionsEgress/>"),
      .value("sg-1")
    ),
    Case(
      "rules of all peers",
      .describeSecurityGroups,
      securityGroups(
        permission(
          """
          <ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>444</toPort>\
          <groups><item><userId>210987654321</userId><groupId>sg-2</groupId></item></groups>\
          <ipRanges><item><cidrIp>10.0.0.0/16</cidrIp><description>d</description></item>\
          </ipRanges><ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>\
          <prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds>
          """
        ) + permission("<ipProtocol>-1</ipProtocol>", in: "ipPermissionsEgress")
      ),
      .value("sg-1 tcp/443/444/10.0.0.0/16/::/0/sg-2@210987654321/pl-1 -1")
    ),
    Case(
      "a rule without a protocol",
      .describeSecurityGroups,
      securityGroups(permission("<fromPort>443</fromPort>")),
      .missing("securityGroupInfo.1.ipPermissions.1.ipProtocol")
    ),
    Case(
      "a port that is no number",
      .describeSecurityGroups,
      securityGroups(permission("<ipProtocol>tcp</ipProtocol><fromPort>https</fromPort>")),
      .unreadable
    ),
    Case(
      "no groups' list",
      .describeSecurityGroups,
      "<DescribeSecurityGroupsResponse/>",
      .missing("securityGroupInfo")
    ),
    Case(
      "entries",
      .getManagedPrefixListEntries,
      entries(
        """
        <entrySet><item><cidr>10.0.0.0/16</cidr><description>d</description></item>\
        <item><cidr>::/0</cidr></item></entrySet><nextToken>n</nextToken>
        """
      ),
      .value("10.0.0.0/16, ::/0 then n")
    ),
    Case("no entries", .getManagedPrefixListEntries, entries("<entrySet/>"), .value("")),
    Case("no entries' list", .getManagedPrefixListEntries, entries(""), .missing("entrySet")),
    Case(
      "an entry without a range",
      .getManagedPrefixListEntries,
      entries("<entrySet><item/></entrySet>"),
      .missing("entrySet.1.cidr")
    ),
  ]

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
