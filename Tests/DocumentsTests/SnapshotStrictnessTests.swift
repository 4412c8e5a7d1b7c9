import Core
import Documents
import Testing

@Suite struct SnapshotStrictnessTests {
  private func decode(_ text: String) throws -> Observation {
    try SnapshotDocument.decode(Array(text.utf8), file: "world.json")
  }

  private func message(of text: String) -> String? {
    #expect(throws: DocumentError.self) { try decode(text) }?.description
  }

  private static let head =
    #""formatVersion":1,"observedAt":"2026-01-02T03:04:05Z","caller":"123456789012""#

  private static func place(_ members: String) -> String {
    #"{\#(head),"places":[{"account":"123456789012","region":"us-west-2",\#(members)}]}"#
  }

  @Test func `a world by hand may leave out what is empty`() throws {
    #expect(
      try decode("{\(Self.head)}") == Observation(observedAt: noon, caller: account())
    )
    let group = "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/web/1"
    let world = try decode(
      Self.place(
        #"""
        "targetGroups":[{"arn":"\#(group)","name":"web","targetType":"ip","vpcId":null,
          "healthCheck":{"matcher":"302, 200"},
          "targets":[{"id":"10.0.1.5","port":443,"state":"healthy"}]}],
        "rules":[{"arn":"\#(group)","listener":"\#(group)","priority":1,
          "hosts":["B.example.com","a.example.com"],
          "actions":[{"type":"forward","targetGroups":["\#(group)"]},{"type":"redirect"}]}],
        "vpcEndpoints":[{"id":"vpce-1","serviceName":"s","vpcId":"vpc-1","state":"Available"}]
        """#
      )
    )
    let resources = try #require(
      world.places[Place(account: account(), region: "us-west-2")]
    )
    #expect(
      try resources.targetGroups == [
        TargetGroup(
          arn: arn(group),
          name: "web",
          targetType: "ip",
          protocol: nil,
          port: nil,
          vpcId: nil,
          healthCheck: HealthCheck(matcher: Matcher(codes: [200, 302])),
          targets: [RegisteredTarget(target("10.0.1.5"), state: "healthy")]
        )
      ]
    )
    #expect(resources.rules.first?.hosts == ["a.example.com", "b.example.com"])
    #expect(
      try resources.rules.first?.actions == [.forward([arn(group)]), .other("redirect")]
    )
    #expect(resources.vpcEndpoints.first?.state == "available")
  }

  @Test(arguments: [
    ("[]", "expected an object, found a list"),
    ("{}", "missing member \"formatVersion\""),
    (#"{"formatVersion":"1"}"#, "formatVersion: expected a number, found a string"),
    (#"{"formatVersion":1}"#, "missing member \"observedAt\""),
    ("{\(head),\"place\":[]}", "unknown key \"place\"; did you mean \"places\"?"),
    ("{\(head),\"Answers\":[]}", "unknown key \"Answers\"; did you mean \"answers\"?"),
    (
      "{\(head),\"x\\u001b\":[]}",
      #"unknown key "x\u{1b}"; known here: formatVersion, tool, observedAt, caller, places, names, answers, files"#
    ),
    (
      "{\(head),\"zzz\":[]}",
      "unknown key \"zzz\"; known here: formatVersion, tool, observedAt, caller, places, names, "
        + "answers, files"
    ),
    ("{\(head),\"tool\":{\"name\":\"x\"}}", "tool: missing member \"version\""),
    ("{\(head),\"places\":{}}", "places: expected a list, found an object"),
    (place(#""subnets":null"#), "places[0].subnets: expected a list, found null"),
    (place(#""subnets":[{"id":1}]"#), "places[0].subnets[0].id: expected a string, found a number"),
    (
      place(#""vpcEndpoint":[]"#),
      "places[0]: unknown key \"vpcEndpoint\"; did you mean \"vpcEndpoints\"?"
    ),
    (
      place(#""unread":[{"kind":"listener","name":"a","reason":"b"}]"#),
      "places[0].unread[0].kind: unknown kind \"listener\"; expected one of loadBalancer, "
        + "certificate, securityGroup, prefixList"
    ),
    (
      place(
        #""targetGroups":[{"arn":"arn:aws:a:b:123456789012:d","name":"n","targetType":"ip","healthCheck":{},"#
          + #""ledgerTags":{"Owner":"us"}}]"#
      ),
      "places[0].targetGroups[0].ledgerTags: the key \"Owner\" doesn't begin with mooring:targets:"
    ),
    (place(#""apiHosts":{"ec2":1}"#), "places[0].apiHosts.ec2: expected a string, found a number"),
    (
      place(#""certificates":[{"arn":"x"}]"#),
      "places[0].certificates[0].arn: \"x\" isn't an ARN "
        + "(arn:partition:service:region:account:resource)"
    ),
    (
      #"{\#(head),"places":[{"account":"1","region":"r"}]}"#,
      "places[0].account: \"1\" isn't an account (twelve digits)"
    ),
    (
      #"{\#(head),"answers":[{"address":"10.0.0.256"}]}"#,
      "answers[0].address: \"10.0.0.256\" isn't an IPv4 or IPv6 address"
    ),
    (
      #"{\#(head),"answers":[{"address":"10.0.0.1","status":99}]}"#,
      "answers[0].status: 99 is out of range; expected 100 to 599"
    ),
    (
      place(#""rules":[{"actions":[{"type":"redirect","targetGroups":[]}]}]"#),
      "places[0].rules[0]: missing member \"arn\""
    ),
    (
      place(#""subnets":[]},{"account":"123456789012","region":"us-west-2""#),
      "places: 123456789012/us-west-2 is here for the second time"
    ),
  ])
  func `a mistake is refused with its place`(text: String, message: String) {
    let description = self.message(of: text)
    #expect(description?.hasPrefix("world.json:") == true)
    #expect(description?.hasSuffix(" " + message) == true, "\(description ?? "")")
  }

  @Test(arguments: ["\"2026-01-02T03:04:05Z\"", "1767323045"])
  func `a certificate's end is read as text and in seconds`(end: String) throws {
    let certificate = "arn:aws:acm:us-west-2:123456789012:certificate/1"
    let world = try decode(
      Self.place(
        #"""
        "certificates":[{"arn":"\#(certificate)","domainName":"a","status":"ISSUED",
          "notAfter":\#(end)}]
        """#
      )
    )
    let place = Place(account: try account(), region: "us-west-2")
    #expect(world.places[place]?.certificates.map(\.notAfter) == [noon])
  }

  @Test func `a file of another version is refused`() {
    let text = #"{"formatVersion":2,"somethingNew":true}"#
    #expect(
      message(of: text) == """
        world.json: formatVersion: this program reads version 1, and the file has version 2; use \
        the version of mooring that wrote it, or write it again
        """
    )
  }

  @Test func `what a terminal would obey is shown as text`() {
    let text = "{\(Self.head),\"caller2\u{7f}\u{202e}\":1}"
    #expect(
      message(of: text)?.contains(#"unknown key "caller2\u{7f}\u{202e}""#) == true
    )
  }

  static let networks: [(members: String, message: String)] = [
    (
      #""subnets":[{"id":"a","vpcId":"b","availabilityZone":"c","availabilityZoneId":"d","#
        + #""cidrBlocks":["10.0.0.0"]}]"#,
      "subnets[0].cidrBlocks[0]: \"10.0.0.0\" isn't a range of addresses, such as 10.0.0.0/16"
    ),
    (
      #""securityGroups":[{"id":"a","vpcId":"b","egress":[{"protocol":"tcp","fromPort":2,"#
        + #""toPort":1}]}]"#,
      "securityGroups[0].egress[0]: fromPort and toPort are a range: both or none, the smaller first"
    ),
    (
      #""securityGroups":[{"id":"a","vpcId":"b","ingress":[{"protocol":"tcp","fromPort":2}]}]"#,
      "securityGroups[0].ingress[0]: fromPort and toPort are a range: both or none, the smaller first"
    ),
    (
      #""prefixLists":[{"id":"a","ranges":["10.0.0.0/33"]}]"#,
      "prefixLists[0].ranges[0]: \"10.0.0.0/33\" isn't a range of addresses, such as 10.0.0.0/16"
    ),
  ]

  @Test(arguments: networks)
  func `a network that can't be is refused`(members: String, message: String) {
    #expect(self.message(of: Self.place(members)) == "world.json: places[0].\(message)")
  }
}
