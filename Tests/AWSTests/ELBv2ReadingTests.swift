import Testing

@testable import AWS

@Suite struct ELBv2ReadingTests {
  /// Reads an answer as it comes over the wire, the request's own id included.
  static func read<Output>(_ call: Call<Output>, _ result: String) async throws -> Output {
    let name = call.operation.rawValue
    let transport = ScriptedTransport(
      answers: """
        <?xml version="1.0"?>
        <\(name)Response xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
          <\(name)Result>\(result)</\(name)Result>
          <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>
        </\(name)Response>
        """
    )
    let answer = try await Client.scripted(transport, permit: WritePermit()).send(call)
    #expect(answer.requestID == "r-1")
    return answer.value
  }

  static func firstPage<Item>(_ listing: Listing<Item>) throws -> Call<Page<Item>> {
    let page = try #require(listing.batches.first)
    return page(nil)
  }

  static let group = """
    <member>
      <TargetGroupArn>arn:tg</TargetGroupArn><TargetGroupName>web</TargetGroupName>
      <Protocol>HTTPS</Protocol><Port>443</Port><VpcId>vpc-1</VpcId><TargetType>ip</TargetType>
      <IpAddressType>ipv4</IpAddressType><ProtocolVersion>HTTP1</ProtocolVersion>
      <HealthCheckProtocol>HTTPS</HealthCheckProtocol><HealthCheckPort>traffic-port</HealthCheckPort>
      <HealthCheckEnabled>true</HealthCheckEnabled><HealthCheckPath>/health</HealthCheckPath>
      <HealthCheckIntervalSeconds>30</HealthCheckIntervalSeconds>
      <HealthCheckTimeoutSeconds>5</HealthCheckTimeoutSeconds>
      <HealthyThresholdCount>5</HealthyThresholdCount>
      <UnhealthyThresholdCount>2</UnhealthyThresholdCount>
      <Matcher><HttpCode>200,302</HttpCode></Matcher>
      <LoadBalancerArns><member>arn:lb</member></LoadBalancerArns>
    </member>
    """

  @Test func `a target group is read with its health check`() async throws {
    let call = try Self.firstPage(ELBv2.describeTargetGroups(.names(["web"])))
    let page = try await Self.read(call, "<TargetGroups>\(Self.group)</TargetGroups>")
    #expect(
      page.items == [
        ELBv2.TargetGroup(
          arn: "arn:tg",
          name: "web",
          protocolName: "HTTPS",
          port: 443,
          vpcID: "vpc-1",
          targetType: "ip",
          ipAddressType: "ipv4",
          loadBalancerARNs: ["arn:lb"],
          healthCheck: ELBv2.HealthCheck(
            isEnabled: true,
            protocolName: "HTTPS",
            port: "traffic-port",
            path: "/health",
            intervalSeconds: 30,
            timeoutSeconds: 5,
            healthyThreshold: 5,
            unhealthyThreshold: 2,
            httpCode: "200,302"
          )
        )
      ]
    )
  }

  @Test func `a change answers the group as it is then`() async throws {
    let call = ELBv2.modifyTargetGroup("arn:tg", healthCheck: .init(httpCode: "200,302"))
    let group = try await Self.read(call, "<TargetGroups>\(Self.group)</TargetGroups>")
    #expect(group.healthCheck.httpCode == "200,302")
  }

  @Test func `targets are read with state and reason`() async throws {
    let targets = try await Self.read(
      ELBv2.describeTargetHealth(targetGroup: "arn:tg"),
      """
      <TargetHealthDescriptions>
        <member>
          <Target><Id>10.0.0.5</Id><Port>443</Port><AvailabilityZone>eu-west-1a</AvailabilityZone></Target>
          <HealthCheckPort>443</HealthCheckPort>
          <TargetHealth><State>healthy</State></TargetHealth>
        </member>
        <member>
          <Target><Id>10.0.0.5</Id><Port>8443</Port></Target>
          <TargetHealth><State>unhealthy</State><Reason>Target.ResponseCodeMismatch</Reason>\
      <Description>Codes: [404] &amp; more</Description></TargetHealth>
        </member>
        <member>
          <Target><Id>10.0.0.6</Id><Port>443</Port></Target>
          <TargetHealth><State>of-the-future</State></TargetHealth>
        </member>
      </TargetHealthDescriptions>
      """
    )
    #expect(
      targets == [
        .init(id: "10.0.0.5", port: 443, state: "healthy"),
        .init(
          id: "10.0.0.5",
          port: 8443,
          state: "unhealthy",
          reason: "Target.ResponseCodeMismatch"
        ),
        .init(id: "10.0.0.6", port: 443, state: "of-the-future"),
      ]
    )
  }

  @Test func `a load balancer is read with its zones`() async throws {
    let call = try Self.firstPage(ELBv2.describeLoadBalancers(.names(["lb"])))
    let page = try await Self.read(
      call,
      """
      <LoadBalancers><member>
        <LoadBalancerArn>arn:lb</LoadBalancerArn><LoadBalancerName>lb</LoadBalancerName>
        <DNSName>internal-lb-1.eu-west-1.elb.amazonaws.com</DNSName><Type>application</Type>
        <Scheme>internal</Scheme><VpcId>vpc-1</VpcId><State><Code>active</Code></State>
        <SecurityGroups><member>sg-1</member><member>sg-2</member></SecurityGroups>
        <AvailabilityZones>
          <member><ZoneName>eu-west-1a</ZoneName><SubnetId>subnet-1</SubnetId>\
      <LoadBalancerAddresses/></member>
          <member><ZoneName>eu-west-1b</ZoneName><SubnetId>subnet-2</SubnetId></member>
        </AvailabilityZones>
        <IpAddressType>ipv4</IpAddressType>
      </member></LoadBalancers>
      """
    )
    #expect(
      page.items == [
        ELBv2.LoadBalancer(
          arn: "arn:lb",
          name: "lb",
          dnsName: "internal-lb-1.eu-west-1.elb.amazonaws.com",
          type: "application",
          vpcID: "vpc-1",
          securityGroups: ["sg-1", "sg-2"],
          zones: [
            .init(name: "eu-west-1a", subnetID: "subnet-1"),
            .init(name: "eu-west-1b", subnetID: "subnet-2"),
          ]
        )
      ]
    )
  }

  /// Absence without an error is the dangerous case: a list that isn't there is not an empty one.
  @Test(
    arguments: [
      ("", "DescribeTargetHealthResult.TargetHealthDescriptions"),
      (
        "<TargetHealthDescriptions><member><Target><Id>i</Id></Target></member></TargetHealthDescriptions>",
        "DescribeTargetHealthResult.TargetHealthDescriptions.1.Target.Port"
      ),
      (
        """
        <TargetHealthDescriptions><member><Target><Id>i</Id><Port>1</Port></Target><TargetHealth>\
        <State>healthy</State></TargetHealth></member><member><Target><Port>1</Port></Target>\
        </member></TargetHealthDescriptions>
        """,
        "DescribeTargetHealthResult.TargetHealthDescriptions.2.Target.Id"
      ),
    ]
  )
  func `a missing member is named`(result: String, member: String) async throws {
    await #expect(
      throws: ServiceError.missingMember(
        operation: .describeTargetHealth,
        member: member,
        requestID: "r-1"
      )
    ) {
      try await Self.read(ELBv2.describeTargetHealth(targetGroup: "arn:tg"), result)
    }
  }

  @Test(arguments: ["4 43", "x", "99999999999999999999"])
  func `a number that is none is unreadable`(port: String) async throws {
    let error = await #expect(throws: ServiceError.self) {
      try await Self.read(
        ELBv2.describeTargetHealth(targetGroup: "arn:tg"),
        """
        <TargetHealthDescriptions><member><Target><Id>i</Id><Port>\(port)</Port></Target></member>\
        </TargetHealthDescriptions>
        """
      )
    }
    guard case .unreadable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a change that answers two groups is unreadable`() async throws {
    let call = ELBv2.modifyTargetGroup("arn:tg", healthCheck: .init(httpCode: "200"))
    let error = await #expect(throws: ServiceError.self) {
      try await Self.read(call, "<TargetGroups>\(Self.group)\(Self.group)</TargetGroups>")
    }
    #expect(error?.mayHaveTakenEffect == true)
  }
}
