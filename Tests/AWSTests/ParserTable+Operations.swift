@testable import AWS

// The answers of the operations that the protocols' own cases don't show.
extension ParserTable {
  static func ec2Answer(_ name: String, _ content: String) -> String {
    "<\(name)Response xmlns=\"urn:ec2\"><requestId>r-b</requestId>\(content)</\(name)Response>"
  }

  static let network = [
    Case(
      "endpoints",
      .describeVPCEndpoints,
      ec2Answer(
        "DescribeVpcEndpoints",
        """
        <vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><serviceName>s</serviceName>\
        <state>Available</state><vpcEndpointType>Interface</vpcEndpointType><vpcId>vpc-1</vpcId>\
        <networkInterfaceIdSet><item>eni-1</item><item>eni-2</item></networkInterfaceIdSet>\
        <dnsEntrySet><item><dnsName>a.example</dnsName></item></dnsEntrySet></item>\
        </vpcEndpointSet><nextToken>t</nextToken>
        """
      ),
      .value("vpce-1 available [eni-1, eni-2] [a.example] then t", id: "r-b")
    ),
    Case(
      "an endpoint without a state",
      .describeVPCEndpoints,
      ec2Answer(
        "DescribeVpcEndpoints",
        """
        <vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><serviceName>s</serviceName>\
        </item></vpcEndpointSet>
        """
      ),
      .missing("vpcEndpointSet.1.state")
    ),
    Case(
      "interfaces, the primary address first",
      .describeNetworkInterfaces,
      ec2Answer(
        "DescribeNetworkInterfaces",
        """
        <networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId>\
        <subnetId>s</subnetId><vpcId>v</vpcId><availabilityZone>a</availabilityZone>\
        <status>in-use</status><privateIpAddress>10.0.0.5</privateIpAddress><privateIpAddressesSet>\
        <item><privateIpAddress>10.0.0.9</privateIpAddress><primary>false</primary></item>\
        <item><privateIpAddress>10.0.0.5</privateIpAddress><primary>true</primary></item>\
        </privateIpAddressesSet><ipv6AddressesSet><item><ipv6Address>2001:db8::5</ipv6Address></item>\
        </ipv6AddressesSet></item></networkInterfaceSet>
        """
      ),
      .value("eni-1 in-use [10.0.0.5, 10.0.0.9, 2001:db8::5]", id: "r-b")
    ),
    Case(
      "an interface without a subnet",
      .describeNetworkInterfaces,
      ec2Answer(
        "DescribeNetworkInterfaces",
        """
        <networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId></item>\
        </networkInterfaceSet>
        """
      ),
      .missing("networkInterfaceSet.1.subnetId")
    ),
  ]

  static let certificates = [
    Case(
      "a list of certificates",
      .listCertificates,
      """
      {"CertificateSummaryList": [{"CertificateArn": "arn", "KeyAlgorithm": "RSA-2048", \
      "SubjectAlternativeNameSummaries": ["a.example"], "NotAfter": 1767323045.5, \
      "HasAdditionalSubjectAlternativeNames": true}], "NextToken": "t"}
      """,
      .value("arn RSA_2048 [a.example] 1767323045 and more then t")
    ),
    Case("no list of certificates", .listCertificates, "{}", .missing("CertificateSummaryList")),
    Case(
      "a certificate without its ARN",
      .listCertificates,
      "{\"CertificateSummaryList\": [{\"DomainName\": \"a.example\"}]}",
      .missing("CertificateSummaryList.1.CertificateArn")
    ),
    Case(
      "a certificate's tags",
      .listTagsForCertificate,
      "{\"Tags\": [{\"Key\": \"a\", \"Value\": \"1\"}, {\"Key\": \"b\"}]}",
      .value("a=1, b=")
    ),
    Case("no tags", .listTagsForCertificate, "{}", .value("")),
    Case(
      "a tag without a key",
      .listTagsForCertificate,
      "{\"Tags\": [{}]}",
      .missing("Tags.1.Key")
    ),
    Case(
      "an import",
      .importCertificate,
      headers: [("x-amzn-requestid", "r-h")],
      "{\"CertificateArn\": \"arn:new\"}",
      .value("arn:new", id: "r-h")
    ),
    Case("an import without an ARN", .importCertificate, "{}", .missing("CertificateArn")),
    Case("tags that were added", .addTagsToCertificate, "", .value("done")),
  ]

  static let others = [
    Case(
      "environments",
      .listEnvironments,
      headers: [("x-amzn-requestid", "r-h")],
      "{\"Environments\": [\"a\", \"b\"], \"NextToken\": \"t\"}",
      .value("a, b then t", id: "r-h")
    ),
    Case("no environments", .listEnvironments, "{\"Environments\": []}", .value("")),
    Case(
      "the last page",
      .listEnvironments,
      "{\"Environments\": [\"a\"], \"NextToken\": null}",
      .value("a")
    ),
    Case("no list of environments", .listEnvironments, "{}", .missing("Environments")),
    Case(
      "null in place of an environment",
      .listEnvironments,
      "{\"Environments\": [\"a\", null]}",
      .missing("Environments.2")
    ),
    Case(
      "keys by a token",
      .assumeRoleWithWebIdentity,
      session(until: "2026-01-02T03:04:05Z")
        .replacing("AssumeRole", with: "AssumeRoleWithWebIdentity"),
      .value("1767323045")
    ),
    Case(
      "no keys by a token",
      .assumeRoleWithWebIdentity,
      balanced(.assumeRoleWithWebIdentity, ""),
      .missing("AssumeRoleWithWebIdentityResult.Credentials")
    ),
  ]
}
