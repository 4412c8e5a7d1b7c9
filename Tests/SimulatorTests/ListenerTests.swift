import Core
import Simulator
import Testing

@Suite struct ListenerTests {
  private static let otherRegionCertificate =
    "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  @Test func `a new listener is shown as it was made, and its group knows`() async throws {
    let bench = try Bench()
    let reply = try await bench.createListener([
      ("SslPolicy", "ELBSecurityPolicy-TLS13-1-2-2021-06"), ("Tags.member.1.Key", "k"),
      ("Tags.member.1.Value", "v"),
    ])
    let arn = try #require(reply.first("ListenerArn"))
    #expect(arn.hasPrefix(SampleWorld.arnText("listener/app/airflow-prod/50dc6c495c0c9188/")))
    let shown = try await bench.elb("DescribeListeners", [("ListenerArns.member.1", arn)])
    for answer in [reply, shown] {
      #expect(answer.first("Port") == "8443")
      #expect(answer.first("Protocol") == "HTTPS")
      #expect(answer.first("SslPolicy") == "ELBSecurityPolicy-TLS13-1-2-2021-06")
      #expect(answer.all("CertificateArn") == [SampleWorld.certificateARN])
      #expect(
        answer.all("TargetGroupArn") == [SampleWorld.unusedGroupARN, SampleWorld.unusedGroupARN]
      )
    }
    let groups = bench.cloud.observation().places[try SampleWorld.place()]?.targetGroups ?? []
    #expect(groups.map(\.loadBalancers.count) == [1, 1])
    let tags = try await bench.elb("DescribeTags", [("ResourceArns.member.1", arn)])
    #expect(tags.all("Key") == ["k"])
  }

  @Test func `a listener for HTTPS gets ELBv2's own policy, one for HTTP none`() async throws {
    let bench = try Bench()
    let secure = try await bench.createListener()
    #expect(secure.first("SslPolicy") == "ELBSecurityPolicy-2016-08")
    let plain = try await bench.createListener([("Port", "80"), ("Protocol", "HTTP")])
    #expect(plain.first("SslPolicy") == nil)
    #expect(plain.all("CertificateArn") == [])
  }

  /// Each case changes what would be a good listener in one way.
  @Test(arguments: [
    ("Port", "443", "DuplicateListener"), ("Port", "0", "ValidationError"),
    ("Port", "70000", "ValidationError"), ("Port", "https", "ValidationError"),
    ("Protocol", "TLS", "ValidationError"), ("SslPolicy", "TLS13", "SSLPolicyNotFound"),
    ("Certificates.member.1.CertificateArn", otherRegionCertificate, "CertificateNotFound"),
    ("Certificates.member.1.CertificateArn", "", "ValidationError"),
    ("LoadBalancerArn", SampleWorld.arnText("loadbalancer/app/n/1"), "LoadBalancerNotFound"),
    ("LoadBalancerArn", SampleWorld.groupARN, "ValidationError"),
    ("LoadBalancerArn", SampleWorld.otherLoadBalancerARN, "TargetGroupAssociationLimit"),
    (
      "DefaultActions.member.1.TargetGroupArn", SampleWorld.arnText("targetgroup/n/1"),
      "TargetGroupNotFound"
    ),
    ("DefaultActions.member.1.TargetGroupArn", "", "ValidationError"),
    ("DefaultActions.member.1.Type", "teleport", "ValidationError"),
    ("DefaultActions.member.1.Type", "fixed-response", "ValidationError"),
    ("Certificates.member.2.CertificateArn", SampleWorld.certificateARN, "TooManyCertificates"),
  ])
  func `a listener that can't be is refused, and nothing changes`(
    name: String,
    value: String,
    code: String
  ) async throws {
    let bench = try Bench()
    let before = bench.cloud.observation()
    let reply = try await bench.createListener([
      ("DefaultActions.member.1.TargetGroupArn", SampleWorld.groupARN), (name, value),
    ])
    #expect(reply.status == 400)
    #expect(reply.first("Code") == code)
    #expect(bench.cloud.observation() == before)
  }

  @Test func `a group of another VPC or protocol can't be forwarded to`() async throws {
    for (edit, code) in [
      ({ (group: inout TargetGroup) in group.vpcId = "vpc-2" }, "InvalidConfigurationRequest"),
      ({ (group: inout TargetGroup) in group.protocol = "TCP" }, "IncompatibleProtocols"),
    ] {
      let bench = try Bench { world in
        let place = try SampleWorld.place()
        var spare = try #require(world.places[place]?.targetGroups.last)
        edit(&spare)
        world.places[place]?.targetGroups[1] = spare
      }
      #expect(try await bench.createListener().first("Code") == code)
    }
  }

  @Test func `a certificate that is not issued can't be used`() async throws {
    let bench = try Bench {
      let place = try SampleWorld.place()
      $0.places[place]?.certificates[0].status = "EXPIRED"
    }
    #expect(try await bench.createListener().first("Code") == "UnsupportedCertificate")
  }

  @Test func `a fixed response is echoed, also for a listener of the world file`() async throws {
    let bench = try Bench {
      let place = try SampleWorld.place()
      $0.places[place]?.listeners[0].defaultActions = [.other("fixed-response")]
    }
    let made = try await bench.createListener([
      ("DefaultActions.member.1.Type", "fixed-response"),
      ("DefaultActions.member.1.FixedResponseConfig.StatusCode", "404"),
      ("DefaultActions.member.1.FixedResponseConfig.MessageBody", "no"),
    ])
    #expect(made.first("MessageBody") == "no")
    let shown = try await bench.elb(
      "DescribeListeners",
      [("LoadBalancerArn", SampleWorld.loadBalancerARN)]
    )
    #expect(shown.all("Type") == ["fixed-response", "fixed-response"])
    #expect(shown.all("StatusCode") == ["404", "404"])
  }

  @Test func `a weighted forward keeps its groups and weights`() async throws {
    let bench = try Bench()
    let action = "DefaultActions.member.1."
    let reply = try await bench.elb(
      "ModifyListener",
      [
        ("ListenerArn", SampleWorld.listenerARN), (action + "Type", "forward"),
        (action + "ForwardConfig.TargetGroups.member.1.TargetGroupArn", SampleWorld.groupARN),
        (action + "ForwardConfig.TargetGroups.member.1.Weight", "3"),
        (action + "ForwardConfig.TargetGroups.member.2.TargetGroupArn", SampleWorld.unusedGroupARN),
        (action + "ForwardConfig.TargetGroups.member.2.Weight", "1"),
      ]
    )
    #expect(reply.all("TargetGroupArn") == [SampleWorld.groupARN, SampleWorld.unusedGroupARN])
    #expect(reply.all("Weight") == ["3", "1"])
    let world = bench.cloud.observation().places[try SampleWorld.place()]
    #expect(
      world?.listeners[0].defaultActions == [
        .forward([
          try SampleWorld.arn(SampleWorld.groupARN),
          try SampleWorld.arn(SampleWorld.unusedGroupARN),
        ])
      ]
    )
    #expect(world?.targetGroups.map(\.loadBalancers.count) == [1, 1])
  }

  @Test func `only what is named of a listener changes`() async throws {
    let bench = try Bench()
    let reply = try await bench.elb(
      "ModifyListener",
      [("ListenerArn", SampleWorld.listenerARN), ("Port", "444")]
    )
    #expect(reply.first("Port") == "444")
    var expected = try SampleWorld.make()
    expected.places[try SampleWorld.place()]?.listeners[0].port = 444
    #expect(bench.cloud.observation() == expected)
  }

  @Test(arguments: [
    ("ListenerArn", SampleWorld.arnText("listener/app/n/1/2"), "ListenerNotFound"),
    ("ListenerArn", "x", "ValidationError"), ("Port", "8443", "DuplicateListener"),
    ("Certificates.member.1.CertificateArn", otherRegionCertificate, "CertificateNotFound"),
    ("SslPolicy", "none", "SSLPolicyNotFound"), ("PageSize", "1", nil),
  ])
  func `a change that can't be is refused`(
    name: String,
    value: String,
    code: String?
  ) async throws {
    let bench = try Bench()
    _ = try await bench.createListener()
    let reply = try await bench.elb(
      "ModifyListener",
      [("ListenerArn", SampleWorld.listenerARN), (name, value)]
    )
    #expect(reply.first("Code") == code)
  }

  @Test func `listeners are asked for by load balancer or by ARN`() async throws {
    let bench = try Bench()
    let none = try await bench.elb(
      "DescribeListeners",
      [("LoadBalancerArn", SampleWorld.otherLoadBalancerARN)]
    )
    #expect(none.status == 200)
    #expect(none.all("ListenerArn") == [])
    for (parameters, code) in [
      ([], "ValidationError"),
      ([("LoadBalancerArn", SampleWorld.arnText("loadbalancer/app/n/1"))], "LoadBalancerNotFound"),
      ([("ListenerArns.member.1", SampleWorld.arnText("listener/app/n/1/2"))], "ListenerNotFound"),
    ] {
      #expect(try await bench.elb("DescribeListeners", parameters).first("Code") == code)
    }
  }

  @Test func `the default rule comes last, and shows the default actions`() async throws {
    let bench = try Bench { world in
      let place = try SampleWorld.place()
      world.places[place]?.rules = try [20, 9].map { priority in
        Rule(
          arn: try SampleWorld.arn(
            SampleWorld.arnText("listener-rule/app/airflow-prod/50dc6c495c0c9188/f2f7/\(priority)")
          ),
          listener: try SampleWorld.arn(SampleWorld.listenerARN),
          priority: priority,
          hosts: ["a.example.com"],
          hasOtherConditions: priority == 20,
          actions: [.forward([try SampleWorld.arn(SampleWorld.groupARN)])]
        )
      }
    }
    let reply = try await bench.elb("DescribeRules", [("ListenerArn", SampleWorld.listenerARN)])
    #expect(reply.all("Priority") == ["9", "20", "default"])
    #expect(reply.all("IsDefault") == ["false", "false", "true"])
    #expect(reply.all("Field") == ["host-header", "host-header", "path-pattern"])
    let first = try await bench.elb(
      "DescribeRules",
      [("ListenerArn", SampleWorld.listenerARN), ("PageSize", "2")]
    )
    let rest = try await bench.elb(
      "DescribeRules",
      [
        ("ListenerArn", SampleWorld.listenerARN),
        ("Marker", try #require(first.first("NextMarker"))),
      ]
    )
    #expect(first.all("Priority") + rest.all("Priority") == ["9", "20", "default"])
  }

  @Test func `a listener's default certificate is marked as such`() async throws {
    let reply = try await Bench().elb(
      "DescribeListenerCertificates",
      [("ListenerArn", SampleWorld.listenerARN)]
    )
    #expect(reply.all("CertificateArn") == [SampleWorld.certificateARN])
    #expect(reply.all("IsDefault") == ["true"])
  }

  @Test func `a certificate that is added comes after the default one, and only once`() async throws
  {
    let bench = try Bench { world in
      let place = try SampleWorld.place()
      guard var other = world.places[place]?.certificates.first,
        let arn = ARN(SampleWorld.certificateARN + "0")
      else { return }
      other.arn = arn
      world.places[place]?.certificates.append(other)
    }
    let listener = ("ListenerArn", SampleWorld.listenerARN)
    let arns = [SampleWorld.certificateARN, SampleWorld.certificateARN + "0"]
    for arn in arns + arns {
      let added = ("Certificates.member.1.CertificateArn", arn)
      _ = try await bench.elb("AddListenerCertificates", [listener, added])
    }
    let reply = try await bench.elb("DescribeListenerCertificates", [listener])
    #expect(reply.all("CertificateArn") == arns)
    #expect(reply.all("IsDefault") == ["true", "false"])
    let unknown = ("Certificates.member.1.CertificateArn", SampleWorld.certificateARN + "1")
    let refused = try await bench.elb("AddListenerCertificates", [listener, unknown])
    #expect(refused.first("Code") == "CertificateNotFound")
  }

  @Test(arguments: [
    ([("Names.member.1", "airflow-prod")], ["airflow-prod"], nil),
    ([("LoadBalancerArns.member.1", SampleWorld.otherLoadBalancerARN)], ["other"], nil),
    ([], ["airflow-prod", "other"], nil),
    ([("Names.member.1", "none")], [], "LoadBalancerNotFound"),
    (
      [("Names.member.1", "other"), ("LoadBalancerArns.member.1", SampleWorld.loadBalancerARN)], [],
      "ValidationError"
    ),
  ])
  func `load balancers are asked for by name or by ARN`(
    parameters: [(String, String)],
    names: [String],
    code: String?
  ) async throws {
    let reply = try await Bench().elb("DescribeLoadBalancers", parameters)
    #expect(reply.all("LoadBalancerName") == names)
    #expect(reply.first("Code") == (code ?? (names.isEmpty ? "" : "active")))
  }
}
