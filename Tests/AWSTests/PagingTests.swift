import Testing

@testable import AWS

@Suite struct PagingTests {
  static func groups(_ names: [String], next: String?) -> String {
    let members = names.map { name in
      """
      <member><TargetGroupArn>arn:\(name)</TargetGroupArn>\
      <TargetGroupName>\(name)</TargetGroupName><TargetType>ip</TargetType></member>
      """
    }
    let marker = next.map { "<NextMarker>\($0)</NextMarker>" } ?? ""
    return """
      <DescribeTargetGroupsResponse><DescribeTargetGroupsResult>\
      <TargetGroups>\(members.joined())</TargetGroups>\(marker)\
      </DescribeTargetGroupsResult></DescribeTargetGroupsResponse>
      """
  }

  static func subnets(next: String?) -> String {
    """
    <DescribeSubnetsResponse><subnetSet/>\(next.map { "<nextToken>\($0)</nextToken>" } ?? "")\
    </DescribeSubnetsResponse>
    """
  }

  @Test func `all pages are read, in order`() async throws {
    let transport = ScriptedTransport(
      answers: Self.groups(["a", "b"], next: "m=1"),
      Self.groups([], next: "m2"),
      Self.groups(["c"], next: nil)
    )
    let groups = try await Client.scripted(transport).list(
      ELBv2.describeTargetGroups(.names(["n"]))
    )
    #expect(groups.map(\.name) == ["a", "b", "c"])
    #expect(
      transport.bodies == [
        "Action=DescribeTargetGroups&Version=2015-12-01&Names.member.1=n",
        "Action=DescribeTargetGroups&Version=2015-12-01&Names.member.1=n&Marker=m%3D1",
        "Action=DescribeTargetGroups&Version=2015-12-01&Names.member.1=n&Marker=m2",
      ]
    )
  }

  @Test func `an empty token is the last page's`() async throws {
    let transport = ScriptedTransport(answers: Self.subnets(next: ""))
    _ = try await Client.scripted(transport).list(EC2.describeSubnets(.filters([])))
    #expect(transport.requests.count == 1)
  }

  @Test func `pages of EC2 go by NextToken and have a size`() async throws {
    let transport = ScriptedTransport(answers: Self.subnets(next: "t"), Self.subnets(next: nil))
    _ = try await Client.scripted(transport).list(
      EC2.describeSubnets(.filters([.init("vpc-id", "vpc-1")]))
    )
    #expect(
      transport.bodies == [
        """
        Action=DescribeSubnets&Version=2016-11-15&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1\
        &MaxResults=1000
        """,
        """
        Action=DescribeSubnets&Version=2016-11-15&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1\
        &MaxResults=1000&NextToken=t
        """,
      ]
    )
  }

  @Test func `entries of a prefix list come in pages of their own size`() async throws {
    func page(_ cidr: String, _ rest: String) -> String {
      """
      <GetManagedPrefixListEntriesResponse><entrySet><item><cidr>\(cidr)</cidr></item></entrySet>\
      \(rest)</GetManagedPrefixListEntriesResponse>
      """
    }
    let transport = ScriptedTransport(
      answers: page("10.0.0.0/16", "<nextToken>t</nextToken>"),
      page("10.1.0.0/16", "")
    )
    let entries = try await Client.scripted(transport).list(
      EC2.managedPrefixListEntries(of: "pl-1")
    )
    #expect(entries == ["10.0.0.0/16", "10.1.0.0/16"])
    let head =
      "Action=GetManagedPrefixListEntries&Version=2016-11-15&PrefixListId=pl-1&MaxResults=100"
    #expect(transport.bodies == [head, "\(head)&NextToken=t"])
  }

  @Test func `a token that comes again ends the list with an error`() async throws {
    let transport = ScriptedTransport(
      answers: Self.groups(["a"], next: "x"),
      Self.groups(["b"], next: "y"),
      Self.groups(["c"], next: "x")
    )
    let client = try Client.scripted(transport)
    let error = await failure { () async throws(ServiceError) in
      try await client.list(ELBv2.describeTargetGroups(.names(["n"])))
    }
    guard case .unreadable(.describeTargetGroups, _, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(transport.requests.count == 3)
  }

  @Test func `an error on a later page is an error of the whole list`() async throws {
    let transport = ScriptedTransport([.answer(200, Self.groups(["a"], next: "x")), .answer(403)])
    let client = try Client.scripted(transport)
    let error = await failure { () async throws(ServiceError) in
      try await client.list(ELBv2.describeTargetGroups(.names(["n"])))
    }
    #expect(error?.code == "403")
  }

  /// To AWS an empty list of names means everything.
  @Test func `no names ask nothing`() async throws {
    let transport = ScriptedTransport([])
    let client = try Client.scripted(transport)
    #expect(try await client.list(ELBv2.describeTargetGroups(.names([]))).isEmpty)
    #expect(try await client.list(ELBv2.describeLoadBalancers(.arns([]))).isEmpty)
    #expect(try await client.list(EC2.describeVPCEndpoints(.ids([]))).isEmpty)
    #expect(try await client.list(EC2.describeNetworkInterfaces(.ids([]))).isEmpty)
    #expect(try await client.list(EC2.describeSubnets(.ids([]))).isEmpty)
    #expect(try await client.list(EC2.describeSecurityGroups(.ids([]))).isEmpty)
    #expect(transport.requests.isEmpty)
  }

  @Test func `more names than one call takes are asked for in batches`() async throws {
    let names = (1...45).map { "arn:\($0)" }
    let transport = ScriptedTransport(
      answers: Self.groups(["a"], next: "more"),
      Self.groups(["b"], next: nil),
      Self.groups(["c"], next: nil),
      Self.groups(["d"], next: nil)
    )
    let groups = try await Client.scripted(transport).list(ELBv2.describeTargetGroups(.arns(names)))
    #expect(groups.map(\.name) == ["a", "b", "c", "d"])
    #expect(
      transport.bodies.map { $0.contains("TargetGroupArns.member.20=") } == [
        true, true, true, false,
      ]
    )
    #expect(
      transport.bodies.map { $0.contains("TargetGroupArns.member.21=") } == [
        false, false, false, false,
      ]
    )
    #expect(transport.bodies.map { $0.contains("Marker=more") } == [false, true, false, false])
  }
}
