/// What was seen of one account in one Region.
package struct Resources: Hashable, Sendable {
  package var environments: [Environment] = []
  package var vpcEndpoints: [VPCEndpoint] = []
  package var networkInterfaces: [NetworkInterface] = []
  package var subnets: [Subnet] = []
  package var securityGroups: [SecurityGroup] = []
  package var prefixLists: [PrefixList] = []
  package var targetGroups: [TargetGroup] = []
  package var loadBalancers: [LoadBalancer] = []
  package var listeners: [Listener] = []
  package var rules: [Rule] = []
  package var certificates: [Certificate] = []
  package var unread: [Unread] = []

  /// The API hosts that are not AWS's own, by service, such as `ec2`: `http://127.0.0.1:5000`.
  package var apiHosts: [String: String] = [:]

  package init() {}
}

/// A resource that could not be read, so that nothing is known of it.
///
/// Only what stands before the target group may be unread: a listener's trouble never blocks a
/// target.
package struct Unread: Hashable, Comparable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case loadBalancer
    case certificate
    case securityGroup
    case prefixList
  }

  package var kind: Kind

  /// The name or ARN that was asked for.
  package var name: String

  /// What the call answered, for people.
  package var reason: String

  package init(_ kind: Kind, name: String, reason: String) {
    self.kind = kind
    self.name = name
    self.reason = reason
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.kind.rawValue, left.name, left.reason) < (right.kind.rawValue, right.name, right.reason)
  }
}
