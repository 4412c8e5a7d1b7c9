// The answers.
extension ParserTable {
  static let answers = query + lists + times + ec2 + firewall + json + restJSON

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
      .account,
      account("<Account>1</Account>", metadata),
      .value("1", id: "r-b")
    ),
    Case("no id", .account, account("<Account>1</Account>"), .value("1")),
    Case(
      "empty metadata",
      .account,
      account("<Account>1</Account>", "<ResponseMetadata/>"),
      .value("1")
    ),
    Case(
      "id in header",
      .account,
      headers: [("X-Amzn-RequestId", "r-h")],
      account("<Account>1</Account>", metadata),
      .value("1", id: "r-h")
    ),
    Case(
      "id in S3's header",
      .account,
      headers: [("x-amz-request-id", "r-a")],
      account("<Account>1</Account>"),
      .value("1", id: "r-a")
    ),
    Case(
      "both headers",
      .account,
      headers: [("x-amz-request-id", "r-a"), ("x-amzn-requestid", "r-h")],
      account("<Account>1</Account>"),
      .value("1", id: "r-h")
    ),
    Case("status 201", .account, status: 201, account("<Account>1</Account>"), .value("1")),
    Case(
      "unknown members",
      .account,
      account("<New><Account>2</Account></New><Account>1</Account><Newer a=\"b\"/>"),
      .value("1")
    ),
    Case(
      "prefixes",
      .account,
      """
      <?xml version="1.0"?><a:GetCallerIdentityResponse xmlns:a="urn:a"><a:GetCallerIdentityResult>\
      <a:Account b:c="d" xmlns:b="urn:b">1</a:Account></a:GetCallerIdentityResult>\
      </a:GetCallerIdentityResponse>
      """,
      .value("1")
    ),
    Case(
      "references and comments",
      .account,
      account("<!-- a --><Account>&lt;&#65;<!-- b --><![CDATA[&]]>&#x42;</Account>"),
      .value("<A&B")
    ),
    Case(
      "a member twice",
      .account,
      account("<Account>1</Account><Account>2</Account>"),
      .value("1")
    ),
    Case("an empty text", .account, account("<Account/>"), .value("")),
    Case("no member", .account, account(""), .missing("GetCallerIdentityResult.Account")),
    Case(
      "no result",
      .account,
      "<GetCallerIdentityResponse>\(metadata)</GetCallerIdentityResponse>",
      .missing("GetCallerIdentityResult")
    ),
    Case("another root", .account, "<AssumeRoleResponse/>", .unreadable),
    Case("a cut-off body", .account, "<GetCallerIdentityResponse><ResponseMetadata>", .unreadable),
    Case("an empty body", .account, "", .unreadable),
    Case(
      "a write without output",
      .register,
      "<RegisterTargetsResponse><RegisterTargetsResult/>\(metadata)</RegisterTargetsResponse>",
      .value("done", id: "r-b")
    ),
    Case("a write with an empty body", .register, "", .unreadable),
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
      .health,
      health(
        "<TargetHealthDescriptions>\(target(port: "443")) \(target(port: "80"))"
          + "</TargetHealthDescriptions>"
      ),
      .value("10.0.0.1:443 10.0.0.1:80")
    ),
    Case(
      "an empty list",
      .health,
      health("<TargetHealthDescriptions></TargetHealthDescriptions>"),
      .value("")
    ),
    Case("a closed list", .health, health("<TargetHealthDescriptions/>"), .value("")),
    Case(
      "a list of blanks",
      .health,
      health("<TargetHealthDescriptions>\n </TargetHealthDescriptions>"),
      .value("")
    ),
    Case(
      "no list",
      .health,
      health(""),
      .missing("DescribeTargetHealthResult.TargetHealthDescriptions")
    ),
    Case(
      "a number that is none",
      .health,
      health("<TargetHealthDescriptions>\(target(port: "https"))</TargetHealthDescriptions>"),
      .unreadable
    ),
    Case(
      "no number",
      .health,
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
      .assume,
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
      .subnets,
      subnets("<requestId>r-b</requestId><subnetSet>\(subnet)</subnetSet>"),
      .value("subnet-1", id: "r-b")
    ),
    Case("no id", .subnets, subnets("<subnetSet>\(subnet)</subnetSet>"), .value("subnet-1")),
    Case(
      "id in header",
      .subnets,
      headers: [("x-amzn-requestid", "r-h")],
      subnets("<requestId>r-b</requestId><subnetSet>\(subnet)</subnetSet>"),
      .value("subnet-1", id: "r-h")
    ),
    Case("an empty list", .subnets, subnets("<subnetSet></subnetSet>"), .value("")),
    Case("a closed list", .subnets, subnets("<subnetSet/>"), .value("")),
    Case("an empty token", .subnets, subnets("<subnetSet/><nextToken/>"), .value("")),
    Case("a token", .subnets, subnets("<subnetSet/><nextToken>n</nextToken>"), .value(" then n")),
    Case("no list", .subnets, subnets("<requestId>r</requestId>"), .missing("subnetSet")),
    Case(
      "query's list",
      .subnets,
      subnets("<subnetSet>\(subnet.replacing("item", with: "member"))</subnetSet>"),
      .value("")
    ),
    Case(
      "no member",
      .subnets,
      subnets("<subnetSet><item><subnetId>s</subnetId></item></subnetSet>"),
      .missing("subnetSet.1.vpcId")
    ),
    Case(
      "an error with a success's status",
      .subnets,
      "<Response><Errors/></Response>",
      .unreadable
    ),
    Case("an empty body", .subnets, "", .unreadable),
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
    Case("a group without rules", .securityGroups, securityGroups(""), .value("sg-1")),
    Case(
      "a group with empty lists",
      .securityGroups,
      securityGroups("<ipPermissions/><ipPermissionsEgress/>"),
      .value("sg-1")
    ),
    Case(
      "rules of all peers",
      .securityGroups,
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
      .securityGroups,
      securityGroups(permission("<fromPort>443</fromPort>")),
      .missing("securityGroupInfo.1.ipPermissions.1.ipProtocol")
    ),
    Case(
      "a port that is no number",
      .securityGroups,
      securityGroups(permission("<ipProtocol>tcp</ipProtocol><fromPort>https</fromPort>")),
      .unreadable
    ),
    Case(
      "no groups' list",
      .securityGroups,
      "<DescribeSecurityGroupsResponse/>",
      .missing("securityGroupInfo")
    ),
    Case(
      "entries",
      .prefixList,
      entries(
        """
        <entrySet><item><cidr>10.0.0.0/16</cidr><description>d</description></item>\
        <item><cidr>::/0</cidr></item></entrySet><nextToken>n</nextToken>
        """
      ),
      .value("10.0.0.0/16 ::/0 then n")
    ),
    Case("no entries", .prefixList, entries("<entrySet/>"), .value("")),
    Case("no entries' list", .prefixList, entries(""), .missing("entrySet")),
    Case(
      "an entry without a range",
      .prefixList,
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
      .certificate,
      headers: [("x-amzn-RequestId", "r-h")],
      certificate(""),
      .value("a.example [] -", id: "r-h")
    ),
    Case("no id", .certificate, certificate(""), .value("a.example [] -")),
    Case(
      "unknown members",
      .certificate,
      certificate(", \"New\": {\"a\": [1, null]}, \"B\": 1.5"),
      .value("a.example [] -")
    ),
    Case(
      "a type",
      .certificate,
      certificate(", \"__type\": \"com.amazonaws#CertificateDetail\""),
      .value("a.example [] -")
    ),
    Case(
      "escapes",
      .certificate,
      certificate(", \"SubjectAlternativeNames\": [\"\\u00e9\\ud83d\\ude00\\/\\n\"]"),
      .value("a.example [é😀/\n] -")
    ),
    Case(
      "null in place of a list",
      .certificate,
      certificate(", \"SubjectAlternativeNames\": null"),
      .value("a.example [] -")
    ),
    Case(
      "null in a list",
      .certificate,
      certificate(", \"SubjectAlternativeNames\": [\"a\", null]"),
      .missing("Certificate.SubjectAlternativeNames.2")
    ),
    Case(
      "another type in a list",
      .certificate,
      certificate(", \"SubjectAlternativeNames\": [\"a\", 1]"),
      .unreadable
    ),
    Case(
      "a whole time",
      .certificate,
      certificate(", \"NotAfter\": 1767323045"),
      .value("a.example [] 1767323045")
    ),
    Case(
      "a time with a fraction",
      .certificate,
      certificate(", \"NotAfter\": 1767323045.49"),
      .value("a.example [] 1767323045")
    ),
    Case(
      "a time with an exponent",
      .certificate,
      certificate(", \"NotAfter\": 1.767323045E9"),
      .value("a.example [] 1767323045")
    ),
    Case(
      "a time before 1970",
      .certificate,
      certificate(", \"NotAfter\": -1.5"),
      .value("a.example [] -2")
    ),
    Case("no time", .certificate, certificate(", \"NotAfter\": null"), .value("a.example [] -")),
    Case(
      "a time as text",
      .certificate,
      certificate(", \"NotAfter\": \"2026-01-02T03:04:05Z\""),
      .unreadable
    ),
    Case("nothing within", .certificate, "{}", .missing("Certificate")),
    Case("null within", .certificate, "{\"Certificate\": null}", .missing("Certificate")),
    Case("something else", .certificate, "{\"foo\": true}", .missing("Certificate")),
    Case("null", .certificate, "null", .missing("the answer")),
    Case("an empty body", .certificate, "", .unreadable),
    Case(
      "a cut-off body",
      .certificate,
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
      .environment,
      headers: [("X-Amzn-Requestid", "r-h")],
      environment(""),
      .value("e []", id: "r-h")
    ),
    Case("no id", .environment, environment(""), .value("e []")),
    Case(
      "null in place of a structure",
      .environment,
      environment(", \"NetworkConfiguration\": null"),
      .value("e []")
    ),
    Case(
      "an empty structure",
      .environment,
      environment(", \"NetworkConfiguration\": {}"),
      .value("e []")
    ),
    Case(
      "a list in a structure",
      .environment,
      environment(", \"NetworkConfiguration\": {\"SubnetIds\": [\"s-1\", \"s-2\"]}"),
      .value("e [s-1, s-2]")
    ),
    Case(
      "null in a list in a structure",
      .environment,
      environment(", \"NetworkConfiguration\": {\"SubnetIds\": [null]}"),
      .missing("Environment.NetworkConfiguration.SubnetIds.1")
    ),
    Case(
      "a value of the future",
      .environment,
      environment("").replacing("AVAILABLE", with: "NAPPING"),
      .value("e []")
    ),
    Case("an empty body", .environment, "", .unreadable),
    Case("nothing within", .environment, "{}", .missing("Environment")),
    Case(
      "keys of a role",
      .role,
      headers: [("x-amzn-requestid", "r-h")],
      """
      {"roleCredentials": {"accessKeyId": "AKIDEXAMPLE", "secretAccessKey": "s", \
      "sessionToken": "t", "expiration": 1767323045999}}
      """,
      .value("1767323045", id: "r-h")
    ),
    Case(
      "no keys of a role",
      .role,
      "{\"roleCredentials\": {\"accessKeyId\": \"A\"}}",
      .missing("roleCredentials.secretAccessKey")
    ),
    Case(
      "a token",
      .token,
      "{\"accessToken\": \"a\", \"expiresIn\": 28800, \"tokenType\": \"Bearer\"}",
      .value("28800")
    ),
    Case("no token", .token, "{\"expiresIn\": 28800}", .missing("accessToken")),
  ]
}
