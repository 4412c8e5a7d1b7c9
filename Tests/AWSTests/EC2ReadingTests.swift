import Testing

@testable import AWS

@Suite struct EC2ReadingTests {
  static func items<Item>(_ listing: Listing<Item>, _ members: String) async throws -> [Item] {
    let name = listing.operation.rawValue
    let transport = ScriptedTransport(
      answers: """
        <?xml version="1.0" encoding="UTF-8"?>
        <\(name)Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
          <requestId>r-1</requestId>\(members)
        </\(name)Response>
        """
    )
    return try await Client.scripted(transport).list(listing)
  }

  @Test(arguments: ["available", "Available", "AVAILABLE"])
  func `a VPC endpoint is read, its state without regard to case`(state: String) async throws {
    let endpoints = try await Self.items(
      EC2.describeVPCEndpoints(.ids(["vpce-1"])),
      """
      <vpcEndpointSet><item>
        <vpcEndpointId>vpce-1</vpcEndpointId><vpcEndpointType>Interface</vpcEndpointType>
        <vpcId>vpc-1</vpcId><serviceName>com.amazonaws.vpce.eu-west-1.vpce-svc-1</serviceName>
        <state>\(state)</state><policyDocument>{}</policyDocument><routeTableIdSet/>
        <subnetIdSet><item>subnet-1</item><item>subnet-2</item></subnetIdSet>
        <groupSet><item><groupId>sg-1</groupId><groupName>web</groupName></item></groupSet>
        <privateDnsEnabled>true</privateDnsEnabled><requesterManaged>false</requesterManaged>
        <networkInterfaceIdSet><item>eni-1</item><item>eni-2</item></networkInterfaceIdSet>
        <dnsEntrySet>
          <item><dnsName>vpce-1-x.vpce-svc-1.eu-west-1.vpce.amazonaws.com</dnsName>\
      <hostedZoneId>Z1</hostedZoneId></item>
          <item><dnsName>name.example</dnsName></item>
        </dnsEntrySet>
        <ipAddressType>ipv4</ipAddressType><ownerId>123456789012</ownerId>
      </item></vpcEndpointSet>
      """
    )
    #expect(
      endpoints == [
        EC2.VPCEndpoint(
          id: "vpce-1",
          serviceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-1",
          state: "available",
          type: "Interface",
          vpcID: "vpc-1",
          subnetIDs: ["subnet-1", "subnet-2"],
          networkInterfaceIDs: ["eni-1", "eni-2"],
          groupIDs: ["sg-1"],
          dnsNames: ["vpce-1-x.vpce-svc-1.eu-west-1.vpce.amazonaws.com", "name.example"],
          policyDocument: "{}"
        )
      ]
    )
  }

  static func interface(_ addresses: String) -> String {
    """
    <networkInterfaceSet><item>
      <networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId>
      <vpcId>vpc-1</vpcId><availabilityZone>eu-west-1a</availabilityZone>
      <description>VPC Endpoint Interface vpce-1</description><ownerId>123456789012</ownerId>
      <requesterManaged>true</requesterManaged><status>in-use</status>
      <interfaceType>vpc_endpoint</interfaceType>\(addresses)
      <groupSet><item><groupId>sg-1</groupId></item></groupSet>
      <attachment><attachmentId>a</attachmentId><instanceOwnerId>amazon-aws</instanceOwnerId>
        <status>attached</status></attachment>
      <ipv6AddressesSet><item><ipv6Address>2001:db8::1</ipv6Address></item></ipv6AddressesSet>
    </item></networkInterfaceSet>
    """
  }

  static let secondary =
    "<item><privateIpAddress>10.0.0.9</privateIpAddress><primary>false</primary></item>"
  static let primary =
    "<item><privateIpAddress>10.0.0.5</privateIpAddress><primary>true</primary></item>"

  @Test(
    arguments: [
      ("", []),
      ("<privateIpAddress>10.0.0.5</privateIpAddress>", ["10.0.0.5"]),
      (
        "<privateIpAddressesSet>\(secondary)\(primary)</privateIpAddressesSet>",
        ["10.0.0.5", "10.0.0.9"]
      ),
      (
        """
        <privateIpAddress>10.0.0.5</privateIpAddress>\
        <privateIpAddressesSet>\(primary)\(secondary)</privateIpAddressesSet>
        """,
        ["10.0.0.5", "10.0.0.9"]
      ),
    ]
  )
  func `an interface's addresses begin with the primary one`(
    addresses: String,
    expected: [String]
  ) async throws {
    let interfaces = try await Self.items(
      EC2.describeNetworkInterfaces(.ids(["eni-1"])),
      Self.interface(addresses)
    )
    #expect(
      interfaces == [
        EC2.NetworkInterface(
          id: "eni-1",
          subnetID: "subnet-1",
          vpcID: "vpc-1",
          availabilityZone: "eu-west-1a",
          status: "in-use",
          description: "VPC Endpoint Interface vpce-1",
          privateIPv4Addresses: expected,
          ipv6Addresses: ["2001:db8::1"]
        )
      ]
    )
  }

  @Test func `a subnet is read with its zone's id and its ranges`() async throws {
    let subnets = try await Self.items(
      EC2.describeSubnets(.ids(["subnet-1"])),
      """
      <subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>
      <availabilityZone>eu-west-1a</availabilityZone>
      <availabilityZoneId>euw1-az2</availabilityZoneId><cidrBlock>10.0.0.0/24</cidrBlock>
      <ipv6CidrBlockAssociationSet>
      <item><ipv6CidrBlock>2001:db8::/64</ipv6CidrBlock>
      <ipv6CidrBlockState><state>associated</state></ipv6CidrBlockState></item>
      <item><ipv6CidrBlock>2001:db8:0:1::/64</ipv6CidrBlock>
      <ipv6CidrBlockState><state>disassociated</state></ipv6CidrBlockState></item>
      </ipv6CidrBlockAssociationSet></item></subnetSet>
      """
    )
    #expect(
      subnets == [
        EC2.Subnet(
          id: "subnet-1",
          vpcID: "vpc-1",
          availabilityZone: "eu-west-1a",
          availabilityZoneID: "euw1-az2",
          cidrBlocks: ["10.0.0.0/24", "2001:db8::/64"]
        )
      ]
    )
  }

  @Test func `an answer without its list is not an empty list`() async throws {
    await #expect(
      throws: ServiceError.missingMember(
        operation: .describeVPCEndpoints,
        member: "vpcEndpointSet",
        requestID: "r-1"
      )
    ) {
      try await Self.items(EC2.describeVPCEndpoints(.filters([])), "")
    }
  }
}
