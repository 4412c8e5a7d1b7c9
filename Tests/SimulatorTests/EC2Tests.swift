import Core
import Simulator
import Testing

@Suite struct EC2Tests {
  static let filtersOfEndpoints: [(String, [String], Int)] = [
    ("service-name", [SampleWorld.serviceName], 1), ("service-name", ["other"], 0),
    ("service-name", ["other", SampleWorld.serviceName], 1), ("service-name", ["com.*"], 1),
    ("vpc-id", ["vpc-1"], 1), ("vpc-id", ["vpc-2"], 0), ("vpc-id", ["vpc-?"], 1),
    ("vpc-id", ["VPC-1"], 0), ("vpc-endpoint-id", [SampleWorld.endpointId], 1),
    ("vpc-endpoint-state", ["available"], 1), ("vpc-endpoint-state", ["pending"], 0),
    ("vpc-endpoint-type", ["Interface"], 1), ("vpc-endpoint-type", ["Gateway"], 0),
    ("tag:Name", ["x"], 0), ("tag-key", ["x"], 0), ("vpc-id", ["*-*1"], 1), ("vpc-id", ["?"], 0),
  ]

  @Test(arguments: filtersOfEndpoints)
  func `a filter of endpoints keeps what matches one of its values`(
    name: String,
    values: [String],
    count: Int
  ) async throws {
    let reply = try await Bench().ec2("DescribeVpcEndpoints", Self.filter(1, name, values))
    #expect(reply.status == 200)
    #expect(reply.all("vpcEndpointId").count == count)
  }

  @Test(arguments: [
    ("network-interface-id", ["eni-1"], ["eni-1"]),
    ("addresses.private-ip-address", ["10.0.1.50", "10.0.1.5"], ["eni-1", "eni-2"]),
    ("private-ip-address", ["10.0.1.50"], []), ("private-ip-address", ["10.0.2.7"], ["eni-2"]),
    ("vpc-id", ["vpc-1"], ["eni-1", "eni-2", "eni-3"]), ("subnet-id", ["subnet-c"], ["eni-3"]),
    ("status", ["available"], ["eni-3"]), ("interface-type", ["vpc_endpoint"], ["eni-1", "eni-2"]),
    ("availability-zone", ["us-west-2b"], ["eni-2"]),
    ("description", ["*Endpoint*"], ["eni-1", "eni-2", "eni-3"]),
    ("ipv6-addresses.ipv6-address", ["2001:db8::5"], ["eni-2"]),
  ])
  func `a filter of network interfaces looks at every address`(
    name: String,
    values: [String],
    ids: [String]
  ) async throws {
    let bench = try Bench { world in
      let place = try SampleWorld.place()
      world.places[place]?.networkInterfaces[1].addresses += try ["10.0.1.50", "2001:db8::5"].map(
        SampleWorld.address
      )
      world.places[place]?.networkInterfaces[2].status = "available"
    }
    let reply = try await bench.ec2("DescribeNetworkInterfaces", Self.filter(1, name, values))
    #expect(reply.all("networkInterfaceId") == ids)
  }

  @Test func `all filters have to match`() async throws {
    let bench = try Bench()
    let reply = try await bench.ec2(
      "DescribeNetworkInterfaces",
      Self.filter(1, "vpc-id", ["vpc-1"]) + Self.filter(2, "subnet-id", ["subnet-b", "subnet-c"])
    )
    #expect(reply.all("networkInterfaceId") == ["eni-2", "eni-3"])
  }

  @Test func `an endpoint is shown with its interfaces, names and subnets`() async throws {
    let reply = try await Bench().ec2(
      "DescribeVpcEndpoints",
      [("VpcEndpointId.1", SampleWorld.endpointId)]
    )
    #expect(reply.first("state") == "available")
    #expect(reply.first("networkInterfaceIdSet") == "<item>eni-1</item><item>eni-2</item>")
    #expect(reply.first("subnetIdSet") == "<item>subnet-a</item><item>subnet-b</item>")
    #expect(reply.all("dnsName").first == SampleWorld.regionalName)
    #expect(reply.all("groupId") == ["sg-2"])
    #expect(reply.first("requestId") == reply.header("x-amzn-RequestId"))
    #expect(
      reply.body.contains(
        "<DescribeVpcEndpointsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
      )
    )
  }

  @Test func `an interface is shown with its addresses, the first one as primary`() async throws {
    let bench = try Bench { world in
      let place = try SampleWorld.place()
      world.places[place]?.networkInterfaces[0].addresses += try ["10.0.1.6", "2001:db8::5"].map(
        SampleWorld.address
      )
    }
    let reply = try await bench.ec2(
      "DescribeNetworkInterfaces",
      [("NetworkInterfaceId.1", "eni-1")]
    )
    #expect(reply.all("privateIpAddress") == ["10.0.1.5", "10.0.1.5", "10.0.1.6"])
    #expect(reply.all("primary") == ["true", "false"])
    #expect(reply.all("ipv6Address") == ["2001:db8::5"])
    #expect(reply.first("availabilityZoneId") == "usw2-az1")
    #expect(reply.first("interfaceType") == "vpc_endpoint")
  }

  @Test func `a subnet is shown with its zone's name and id`() async throws {
    let reply = try await Bench().ec2(
      "DescribeSubnets",
      [("SubnetId.1", "subnet-b"), ("SubnetId.2", "subnet-a")]
    )
    #expect(reply.all("subnetId") == ["subnet-a", "subnet-b"])
    #expect(reply.all("availabilityZoneId") == ["usw2-az1", "usw2-az2"])
  }

  @Test func `a security group is shown with its rules both ways`() async throws {
    let bench = try Bench { world in
      world.places[try SampleWorld.place()]?.securityGroups = [
        SecurityGroup(
          id: "sg-2",
          name: "web",
          vpcId: "vpc-1",
          ingress: [
            SecurityGroupRule(
              protocol: "tcp",
              ports: 443...444,
              ranges: try ["10.0.0.0/16", "::/0"].map { try #require(IPPrefix($0)) },
              groups: [
                SecurityGroupPeer("sg-3"),
                SecurityGroupPeer(
                  "sg-4",
                  account: try SampleWorld.accountId(SampleWorld.otherAccount)
                ),
              ],
              prefixListIds: ["pl-1"]
            )
          ],
          egress: [SecurityGroupRule(protocol: "-1")]
        ),
        SecurityGroup(id: "sg-3", name: "balancer", vpcId: "vpc-1"),
      ]
    }
    let reply = try await bench.ec2("DescribeSecurityGroups", Self.filter(1, "group-id", ["sg-2"]))
    #expect(reply.all("groupName") == ["web"])
    #expect(reply.all("fromPort") == ["443"])
    #expect(reply.all("toPort") == ["444"])
    #expect(reply.all("ipProtocol") == ["tcp", "-1"])
    #expect(reply.all("cidrIp") == ["10.0.0.0/16"])
    #expect(reply.all("cidrIpv6") == ["::/0"])
    #expect(reply.all("userId") == [SampleWorld.account, SampleWorld.otherAccount])
    #expect(reply.all("prefixListId") == ["pl-1"])
    let both = Self.filter(1, "group-id", ["sg-2", "sg-3", "sg-9"])
    #expect(try await bench.ec2("DescribeSecurityGroups", both).all("groupName").count == 2)
  }

  @Test func `a prefix list comes in pages`() async throws {
    let ranges = try (0..<5).map { try #require(IPPrefix("10.\($0).0.0/16")) }
    let bench = try Bench { world in
      world.places[try SampleWorld.place()]?.prefixLists = [PrefixList(id: "pl-1", ranges: ranges)]
    }
    var seen: [String] = []
    var token: String?
    var sizes: [Int] = []
    repeat {
      let reply = try await bench.ec2(
        "GetManagedPrefixListEntries",
        [("PrefixListId", "pl-1"), ("MaxResults", "2")]
          + (token.map { [("NextToken", $0)] } ?? [])
      )
      seen += reply.all("cidr")
      sizes.append(reply.all("cidr").count)
      token = reply.first("nextToken")
    } while token != nil
    #expect(sizes == [2, 2, 1])
    #expect(seen == ranges.map(\.description))
  }

  @Test(arguments: [
    ("DescribeVpcEndpoints", [("VpcEndpointId.1", "vpce-9")], "InvalidVpcEndpointId.NotFound"),
    ("DescribeSecurityGroups", [("GroupId.1", "sg-9")], "InvalidGroup.NotFound"),
    ("GetManagedPrefixListEntries", [("PrefixListId", "pl-9")], "InvalidPrefixListID.NotFound"),
    ("GetManagedPrefixListEntries", [], "MissingParameter"),
    (
      "DescribeNetworkInterfaces",
      [("NetworkInterfaceId.1", "eni-1"), ("NetworkInterfaceId.2", "eni-9")],
      "InvalidNetworkInterfaceID.NotFound"
    ),
    ("DescribeSubnets", [("SubnetId.1", "subnet-9")], "InvalidSubnetID.NotFound"),
    ("DescribeVpcEndpoints", filter(1, "colour", ["x"]), "InvalidParameterValue"),
    ("DescribeVpcEndpoints", [("Filter.1.Value.1", "x")], "MissingParameter"),
    ("DescribeNetworkInterfaces", [("MaxResults", "4")], "InvalidParameterValue"),
    ("DescribeNetworkInterfaces", [("MaxResults", "many")], "InvalidParameterValue"),
    (
      "DescribeNetworkInterfaces", [("MaxResults", "5"), ("NetworkInterfaceId.1", "eni-1")],
      "InvalidParameterCombination"
    ),
    ("DescribeSubnets", [("NextToken", "zz")], "InvalidPaginationToken"),
    ("DescribeSubnets", [("DryRun", "perhaps")], "ValidationError"),
  ])
  func `what EC2 can't answer is refused in its own form`(
    action: String,
    parameters: [(String, String)],
    code: String
  ) async throws {
    let reply = try await Bench().ec2(action, parameters)
    #expect(reply.status == 400)
    #expect(reply.first("Code") == code)
    #expect(reply.body.contains("<Response><Errors><Error><Code>"))
    #expect(reply.first("RequestID") == reply.header("x-amzn-RequestId"))
  }

  @Test func `a dry run is answered as one`() async throws {
    let reply = try await Bench().ec2("DescribeSubnets", [("DryRun", "true")])
    #expect(reply.status == 412)
    #expect(reply.first("Code") == "DryRunOperation")
  }

  @Test func `pages are as large as asked`() async throws {
    let bench = try Bench { world in
      let place = try SampleWorld.place()
      for number in 10..<22 {
        world.places[place]?.networkInterfaces.append(
          try SampleWorld.interface("eni-\(number)", zone: "a", "10.0.8.\(number)")
        )
      }
    }
    var ids: [String] = []
    var token: String?
    var sizes: [Int] = []
    repeat {
      let reply = try await bench.ec2(
        "DescribeNetworkInterfaces",
        [("MaxResults", "5")] + (token.map { [("NextToken", $0)] } ?? [])
      )
      sizes.append(reply.all("networkInterfaceId").count)
      ids += reply.all("networkInterfaceId")
      token = reply.first("nextToken")
    } while token != nil
    #expect(sizes == [5, 5, 5])
    #expect(Set(ids).count == 15)
  }

  private static func filter(
    _ number: Int,
    _ name: String,
    _ values: [String]
  ) -> [(String, String)] {
    [("Filter.\(number).Name", name)]
      + values.enumerated().map { ("Filter.\(number).Value.\($0 + 1)", $1) }
  }
}
