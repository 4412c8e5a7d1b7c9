import Testing

@testable import AWS

@Suite struct ELBv2ListenerTests {
  static func action(_ members: String) async throws -> ELBv2.Action {
    let call = try ELBv2ReadingTests.firstPage(ELBv2.describeListeners(loadBalancer: "arn:lb"))
    let page = try await ELBv2ReadingTests.read(
      call,
      """
      <Listeners><member><ListenerArn>arn:li</ListenerArn><LoadBalancerArn>arn:lb</LoadBalancerArn>
      <Port>443</Port><Protocol>HTTPS</Protocol><SslPolicy>policy</SslPolicy>
      <Certificates><member><CertificateArn>arn:cert</CertificateArn></member></Certificates>
      <DefaultActions><member>\(members)</member></DefaultActions></member></Listeners>
      """
    )
    let listener = try #require(page.items.first)
    #expect(listener.certificates == ["arn:cert"])
    #expect(listener.port == 443)
    #expect(listener.protocolName == "HTTPS")
    #expect(listener.sslPolicy == "policy")
    return try #require(listener.defaultActions.first)
  }

  static let single = "<TargetGroupArn>arn:a</TargetGroupArn>"
  static let config = """
    <ForwardConfig><TargetGroups><member><TargetGroupArn>arn:a</TargetGroupArn><Weight>7</Weight>\
    </member></TargetGroups><TargetGroupStickinessConfig><Enabled>false</Enabled>\
    </TargetGroupStickinessConfig></ForwardConfig>
    """

  @Test(arguments: [single, config, single + config])
  func `one target group is one, however it is written`(members: String) async throws {
    let action = try await Self.action("<Type>forward</Type><Order>1</Order>\(members)")
    #expect(action == .init(type: "forward", targetGroups: [.init(arn: "arn:a", weight: 1)]))
  }

  @Test func `several target groups keep their weights`() async throws {
    let action = try await Self.action(
      """
      <Type>forward</Type><ForwardConfig><TargetGroups>
      <member><TargetGroupArn>arn:a</TargetGroupArn><Weight>0</Weight></member>
      <member><TargetGroupArn>arn:b</TargetGroupArn></member>
      </TargetGroups></ForwardConfig>
      """
    )
    #expect(
      action.targetGroups == [.init(arn: "arn:a", weight: 0), .init(arn: "arn:b", weight: 1)]
    )
  }

  @Test func `a single target group of weight zero is kept as such`() async throws {
    let action = try await Self.action(
      """
      <Type>forward</Type><ForwardConfig><TargetGroups>\
      <member><TargetGroupArn>arn:a</TargetGroupArn><Weight>0</Weight></member>\
      </TargetGroups></ForwardConfig>
      """
    )
    #expect(action.targetGroups == [.init(arn: "arn:a", weight: 0)])
  }

  @Test func `a fixed response and an unknown type are read`() async throws {
    let fixed = try await Self.action(
      """
      <Type>fixed-response</Type>\
      <FixedResponseConfig><StatusCode>404</StatusCode></FixedResponseConfig>
      """
    )
    #expect(fixed == .init(type: "fixed-response", targetGroups: []))
    #expect(try await Self.action("<Type>teleport</Type>").type == "teleport")
  }

  struct Condition: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let xml: String
    let hosts: [String]
    let others: Bool
  }

  static let conditions = [
    Condition(
      testDescription: "hosts, both ways",
      xml: """
        <member><Field>host-header</Field><Values><member>a.example</member></Values>\
        <HostHeaderConfig><Values><member>a.example</member></Values></HostHeaderConfig></member>
        """,
      hosts: ["a.example"],
      others: false
    ),
    Condition(
      testDescription: "hosts, the old way",
      xml: """
        <member><Field>host-header</Field><Values><member>a.example</member>\
        <member>*.b.example</member></Values></member>
        """,
      hosts: ["a.example", "*.b.example"],
      others: false
    ),
    Condition(
      testDescription: "a host and a path",
      xml: """
        <member><Field>path-pattern</Field><Values><member>/x</member></Values></member>\
        <member><Field>host-header</Field><Values><member>a.example</member></Values></member>
        """,
      hosts: ["a.example"],
      others: true
    ),
    Condition(
      testDescription: "hosts by regular expression",
      xml: """
        <member><Field>host-header</Field><HostHeaderConfig><RegexValues><member>.*</member>\
        </RegexValues></HostHeaderConfig></member>
        """,
      hosts: [],
      others: true
    ),
    Condition(testDescription: "none", xml: "", hosts: [], others: false),
  ]

  @Test func `a listener's further certificates are told from its default one`() async throws {
    let call = try ELBv2ReadingTests.firstPage(ELBv2.describeListenerCertificates(of: "arn:li"))
    let page = try await ELBv2ReadingTests.read(
      call,
      """
      <Certificates><member><CertificateArn>arn:a</CertificateArn><IsDefault>true</IsDefault></member>
      <member><CertificateArn>arn:b</CertificateArn><IsDefault>false</IsDefault></member>
      <member><CertificateArn>arn:c</CertificateArn></member></Certificates><NextMarker>n</NextMarker>
      """
    )
    #expect(page.items.map(\.arn) == ["arn:a", "arn:b", "arn:c"])
    #expect(page.items.map(\.isDefault) == [true, false, false])
    #expect(page.next == "n")
  }

  @Test(arguments: conditions)
  func `a rule's hosts are told from its other conditions`(condition: Condition) async throws {
    let call = try ELBv2ReadingTests.firstPage(ELBv2.describeRules(listener: "arn:li"))
    let page = try await ELBv2ReadingTests.read(
      call,
      """
      <Rules><member><RuleArn>arn:r</RuleArn><Priority>10</Priority><IsDefault>false</IsDefault>
      <Conditions>\(condition.xml)</Conditions>
      <Actions><member><Type>forward</Type><TargetGroupArn>arn:a</TargetGroupArn></member></Actions>
      </member></Rules>
      """
    )
    #expect(
      page.items == [
        .init(
          arn: "arn:r",
          priority: "10",
          isDefault: false,
          hosts: condition.hosts,
          hasOtherConditions: condition.others,
          actions: [.init(type: "forward", targetGroups: [.init(arn: "arn:a", weight: 1)])]
        )
      ]
    )
  }
}
