extension EC2 {
  /// A virtual firewall: what the interfaces that have it may accept and send.
  package struct SecurityGroup: Hashable, Sendable {
    package var id: String
    package var name: String
    package var vpcID: String
    package var ownerID: String
    package var ingress: [Permission]
    package var egress: [Permission]

    /// One rule of a kind of traffic, with all the peers it is allowed with.
    package struct Permission: Hashable, Sendable {
      /// `tcp`, `udp`, `icmp`, `icmpv6`, another protocol's number, or `-1` for all.
      package var protocolName: String

      /// The first and the last port; nil where the protocol has none or all are meant.
      package var fromPort: Int?
      package var toPort: Int?

      /// Ranges of addresses in CIDR form, of IPv4 and IPv6.
      package var ranges: [String]
      package var groups: [Peer]
      package var prefixListIDs: [String]
    }

    /// A group that a rule names in place of addresses.
    package struct Peer: Hashable, Sendable {
      package var id: String
      package var ownerID: String?

      /// The state of the peering that it is reached by, such as `deleted`; nil without one.
      package var peeringStatus: String?
    }
  }

  /// Asks for security groups; an unknown id is an `InvalidGroup.NotFound`.
  package static func describeSecurityGroups(_ selection: Selection) -> Listing<SecurityGroup> {
    listing(.describeSecurityGroups, selection, idName: "GroupId", list: "securityGroupInfo") {
      item throws(ReadingError) in try SecurityGroup(item)
    }
  }
}

extension EC2.SecurityGroup {
  init(_ item: XMLElement) throws(ReadingError) {
    id = try item.text("groupId")
    name = try item.text("groupName")
    // A group of the days before VPCs has none.
    vpcID = item.optionalText("vpcId") ?? ""
    ownerID = try item.text("ownerId")
    ingress = try item.list("ipPermissions", of: "item") { permission throws(ReadingError) in
      try Permission(permission)
    }
    egress = try item.list("ipPermissionsEgress", of: "item") { permission throws(ReadingError) in
      try Permission(permission)
    }
  }
}

extension EC2.SecurityGroup.Permission {
  init(_ item: XMLElement) throws(ReadingError) {
    protocolName = try item.text("ipProtocol")
    fromPort = try item.optionalInteger("fromPort")
    toPort = try item.optionalInteger("toPort")
    ranges =
      try item.list("ipRanges", of: "item") { range throws(ReadingError) in
        try range.text("cidrIp")
      }
      + item.list("ipv6Ranges", of: "item") { range throws(ReadingError) in
        try range.text("cidrIpv6")
      }
    groups = try item.list("groups", of: "item") { group throws(ReadingError) in
      EC2.SecurityGroup.Peer(
        id: try group.text("groupId"),
        ownerID: group.optionalText("userId"),
        peeringStatus: group.optionalText("peeringStatus")
      )
    }
    prefixListIDs = try item.list("prefixListIds", of: "item") { list throws(ReadingError) in
      try list.text("prefixListId")
    }
  }
}
