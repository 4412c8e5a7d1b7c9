import Core

/// What the security groups of one Region let load balancers reach, whoever owns them.
///
/// A packet passes where a rule of the load balancer's groups lets it out and one of the endpoint's
/// lets it in. An end whose groups the world doesn't list lets everything through, so that a world
/// written by hand needs none; and so does one that no endpoint is known of.
struct Firewall {
  /// A load balancer's end: its groups, and an address in each of its subnets.
  private struct Sender {
    var groups: [String]
    var nodes: [IPAddress]
  }

  private var groups: [String: SecurityGroup] = [:]
  private var lists: [String: [IPPrefix]] = [:]
  private var senders: [ARN: Sender] = [:]
  /// The groups of the endpoints' addresses, by VPC: two VPCs may have one address.
  private var receivers: [String: [IPAddress: [String]]] = [:]
  private var anywhere: [IPAddress: [String]] = [:]

  init() {}

  init(_ resources: [Resources]) {
    for group in resources.flatMap(\.securityGroups) { groups[group.id] = group }
    guard !groups.isEmpty else { return }
    for list in resources.flatMap(\.prefixLists) { lists[list.id] = list.ranges }
    let ranges = Dictionary(
      resources.flatMap(\.subnets).map { ($0.id, $0.cidrBlocks) },
      uniquingKeysWith: { $0.isEmpty ? $1 : $0 }
    )
    for balancer in resources.flatMap(\.loadBalancers) {
      let nodes = balancer.zones.flatMap { ranges[$0.subnetId] ?? [] }.map(\.first)
      senders[balancer.arn] = Sender(groups: balancer.securityGroupIds, nodes: nodes)
    }
    var addresses: [String: [IPAddress]] = [:]
    for interface in resources.flatMap(\.networkInterfaces) {
      addresses[interface.id, default: []] += interface.addresses
    }
    for endpoint in resources.flatMap(\.vpcEndpoints) where endpoint.state == "available" {
      for address in endpoint.networkInterfaceIds.flatMap({ addresses[$0] ?? [] }) {
        receivers[endpoint.vpcId, default: [:]][address] = endpoint.securityGroupIds
        anywhere[address] = endpoint.securityGroupIds
      }
    }
  }

  /// Whether any of some load balancers of a VPC reaches an address on a port: there, or else in a
  /// VPC that it is peered with.
  func lets(_ balancers: [ARN], of vpc: String?, reach address: IPAddress, port: Int) -> Bool {
    guard !groups.isEmpty, !balancers.isEmpty else { return true }
    return balancers.contains { arn in
      guard let sender = senders[arn] else { return true }
      let receiver = vpc.flatMap { receivers[$0]?[address] } ?? anywhere[address] ?? []
      let isOut =
        rules(sender.groups, \.egress).map { rules in
          rules.contains { opens($0, port, to: [address], of: receiver) }
        } ?? true
      let isIn =
        rules(receiver, \.ingress).map { rules in
          let nodes = sender.nodes.filter { $0.isIPv4 == address.isIPv4 }
          return rules.contains { opens($0, port, to: [], of: sender.groups) }
            || nodes.allSatisfy { node in
              rules.contains { opens($0, port, to: [node], of: []) }
            } && !rules.isEmpty
        } ?? true
      return isOut && isIn
    }
  }

  /// The rules of some groups together; nil where the world doesn't list them all.
  private func rules(
    _ ids: [String],
    _ direction: (SecurityGroup) -> [SecurityGroupRule]
  ) -> [SecurityGroupRule]? {
    let known = ids.compactMap { groups[$0] }
    return known.count == ids.count && !ids.isEmpty ? known.flatMap(direction) : nil
  }

  private func opens(
    _ rule: SecurityGroupRule,
    _ port: Int,
    to addresses: [IPAddress],
    of groups: [String]
  ) -> Bool {
    guard rule.protocol == "-1" || rule.protocol == "tcp", rule.ports?.contains(port) ?? true else {
      return false
    }
    let ranges = rule.ranges + rule.prefixListIds.flatMap { lists[$0] ?? [] }
    return rule.groups.contains { groups.contains($0.id) }
      || addresses.contains { address in ranges.contains { $0.contains(address) } }
  }
}
