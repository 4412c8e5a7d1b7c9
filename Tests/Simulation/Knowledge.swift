import Core
import Resolver

/// What a client was told: of each question, the world as it was when it was answered.
///
/// Two questions may have been answered before and after an event; a client can't know better.
struct Knowledge: Sendable {
  let binding: Binding

  /// The questions whose answers a rule is about.
  enum Part: Hashable, Sendable {
    case environments, endpoints, interfaces, group, targets, tags, occupants, listeners, rules
    case furtherCertificates, certificates, importTags
  }

  private var answers: [Part: Truth] = [:]
  var names: [String: NameAnswer] = [:]

  init(of binding: Binding) { self.binding = binding }

  subscript(part: Part) -> Truth? {
    get { answers[part] }
    set { answers[part] = newValue }
  }

  var environment: Environment? {
    guard case .mwaaEnvironment(let name) = binding.endpoint.source else { return nil }
    let owner = binding.endpoint.environmentAssumeRole
    return self[.environments]?.resources(of: owner).environments.first { $0.name == name }
  }

  /// The one endpoint that the spec is about; nil where there is none, or where nobody can tell.
  var endpoint: VPCEndpoint? {
    let all = endpoints
    let alive = all.filter {
      !["deleting", "deleted", "failed", "rejected", "expired"].contains($0.state)
    }
    switch binding.endpoint.source {
    case .mwaaEnvironment:
      guard let environment, let service = environment.webServerEndpointService else { return nil }
      let candidates = alive.filter { $0.serviceName == service }
      if candidates.count < 2 { return candidates.first }
      let chain = environment.webServerHost.flatMap { names[$0] }?.canonicalNames ?? []
      let named = candidates.filter { candidate in chain.contains { $0.hasPrefix(candidate.id) } }
      return named.count == 1 ? named[0] : nil
    case .vpcEndpoint(let id): return alive.first { $0.id == id }
    case .service(let name, let vpcId):
      let candidates = alive.filter { $0.serviceName == name && $0.vpcId == vpcId }
      return candidates.count == 1 ? candidates[0] : nil
    case .hostname, .addresses: return nil
    }
  }

  private var endpoints: [VPCEndpoint] {
    self[.endpoints]?.resources(of: binding.endpoint.assumeRole).vpcEndpoints ?? []
  }

  private var ownInterfaces: [NetworkInterface] {
    let ids = endpoint?.networkInterfaceIds ?? []
    let owner = binding.endpoint.assumeRole
    let all = self[.interfaces]?.resources(of: owner).networkInterfaces ?? []
    return all.filter { ids.contains($0.id) }
  }

  private var family: AddressFamily { self[.group]?.group?.family ?? .ipv4 }

  /// The targets that should be there.
  var wanted: Set<Target> {
    let addresses: [IPAddress] =
      switch binding.endpoint.source {
      case .addresses(let addresses): addresses
      case .hostname(let name): addressesOf(name)
      default: ownInterfaces.compactMap { $0.addresses.first { $0.family == family } }
      }
    return Set(addresses.map { Target($0, port: binding.targetGroup.port) })
  }

  func addressesOf(_ name: String) -> [IPAddress] {
    (names[name.lowercased()]?.addresses ?? []).compactMap { IPAddress($0) }
  }

  /// Whether the endpoint shows an interface for each subnet, and an address for each interface.
  var isEndpointWhole: Bool {
    guard let endpoint else { return false }
    let shown = ownInterfaces.filter { !$0.addresses.isEmpty }
    return !shown.isEmpty
      && shown.count >= max(endpoint.subnetIds.count, endpoint.networkInterfaceIds.count)
  }

  /// The registered targets whose address surely belongs to somebody else.
  var strangers: Set<Target> {
    guard isEndpointWhole, let endpoint else { return [] }
    let service = endpoints.filter { $0.serviceName == endpoint.serviceName }
    let ours = Set(service.flatMap(\.networkInterfaceIds))
    let theirs = (self[.occupants]?.here.networkInterfaces ?? []).filter {
      $0.status == "in-use" && $0.vpcId == self[.group]?.group?.vpcId && !ours.contains($0.id)
    }
    let addresses = Set(theirs.flatMap(\.addresses)).subtracting(wanted.map(\.address))
    return (self[.targets]?.registered ?? []).filter { addresses.contains($0.address) }
  }

  /// The strangers that nothing else protects.
  var freeStrangers: Set<Target> {
    binding.safeguards.reassigned == .remove ? strangers : []
  }

  /// What the ledger names, as far as it was told.
  var ledger: Set<Target> { self[.tags]?.ledger(of: binding) ?? [] }

  /// The registered targets that serve, strangers left out where they protect nothing.
  var serving: Set<Target> { (self[.targets]?.healthy ?? []).subtracting(freeStrangers) }
}

extension Asked {
  /// What an answer tells a client of a binding, if a rule is about it.
  func part(of binding: Binding) -> Knowledge.Part? {
    switch operation {
    case "GetEnvironment": return .environments
    case "DescribeVpcEndpoints":
      // Where the spec names the endpoint, the others of its service are asked for as well.
      if case .vpcEndpoint = binding.endpoint.source, !namesEndpoint { return nil }
      return .endpoints
    case "DescribeNetworkInterfaces":
      return isFiltered(by: "network-interface-id") ? .interfaces : .occupants
    case "DescribeTargetGroups": return .group
    case "DescribeTargetHealth": return .targets
    case "DescribeListeners": return .listeners
    case "DescribeRules": return .rules
    case "DescribeListenerCertificates": return .furtherCertificates
    case "ListCertificates": return .certificates
    case "ListTagsForCertificate": return .importTags
    case "DescribeTags": return .tags
    default: return nil
    }
  }
}
