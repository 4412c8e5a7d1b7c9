/// What a first spec is written from: what was chosen, and what was seen of it.
package struct SpecDraft: Hashable, Sendable {
  /// Where the addresses come from; an environment or a VPC endpoint.
  package enum Source: Hashable, Sendable {
    case environment(String)
    case vpcEndpoint(String)
  }

  /// The target group that is kept in step.
  package enum Group: Hashable, Sendable {
    case existing(TargetGroup)
    /// One that is made, in a VPC.
    case created(name: String, vpcId: String)
  }

  /// The listener's certificate.
  package enum Certificate: Hashable, Sendable {
    case arn(ARN)
    case domain(String)
  }

  /// The rule that brings some hosts to the group, on a listener that others use.
  package struct Route: Hashable, Sendable {
    package var rule: RuleSpec

    /// Whether the listener has it already.
    package var isThere: Bool

    package init(_ rule: RuleSpec, isThere: Bool) {
      self.rule = rule
      self.isThere = isThere
    }
  }

  package var name: String
  package var region: String
  package var account: AccountID
  package var source: Source

  /// What the endpoint has now.
  package var addresses: Set<IPAddress>

  package var group: Group

  /// Nil for a listener that is only shown as an example, as where no certificate is known.
  package var loadBalancer: String?

  package var certificate: Certificate?

  /// Nil where the listener's default action forwards to the group.
  package var route: Route?

  /// Why the listener is only an example, where that is not for want of something chosen.
  package var obstacle: String?

  package init(
    name: String,
    region: String,
    account: AccountID,
    source: Source,
    addresses: Set<IPAddress>,
    group: Group,
    loadBalancer: String? = nil,
    certificate: Certificate? = nil,
    route: Route? = nil
  ) {
    self.name = name
    self.region = region
    self.account = account
    self.source = source
    self.addresses = addresses
    self.group = group
    self.loadBalancer = loadBalancer
    self.certificate = certificate
    self.route = route
  }

  /// A binding's name made of another thing's: its letters in lower case, its digits, and hyphens.
  package static func bindingName(from text: String) -> String {
    let letters = text.lowercased().unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let name = String(letters.prefix(63))
    return name.isEmpty ? "binding" : name
  }

  /// The name of a target group that is to be made for a binding: a free one, because `create` would
  /// take a group that has the name for its own.
  package static func groupName(for binding: String, besides taken: Set<String> = []) -> String {
    var number = 1
    while true {
      let ending = number == 1 ? "-web" : "-web-\(number)"
      let stem = binding.prefix(32 - ending.count).drop { $0 == "-" }
      let end = stem.lastIndex { $0 != "-" }
      let name = (end.map { String(stem[...$0]) } ?? "binding") + ending
      if !taken.contains(name) { return name }
      number += 1
    }
  }
}
