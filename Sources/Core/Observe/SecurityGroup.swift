/// A security group, as DescribeSecurityGroups shows it.
///
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html
package struct SecurityGroup: Hashable, Sendable {
  package var id: String
  package var name: String
  package var vpcId: String

  /// What may come in; the rules only ever allow, so that their order means nothing.
  package var ingress: [SecurityGroupRule]

  /// What may go out.
  package var egress: [SecurityGroupRule]

  package init(
    id: String,
    name: String,
    vpcId: String,
    ingress: [SecurityGroupRule] = [],
    egress: [SecurityGroupRule] = []
  ) {
    self.id = id
    self.name = name
    self.vpcId = vpcId
    self.ingress = ingress
    self.egress = egress
  }
}

/// A rule of a security group: a kind of traffic, and all the peers it is allowed with.
package struct SecurityGroupRule: Hashable, Sendable {
  /// EC2's word, such as `tcp`, or `-1` for all.
  package var `protocol`: String

  /// Nil where the protocol has no ports or all are meant.
  package var ports: ClosedRange<Int>?

  package var ranges: [IPPrefix]
  package var groups: [SecurityGroupPeer]
  package var prefixListIds: [String]

  package init(
    protocol: String,
    ports: ClosedRange<Int>? = nil,
    ranges: [IPPrefix] = [],
    groups: [SecurityGroupPeer] = [],
    prefixListIds: [String] = []
  ) {
    self.protocol = `protocol`
    self.ports = ports
    self.ranges = ranges
    self.groups = groups
    self.prefixListIds = prefixListIds
  }
}

/// A security group that a rule names in place of addresses: all that have the group.
package struct SecurityGroupPeer: Hashable, Comparable, Sendable {
  package var id: String

  /// The account that has it, where it is another than the rule's.
  package var account: AccountID?

  package init(_ id: String, account: AccountID? = nil) {
    self.id = id
    self.account = account
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.id, left.account?.description ?? "") < (right.id, right.account?.description ?? "")
  }
}

/// A prefix list that a rule of a security group names, as GetManagedPrefixListEntries shows it.
package struct PrefixList: Hashable, Sendable {
  package var id: String
  package var ranges: [IPPrefix]

  package init(id: String, ranges: [IPPrefix]) {
    self.id = id
    self.ranges = ranges
  }
}
