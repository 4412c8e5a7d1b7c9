@testable import AWS

// What Elastic Load Balancing answers.
extension ParserTable {
  /// An answer of the `query` protocol around the members of its result.
  static func balanced(_ operation: APIOperation, _ content: String) -> String {
    let name = operation.rawValue
    return "<\(name)Response><\(name)Result>\(content)</\(name)Result>\(metadata)</\(name)Response>"
  }

  private static func members(_ list: String, _ members: String...) -> String {
    "<\(list)>\(members.map { "<member>\($0)</member>" }.joined())</\(list)>"
  }

  private static let group = """
    <TargetGroupArn>arn</TargetGroupArn><TargetGroupName>web</TargetGroupName>\
    <TargetType>ip</TargetType><HealthCheckPath>/health</HealthCheckPath>\
    <Matcher><HttpCode>200,302</HttpCode></Matcher>
    """

  private static let balancer = """
    <LoadBalancerArn>arn</LoadBalancerArn><LoadBalancerName>front</LoadBalancerName>\
    <DNSName>d</DNSName><Type>application</Type>
    """

  private static let listener = """
    <ListenerArn>arn</ListenerArn><LoadBalancerArn>b</LoadBalancerArn><Port>443</Port>\
    <Protocol>HTTPS</Protocol>\(members("Certificates", "<CertificateArn>c</CertificateArn>"))\
    \(members("DefaultActions", "<Type>forward</Type><TargetGroupArn>g</TargetGroupArn>"))
    """

  private static func forward(_ groups: (arn: String, weight: Int)...) -> String {
    let groups = groups.map { group in
      "<member><TargetGroupArn>\(group.arn)</TargetGroupArn><Weight>\(group.weight)</Weight></member>"
    }
    return "<Type>forward</Type><ForwardConfig><TargetGroups>\(groups.joined())</TargetGroups>"
      + "</ForwardConfig>"
  }

  private static func rule(_ conditions: String...) -> String {
    let list = conditions.map { "<member>\($0)</member>" }.joined()
    return "<RuleArn>arn</RuleArn><Priority>7</Priority><IsDefault>false</IsDefault>"
      + "<Conditions>\(list)</Conditions>" + members("Actions", forward(("g", 5)))
  }

  private static let host = """
    <Field>host-header</Field><HostHeaderConfig>\
    \(members("Values", "a.example", "b.example"))</HostHeaderConfig>
    """

  static let balancing = [
    Case(
      "groups",
      .describeTargetGroups,
      balanced(
        .describeTargetGroups,
        members("TargetGroups", group) + "<NextMarker>m</NextMarker>"
      ),
      .value("web ip /health 200,302 then m", id: "r-b")
    ),
    Case(
      "a group without a name",
      .describeTargetGroups,
      balanced(
        .describeTargetGroups,
        members("TargetGroups", "<TargetGroupArn>arn</TargetGroupArn>")
      ),
      .missing("DescribeTargetGroupsResult.TargetGroups.1.TargetGroupName")
    ),
    Case(
      "attributes",
      .describeTargetGroupAttributes,
      balanced(
        .describeTargetGroupAttributes,
        members("Attributes", "<Key>b</Key><Value>1</Value>", "<Key>a</Key>")
      ),
      .value("a=, b=1", id: "r-b")
    ),
    Case(
      "no attributes",
      .describeTargetGroupAttributes,
      balanced(.describeTargetGroupAttributes, ""),
      .missing("DescribeTargetGroupAttributesResult.Attributes")
    ),
    Case(
      "load balancers",
      .describeLoadBalancers,
      balanced(
        .describeLoadBalancers,
        members(
          "LoadBalancers",
          balancer + members("SecurityGroups", "sg-1", "sg-2")
            + members("AvailabilityZones", "<ZoneName>a</ZoneName>")
        )
      ),
      .value("front application [sg-1, sg-2] [a]", id: "r-b")
    ),
    Case(
      "no load balancers",
      .describeLoadBalancers,
      balanced(.describeLoadBalancers, ""),
      .missing("DescribeLoadBalancersResult.LoadBalancers")
    ),
    Case(
      "listeners",
      .describeListeners,
      balanced(.describeListeners, members("Listeners", listener)),
      .value("HTTPS:443 [c] forward g*1", id: "r-b")
    ),
    Case(
      "a port that is none",
      .describeListeners,
      balanced(
        .describeListeners,
        members("Listeners", listener.replacing("443", with: "https"))
      ),
      .unreadable
    ),
    Case(
      "certificates",
      .describeListenerCertificates,
      balanced(
        .describeListenerCertificates,
        members(
          "Certificates",
          "<CertificateArn>c</CertificateArn><IsDefault>true</IsDefault>",
          "<CertificateArn>d</CertificateArn>"
        )
      ),
      .value("c default, d", id: "r-b")
    ),
    Case(
      "a certificate without its ARN",
      .describeListenerCertificates,
      balanced(.describeListenerCertificates, members("Certificates", "")),
      .missing("DescribeListenerCertificatesResult.Certificates.1.CertificateArn")
    ),
    Case(
      "rules",
      .describeRules,
      balanced(
        .describeRules,
        members("Rules", rule(host), rule("<Field>path-pattern</Field>"))
      ),
      .value("7 [a.example, b.example] forward g*1, 7 [] and more forward g*1", id: "r-b")
    ),
    Case(
      "a rule that splits",
      .describeRules,
      balanced(
        .describeRules,
        members("Rules", rule().replacing(forward(("g", 5)), with: forward(("g", 5), ("h", 0))))
      ),
      .value("7 [] forward g*5 h*0", id: "r-b")
    ),
    Case(
      "a rule without a priority",
      .describeRules,
      balanced(.describeRules, members("Rules", "<RuleArn>arn</RuleArn>")),
      .missing("DescribeRulesResult.Rules.1.Priority")
    ),
    Case(
      "tags",
      .describeTags,
      balanced(
        .describeTags,
        members(
          "TagDescriptions",
          "<ResourceArn>arn</ResourceArn>"
            + members("Tags", "<Key>a</Key><Value>1</Value>", "<Key>b</Key>")
        )
      ),
      .value("arn [a=1, b=]", id: "r-b")
    ),
    Case(
      "no descriptions",
      .describeTags,
      balanced(.describeTags, ""),
      .missing("DescribeTagsResult.TagDescriptions")
    ),
  ]

  static let balancingWrites =
    [APIOperation.deregisterTargets, .addListenerCertificates, .addTags, .removeTags].flatMap {
      [
        Case("\($0)", $0, balanced($0, ""), .value("done", id: "r-b")),
        Case(
          "\($0), no result",
          $0,
          balanced($0, "").replacing("Result", with: "Other"),
          .missing("\($0.rawValue)Result")
        ),
      ]
    }
    + [
      made(.createTargetGroup, "TargetGroups", group, "web ip /health 200,302"),
      made(.modifyTargetGroup, "TargetGroups", group, "web ip /health 200,302"),
      made(.createListener, "Listeners", listener, "HTTPS:443 [c] forward g*1"),
      made(.modifyListener, "Listeners", listener, "HTTPS:443 [c] forward g*1"),
      made(.createRule, "Rules", rule(host), "7 [a.example, b.example] forward g*1"),
      made(.modifyRule, "Rules", rule(host), "7 [a.example, b.example] forward g*1"),
      made(.setRulePriorities, "Rules", rule(host), "7 [a.example, b.example] forward g*1"),
    ].flatMap(\.self)

  /// What is made or changed is answered as a list of one.
  private static func made(
    _ operation: APIOperation,
    _ list: String,
    _ member: String,
    _ words: String
  ) -> [Case] {
    [
      Case(
        "\(operation)",
        operation,
        balanced(operation, members(list, member)),
        .value(words, id: "r-b")
      ),
      Case(
        "\(operation), two",
        operation,
        balanced(operation, members(list, member, member)),
        .unreadable
      ),
      Case("\(operation), none", operation, balanced(operation, members(list)), .unreadable),
      Case(
        "\(operation), no list",
        operation,
        balanced(operation, ""),
        .missing("\(operation.rawValue)Result.\(list)")
      ),
    ]
  }
}
