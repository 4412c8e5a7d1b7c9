/// Whether security groups let a load balancer reach an address on a port, in one direction.
package struct Passage: Hashable, Sendable {
  package enum Direction: String, Hashable, Sendable, CaseIterable {
    /// Out of the load balancer, by its own groups.
    case egress
    /// Into the endpoint, by the endpoint's.
    case ingress
  }

  package enum Verdict: Hashable, Sendable {
    case open
    /// Open from a part of the load balancer's subnets, so that some of its nodes get through.
    case partly([MissingRule])
    /// Shut: no rule of any group allows it. The rules to add are sorted and never empty.
    case blocked([MissingRule])
    /// Nobody knows, with why, as the tail of a sentence.
    case unknown(String)
  }

  package var direction: Direction
  package var address: IPAddress
  package var port: Int
  package var verdict: Verdict

  package init(_ direction: Direction, _ address: IPAddress, port: Int, _ verdict: Verdict) {
    self.direction = direction
    self.address = address
    self.port = port
    self.verdict = verdict
  }
}

/// A rule that a security group lacks, as what to do about it.
package struct MissingRule: Hashable, Comparable, Sendable {
  /// Whom the rule has to allow.
  package enum Peer: Hashable, Sendable {
    case group(SecurityGroupPeer)
    case range(IPPrefix)
  }

  /// The group that lacks it, with its account where that is another than the target group's.
  package var group: SecurityGroupPeer
  package var direction: Passage.Direction
  package var port: Int
  package var peer: Peer

  package init(
    _ group: SecurityGroupPeer,
    _ direction: Passage.Direction,
    port: Int,
    _ peer: Peer
  ) {
    self.group = group
    self.direction = direction
    self.port = port
    self.peer = peer
  }

  /// The rule in words, such as `let sg-0a accept TCP 443 from sg-0b`.
  package var words: String {
    let own = group.id + (group.account.map { " (account \($0))" } ?? "")
    return switch direction {
    case .egress: "let \(own) send TCP \(port) to \(peerText)"
    case .ingress: "let \(own) accept TCP \(port) from \(peerText)"
    }
  }

  /// The AWS CLI's command that adds it, for credentials of the group's own account.
  ///
  /// https://docs.aws.amazon.com/cli/latest/reference/ec2/authorize-security-group-ingress.html
  package var command: String {
    let head = "aws ec2 authorize-security-group-\(direction.rawValue) --group-id \(group.id)"
    switch (direction, peer) {
    case (.ingress, .group(let peer)):
      let owner = peer.account.map { " --group-owner \($0)" } ?? ""
      return "\(head) --protocol tcp --port \(port) --source-group \(peer.id)\(owner)"
    case (.ingress, .range(let range)) where range.isIPv4:
      return "\(head) --protocol tcp --port \(port) --cidr \(range)"
    case (_, .group(let peer)):
      let owner = peer.account.map { ",UserId=\($0)" } ?? ""
      return "\(head) --ip-permissions "
        + permission("UserIdGroupPairs=[{GroupId=\(peer.id)\(owner)}]")
    case (_, .range(let range)):
      let peer =
        range.isIPv4 ? "IpRanges=[{CidrIp=\(range)}]" : "Ipv6Ranges=[{CidrIpv6=\(range)}]"
      return "\(head) --ip-permissions \(permission(peer))"
    }
  }

  private var peerText: String {
    switch peer {
    case .group(let peer): peer.id + (peer.account.map { " (account \($0))" } ?? "")
    case .range(let range): range.description
    }
  }

  private func permission(_ peer: String) -> String {
    "'IpProtocol=tcp,FromPort=\(port),ToPort=\(port),\(peer)'"
  }

  package static func < (left: Self, right: Self) -> Bool { left.command < right.command }
}
