import Core
import Simulator
import Testing

@Suite struct TargetGroupTests {
  @Test func `a target group is shown with all its settings`() async throws {
    let bench = try Bench()
    let reply = try await bench.elb(
      "DescribeTargetGroups",
      [("Names.member.1", "airflow-prod-web")]
    )
    let shown = [
      "TargetGroupArn", "TargetGroupName", "Protocol", "Port", "VpcId", "HealthCheckProtocol",
      "HealthCheckPort", "HealthCheckEnabled", "HealthCheckIntervalSeconds",
      "HealthCheckTimeoutSeconds", "HealthyThresholdCount", "UnhealthyThresholdCount",
      "HealthCheckPath", "HttpCode", "TargetType", "LoadBalancerArns",
    ].map { reply.first($0) }
    #expect(
      shown == [
        SampleWorld.groupARN, "airflow-prod-web", "HTTPS", "443", "vpc-1", "HTTPS", "traffic-port",
        "true", "30", "5", "3", "2", "/health", "200,302", "ip",
        "<member>\(SampleWorld.loadBalancerARN)</member>",
      ]
    )
    #expect(reply.body.hasPrefix("<DescribeTargetGroupsResponse xmlns="))
    #expect(reply.header("Content-Type") == "text/xml")
  }

  @Test(arguments: [
    ([("Names.member.1", "airflow-prod-web"), ("Names.member.2", "none")], "TargetGroupNotFound"),
    (
      [("TargetGroupArns.member.1", SampleWorld.arnText("targetgroup/none/1"))],
      "TargetGroupNotFound"
    ),
    ([("TargetGroupArns.member.1", "arn")], "ValidationError"),
    (
      [("LoadBalancerArn", SampleWorld.arnText("loadbalancer/app/none/1"))], "LoadBalancerNotFound"
    ),
    (
      [("Names.member.1", "spare"), ("TargetGroupArns.member.1", SampleWorld.groupARN)],
      "ValidationError"
    ),
    (
      [("Names.member.1", "spare"), ("LoadBalancerArn", SampleWorld.loadBalancerARN)],
      "ValidationError"
    ),
    ([("PageSize", "0")], "ValidationError"), ([("PageSize", "401")], "ValidationError"),
    ([("PageSize", "many")], "ValidationError"), ([("Marker", "garbage")], "ValidationError"),
  ])
  func `a selection that names nothing, or twice, is refused`(
    parameters: [(String, String)],
    code: String
  ) async throws {
    let reply = try await Bench().elb("DescribeTargetGroups", parameters)
    #expect(reply.status == 400)
    #expect(reply.first("Code") == code)
    #expect(reply.first("Type") == "Sender")
  }

  @Test func `the groups of a load balancer are those that it forwards to`() async throws {
    let bench = try Bench()
    for (arn, names) in [
      (SampleWorld.loadBalancerARN, ["airflow-prod-web"]), (SampleWorld.otherLoadBalancerARN, []),
    ] {
      let reply = try await bench.elb("DescribeTargetGroups", [("LoadBalancerArn", arn)])
      #expect(reply.all("TargetGroupName") == names)
    }
  }

  @Test(arguments: [1, 2, 3, 7, 400])
  func `pages are as large as asked, and together hold everything once`(size: Int) async throws {
    let bench = try Bench { world in
      let place = try SampleWorld.place()
      for number in 1...5 {
        world.places[place]?.targetGroups.append(
          try SampleWorld.group(
            SampleWorld.arnText("targetgroup/more-\(number)/1"),
            "more-\(number)",
            on: [],
            []
          )
        )
      }
    }
    var names: [String] = []
    var marker: String?
    repeat {
      let reply = try await bench.elb(
        "DescribeTargetGroups",
        [("PageSize", "\(size)")] + (marker.map { [("Marker", $0)] } ?? [])
      )
      let page = reply.all("TargetGroupName")
      marker = reply.first("NextMarker")
      #expect(marker == nil ? page.count <= size : page.count == size)
      names += page
    } while marker != nil
    #expect(
      names == ["airflow-prod-web", "more-1", "more-2", "more-3", "more-4", "more-5", "spare"]
    )
  }

  @Test func `a group that comes or goes between two pages moves no other`() async throws {
    let bench = try Bench()
    let first = try await bench.elb("DescribeTargetGroups", [("PageSize", "1")])
    let marker = try #require(first.first("NextMarker"))
    let place = try SampleWorld.place()
    bench.cloud.edit { $0.places[place]?.targetGroups.removeFirst() }
    let second = try await bench.elb("DescribeTargetGroups", [("Marker", marker)])
    #expect(second.all("TargetGroupName") == ["spare"])
  }

  @Test func `only what is named of a health check changes`() async throws {
    let bench = try Bench()
    let reply = try await bench.elb(
      "ModifyTargetGroup",
      [
        ("TargetGroupArn", SampleWorld.groupARN), ("Matcher.HttpCode", "200-299,302"),
        ("HealthCheckPath", "/a?b=1&c=<d>"), ("HealthyThresholdCount", "7"),
      ]
    )
    #expect(reply.first("HttpCode") == "200-299,302")
    let check = bench.cloud.observation().places[try SampleWorld.place()]?.targetGroups[0]
      .healthCheck
    #expect(
      check
        == HealthCheck(
          protocol: "HTTPS",
          port: "traffic-port",
          path: "/a?b=1&c=<d>",
          matcher: Matcher("200-299,302"),
          intervalSeconds: 30,
          timeoutSeconds: 5,
          healthyThreshold: 7,
          unhealthyThreshold: 2
        )
    )
    #expect(reply.first("HealthCheckPath") == "/a?b=1&amp;c=&lt;d&gt;")
  }

  @Test(arguments: [
    ("Matcher.HttpCode", "199"), ("Matcher.HttpCode", "200-500"), ("Matcher.HttpCode", "ok"),
    ("HealthCheckIntervalSeconds", "4"), ("HealthCheckIntervalSeconds", "301"),
    ("HealthCheckTimeoutSeconds", "1"), ("HealthCheckTimeoutSeconds", "121"),
    ("HealthCheckTimeoutSeconds", "30"), ("HealthyThresholdCount", "1"),
    ("HealthyThresholdCount", "11"), ("UnhealthyThresholdCount", "1"),
    ("UnhealthyThresholdCount", "+3"), ("HealthCheckPort", "0"), ("HealthCheckPort", "http"),
    ("HealthCheckPath", "health"), ("HealthCheckProtocol", "TCP"), ("HealthCheckEnabled", "maybe"),
  ])
  func `a health check setting out of range is a validation error`(
    name: String,
    value: String
  ) async throws {
    let bench = try Bench()
    let before = bench.cloud.observation()
    let reply = try await bench.elb(
      "ModifyTargetGroup",
      [("TargetGroupArn", SampleWorld.groupARN), (name, value)]
    )
    #expect(reply.status == 400)
    #expect(reply.first("Code") == "ValidationError")
    #expect(bench.cloud.observation() == before)
  }

  @Test func `the health checks of addresses can't be switched off`() async throws {
    let reply = try await Bench().elb(
      "ModifyTargetGroup",
      [("TargetGroupArn", SampleWorld.groupARN), ("HealthCheckEnabled", "false")]
    )
    #expect(reply.first("Code") == "InvalidConfigurationRequest")
  }

  @Test func `tags are empty unless they are set`() async throws {
    let bench = try Bench()
    let parameters = [
      ("ResourceArns.member.1", SampleWorld.groupARN),
      ("ResourceArns.member.2", SampleWorld.listenerARN),
    ]
    #expect(try await bench.elb("DescribeTags", parameters).all("Key") == [])
    bench.cloud.setTags(
      [Tag(key: "mooring", value: "a&b")],
      of: try SampleWorld.arn(SampleWorld.groupARN)
    )
    let reply = try await bench.elb("DescribeTags", parameters)
    #expect(reply.all("ResourceArn") == [SampleWorld.groupARN, SampleWorld.listenerARN])
    #expect(reply.all("Key") == ["mooring"])
    #expect(reply.all("Value") == ["a&amp;b"])
  }

  @Test(arguments: [
    ("targetgroup/none/1", "TargetGroupNotFound"), ("loadbalancer/app/n/1", "LoadBalancerNotFound"),
    ("listener/app/n/1/2", "ListenerNotFound"), ("listener-rule/app/n/1/2/3", "RuleNotFound"),
    ("gargoyle/1", "ValidationError"),
  ])
  func `tags of what isn't there are refused`(resource: String, code: String) async throws {
    let reply = try await Bench().elb(
      "DescribeTags",
      [("ResourceArns.member.1", SampleWorld.arnText(resource))]
    )
    #expect(reply.first("Code") == code)
  }

  @Test func `tags are asked for twenty at a time`() async throws {
    let bench = try Bench()
    let many = (1...21).map { ("ResourceArns.member.\($0)", SampleWorld.groupARN) }
    #expect(try await bench.elb("DescribeTags", many).first("Code") == "ValidationError")
    #expect(try await bench.elb("DescribeTags", Array(many.dropLast())).status == 200)
    #expect(try await bench.elb("DescribeTags").first("Code") == "ValidationError")
  }
}
