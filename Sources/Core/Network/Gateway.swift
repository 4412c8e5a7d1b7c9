/// The passages of one direction that came to the same verdict, together: what an operator reads of
/// them.
struct Gateway {
  private(set) var addresses: Set<IPAddress> = []
  private var ports: Set<Int> = []
  private var rules: Set<MissingRule> = []

  /// Takes the passages for whose verdict there are rules to add, or an empty list of them.
  init(_ passages: [Passage], rules: (Passage.Verdict) -> [MissingRule]?) {
    for passage in passages {
      guard let missing = rules(passage.verdict) else { continue }
      addresses.insert(passage.address)
      ports.insert(passage.port)
      self.rules.formUnion(missing)
    }
  }

  var isEmpty: Bool { addresses.isEmpty }

  /// That the way is shut.
  func words(_ direction: Passage.Direction, _ reach: Reachability) -> String {
    switch direction {
    case .egress:
      "\(reach.balancerText) don't let it send to \(addressText) on \(portText)."
    case .ingress:
      "\(reach.endpointText) don't accept \(reach.loadBalancer.name) at \(addressText) on "
        + "\(portText)."
    }
  }

  /// That the way is open.
  func openWords(_ direction: Passage.Direction, _ reach: Reachability) -> String {
    switch direction {
    case .egress: "\(reach.balancerText) let it send to \(addressText) on \(portText)."
    case .ingress:
      "\(reach.endpointText) accept \(reach.loadBalancer.name) at \(addressText) on \(portText)."
    }
  }

  /// That the way is open from some of the load balancer's subnets.
  func partWords(_ reach: Reachability) -> String {
    "\(reach.endpointText) accept \(reach.loadBalancer.name) at \(addressText) on \(portText) from "
      + "only a part of its subnets, in any of which its nodes may be."
  }

  /// The rules to add, each with its command.
  var remedy: String {
    rules.sorted().map { rule in
      "\(rule.words.prefix(1).uppercased())\(rule.words.dropFirst()): `\(rule.command)`."
    }.joined(separator: " ")
  }

  private var addressText: String { addresses.sorted().map(\.description).listed }
  private var portText: String {
    (ports.count == 1 ? "port " : "ports ") + ports.sorted().map(String.init).listed
  }
}

extension Reachability {
  var balancerText: String { Self.text(of: path.balancer.groups, loadBalancer.name) }

  var endpointText: String { Self.text(of: path.endpoint?.groups ?? [], endpointId ?? "") }

  private static func text(of groups: [String], _ owner: String) -> String {
    "The security groups of \(owner) (\(groups.joined(separator: ", ")))"
  }
}

extension [String] {
  /// The texts as a list in a sentence.
  fileprivate var listed: String {
    guard count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}
