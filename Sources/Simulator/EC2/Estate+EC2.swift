import Core

extension Estate {
  /// Answers the describe calls of EC2 with what stands beside the request id.
  func answerEC2(_ inquiry: Inquiry) throws(ServiceError) -> XMLWriter {
    var answer = XMLWriter()
    if try inquiry.boolean("DryRun") == true {
      throw ServiceError(
        "DryRunOperation",
        "Request would have succeeded, but DryRun flag is set.",
        status: 412
      )
    }
    switch inquiry.operation {
    case .describeVPCEndpoints:
      let page = try endpointListing.page(of: vpcEndpoints, inquiry)
      answer.write(page, in: "vpcEndpointSet") {
        $0.write($1, owner: inquiry.caller.account)
      }
    case .describeNetworkInterfaces:
      let page = try interfaceListing.page(of: networkInterfaces, inquiry)
      answer.write(page, in: "networkInterfaceSet") {
        $0.write($1, owner: inquiry.caller.account, in: self)
      }
    case .describeSubnets:
      let page = try subnetListing.page(of: subnets, inquiry)
      answer.write(page, in: "subnetSet") { $0.write($1, owner: inquiry.caller.account) }
    case .describeSecurityGroups:
      let page = try groupListing.page(of: securityGroups, inquiry)
      answer.write(page, in: "securityGroupInfo") { $0.write($1, owner: inquiry.caller.account) }
    case .getManagedPrefixListEntries:
      answer.write(try entries(inquiry), in: "entrySet") { $0.text("cidr", $1.description) }
    default:
      throw .invalidAction(inquiry.operation.rawValue, .ec2)
    }
    return answer
  }

  private var endpointListing: EC2Listing<VPCEndpoint> {
    EC2Listing(
      idName: "VpcEndpointId",
      notFoundCode: "InvalidVpcEndpointId.NotFound",
      noun: "Vpc Endpoint Id",
      pageSizes: 1...1000,
      values: { filter, endpoint in
        switch filter {
        case "service-name": [endpoint.serviceName]
        case "vpc-id": [endpoint.vpcId]
        case "vpc-endpoint-id": [endpoint.id]
        case "vpc-endpoint-state": [endpoint.stateOnTheWire]
        case "vpc-endpoint-type": ["Interface"]
        case "ip-address-type": ["ipv4"]
        default: nil
        }
      },
      filters: [
        "service-name", "vpc-id", "vpc-endpoint-id", "vpc-endpoint-state", "vpc-endpoint-type",
        "ip-address-type",
      ]
    )
  }

  private var interfaceListing: EC2Listing<NetworkInterface> {
    EC2Listing(
      idName: "NetworkInterfaceId",
      notFoundCode: "InvalidNetworkInterfaceID.NotFound",
      noun: "networkInterface ID",
      pageSizes: 5...1000,
      values: { filter, interface in
        let privateAddresses = interface.addresses.filter(\.isIPv4).map(\.description)
        return switch filter {
        case "network-interface-id": [interface.id]
        case "addresses.private-ip-address": privateAddresses
        case "private-ip-address": Array(privateAddresses.prefix(1))
        case "ipv6-addresses.ipv6-address":
          interface.addresses.filter { !$0.isIPv4 }.map(\.description)
        case "vpc-id": [interface.vpcId]
        case "subnet-id": [interface.subnetId]
        case "availability-zone": [interface.availabilityZone]
        case "status": [interface.status]
        case "description": [interface.description]
        case "interface-type": [type(of: interface)]
        default: nil
        }
      },
      filters: [
        "network-interface-id", "addresses.private-ip-address", "private-ip-address", "vpc-id",
        "subnet-id", "availability-zone", "status", "description", "interface-type",
        "ipv6-addresses.ipv6-address",
      ]
    )
  }

  private var subnetListing: EC2Listing<Subnet> {
    EC2Listing(
      idName: "SubnetId",
      notFoundCode: "InvalidSubnetID.NotFound",
      noun: "subnet ID",
      pageSizes: 5...1000,
      values: { filter, subnet in
        switch filter {
        case "subnet-id": [subnet.id]
        case "vpc-id": [subnet.vpcId]
        case "availability-zone": [subnet.availabilityZone]
        case "availability-zone-id": [subnet.availabilityZoneId]
        default: nil
        }
      },
      filters: ["subnet-id", "vpc-id", "availability-zone", "availability-zone-id"]
    )
  }

  private var groupListing: EC2Listing<SecurityGroup> {
    EC2Listing(
      idName: "GroupId",
      notFoundCode: "InvalidGroup.NotFound",
      noun: "security group",
      pageSizes: 5...1000,
      values: { filter, group in
        switch filter {
        case "group-id": [group.id]
        case "group-name": [group.name]
        case "vpc-id": [group.vpcId]
        default: nil
        }
      },
      filters: ["group-id", "group-name", "vpc-id"]
    )
  }

  /// One page of a prefix list; a page is found by its first entry's number, as lists don't change.
  private func entries(_ inquiry: Inquiry) throws(ServiceError) -> Page<IPPrefix> {
    guard let id = inquiry.parameters.text("PrefixListId") else {
      throw ServiceError(
        "MissingParameter",
        "The request must contain the parameter PrefixListId"
      )
    }
    guard let list = prefixLists[id] else {
      throw ServiceError(
        "InvalidPrefixListID.NotFound",
        "The prefix list ID '\(id)' does not exist"
      )
    }
    let size = min(max(try inquiry.number("MaxResults") ?? 100, 1), 100)
    let start = inquiry.parameters.text("NextToken").flatMap(PageToken.key).flatMap(Int.init) ?? 0
    let rest = list.ranges.dropFirst(max(start, 0))
    return Page(
      rows: Array(rest.prefix(size)),
      next: rest.count > size ? "\(start + size)" : nil
    )
  }

  /// EC2's word for what an interface is for.
  func type(of interface: NetworkInterface) -> String {
    endpointInterfaces.contains(interface.id) ? "vpc_endpoint" : "interface"
  }
}

extension VPCEndpoint {
  /// The state as EC2 spells it: an observation has it in lower case.
  var stateOnTheWire: String { state == "pendingacceptance" ? "pendingAcceptance" : state }
}
