extension EC2 {
  /// The near end of a private connection from a VPC to a service.
  package struct VPCEndpoint: Hashable, Sendable {
    package var id: String
    package var serviceName: String

    /// In lower case: EC2's model says `Available` where its answers say `available`.
    package var state: String

    /// `Interface`, `Gateway`, `GatewayLoadBalancer` or what AWS adds.
    package var type: String

    package var vpcID: String
    package var subnetIDs: [String]
    package var networkInterfaceIDs: [String]
    package var groupIDs: [String]

    /// The names of its DnsEntries, in EC2's order.
    package var dnsNames: [String]

    /// The endpoint policy, as JSON text; nil where EC2 shows none.
    package var policyDocument: String?
  }

  /// Asks for VPC endpoints; an unknown id is an `InvalidVpcEndpointId.NotFound`.
  ///
  /// Endpoints that are being deleted, or were, are listed for a while.
  package static func describeVPCEndpoints(_ selection: Selection) -> Listing<VPCEndpoint> {
    listing(
      .describeVPCEndpoints,
      selection,
      idName: "VpcEndpointId",
      list: "vpcEndpointSet"
    ) { item throws(ReadingError) in try VPCEndpoint(item) }
  }
}

extension EC2.VPCEndpoint {
  init(_ item: XMLElement) throws(ReadingError) {
    id = try item.text("vpcEndpointId")
    serviceName = try item.text("serviceName")
    state = try item.text("state").lowercased()
    type = try item.text("vpcEndpointType")
    vpcID = try item.text("vpcId")
    subnetIDs = try item.list("subnetIdSet", of: "item") { $0.text }
    networkInterfaceIDs = try item.list("networkInterfaceIdSet", of: "item") { $0.text }
    groupIDs = try item.list("groupSet", of: "item") { group throws(ReadingError) in
      try group.text("groupId")
    }
    dnsNames = try item.list("dnsEntrySet", of: "item") { entry throws(ReadingError) in
      try entry.text("dnsName")
    }
    policyDocument = item.optionalText("policyDocument")
  }
}
