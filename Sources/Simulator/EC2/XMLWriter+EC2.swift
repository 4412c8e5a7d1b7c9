import Core

extension XMLWriter {
  mutating func write<Row>(
    _ page: Page<Row>,
    in name: String,
    _ row: (inout XMLWriter, Row) -> Void
  ) {
    list(name, of: "item", page.rows, row)
    text("nextToken", page.next.map(PageToken.text))
  }

  mutating func write(_ endpoint: VPCEndpoint, owner: AccountID) {
    text("vpcEndpointId", endpoint.id)
    text("vpcEndpointType", "Interface")
    text("vpcId", endpoint.vpcId)
    text("serviceName", endpoint.serviceName)
    text("state", endpoint.stateOnTheWire)
    text("policyDocument", endpoint.policy?.document)
    element("routeTableIdSet") { _ in }
    texts("subnetIdSet", of: "item", endpoint.subnetIds)
    list("groupSet", of: "item", endpoint.securityGroupIds) { $0.text("groupId", $1) }
    text("ipAddressType", "ipv4")
    boolean("privateDnsEnabled", false)
    boolean("requesterManaged", false)
    texts("networkInterfaceIdSet", of: "item", endpoint.networkInterfaceIds)
    list("dnsEntrySet", of: "item", endpoint.dnsNames) { $0.text("dnsName", $1) }
    text("ownerId", owner.description)
    element("tagSet") { _ in }
  }

  mutating func write(_ interface: NetworkInterface, owner: AccountID, in estate: Estate) {
    let type = estate.type(of: interface)
    let (private4, public6) = (
      interface.addresses.filter(\.isIPv4).map(\.description),
      interface.addresses.filter { !$0.isIPv4 }.map(\.description)
    )
    text("networkInterfaceId", interface.id)
    text("subnetId", interface.subnetId)
    text("vpcId", interface.vpcId)
    text("availabilityZone", interface.availabilityZone)
    text("availabilityZoneId", estate.subnets[interface.subnetId]?.availabilityZoneId)
    text("description", interface.description)
    text("ownerId", owner.description)
    boolean("requesterManaged", type == "vpc_endpoint")
    text("status", interface.status)
    text("privateIpAddress", private4.first)
    boolean("sourceDestCheck", true)
    element("groupSet") { _ in }
    element("tagSet") { _ in }
    list(
      "privateIpAddressesSet",
      of: "item",
      Array(private4.enumerated())
    ) { item, address in
      item.text("privateIpAddress", address.element)
      item.boolean("primary", address.offset == 0)
    }
    list("ipv6AddressesSet", of: "item", public6) { $0.text("ipv6Address", $1) }
    text("interfaceType", type)
  }

  mutating func write(_ subnet: Subnet, owner: AccountID) {
    text("subnetId", subnet.id)
    text("vpcId", subnet.vpcId)
    text("state", "available")
    text("availabilityZone", subnet.availabilityZone)
    text("availabilityZoneId", subnet.availabilityZoneId)
    text("cidrBlock", subnet.cidrBlocks.first(where: \.isIPv4)?.description)
    list(
      "ipv6CidrBlockAssociationSet",
      of: "item",
      subnet.cidrBlocks.filter { !$0.isIPv4 }
    ) { item, block in
      item.text("ipv6CidrBlock", block.description)
      item.element("ipv6CidrBlockState") { $0.text("state", "associated") }
    }
    text("ownerId", owner.description)
    element("tagSet") { _ in }
  }

  mutating func write(_ group: SecurityGroup, owner: AccountID) {
    text("ownerId", owner.description)
    text("groupName", group.name)
    text("groupId", group.id)
    text("groupDescription", group.name)
    text("vpcId", group.vpcId)
    list("ipPermissions", of: "item", group.ingress) { $0.write($1, owner: owner) }
    list("ipPermissionsEgress", of: "item", group.egress) { $0.write($1, owner: owner) }
    element("tagSet") { _ in }
  }

  private mutating func write(_ rule: SecurityGroupRule, owner: AccountID) {
    text("ipProtocol", rule.protocol)
    text("fromPort", rule.ports.map { "\($0.lowerBound)" })
    text("toPort", rule.ports.map { "\($0.upperBound)" })
    list("groups", of: "item", rule.groups) { item, peer in
      item.text("userId", (peer.account ?? owner).description)
      item.text("groupId", peer.id)
    }
    list("ipRanges", of: "item", rule.ranges.filter(\.isIPv4)) {
      $0.text("cidrIp", $1.description)
    }
    list("ipv6Ranges", of: "item", rule.ranges.filter { !$0.isIPv4 }) {
      $0.text("cidrIpv6", $1.description)
    }
    list("prefixListIds", of: "item", rule.prefixListIds) { $0.text("prefixListId", $1) }
  }
}
