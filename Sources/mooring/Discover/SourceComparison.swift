import Core

/// What each source says of a binding's addresses, side by side.
///
/// The API's way goes from the environment over its endpoint service and the endpoint to the network
/// interfaces. The way of AWS's own guide goes from the web server's name over its CNAME, which is
/// one of the endpoint's DnsEntries, to the addresses in DNS.
/// https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-vpe-access.html
struct SourceComparison: Hashable, Sendable {
  let plan: BindingPlan

  /// Nil where no environment names the endpoint, or it was not found.
  let environment: Environment?

  /// Every VPC endpoint of the wanted service, sorted by id; the chosen one among them.
  let candidates: [VPCEndpoint]

  /// Nil where none could be chosen, or the source is not an endpoint.
  let endpoint: VPCEndpoint?

  /// The web server's name and where it leads; nil where no environment gives one.
  let webServer: CanonicalPath?

  /// In the order in which they are shown; the first is what targets are made from.
  let sources: [AddressSource]

  init(_ plan: BindingPlan, in observation: Observation) {
    self.plan = plan
    let spec = plan.binding.endpoint
    let places = Places(of: plan.binding, caller: observation.caller, region: plan.place.region)
    let endpoints = observation[places.endpoint].vpcEndpoints
    let chosen = endpoints.first { $0.id == plan.endpoint?.vpcEndpointId }
    environment =
      if case .mwaaEnvironment(let name) = spec.source {
        observation[places.environment].environments.first { $0.name == name }
      } else { nil }
    let service = plan.endpoint?.serviceName ?? environment?.webServerEndpointService
    candidates = endpoints.filter { $0.serviceName == service }.sorted { $0.id < $1.id }
    endpoint = chosen

    func answer(_ name: String) -> AddressSource.Answer {
      guard let seen = observation.sighting(of: name, resolver: spec.resolver) else {
        return .notAsked
      }
      if let failure = seen.failure { return .failed(failure) }
      let addresses = Set(seen.addresses).sorted()
      return addresses.isEmpty ? .silent : .addresses(addresses)
    }
    let named = plan.endpoint?.addresses.map(\.address) ?? []
    var sources: [AddressSource] = []
    switch spec.source {
    case .addresses: sources.append(AddressSource(.spec, .addresses(named)))
    case .hostname(let name): sources.append(AddressSource(.hostname(name), answer(name)))
    case .mwaaEnvironment, .vpcEndpoint, .service:
      sources.append(
        AddressSource(.networkInterfaces, named.isEmpty ? .silent : .addresses(named))
      )
    }
    if let host = environment?.webServerHost {
      let sighting = observation.sighting(of: host, resolver: spec.resolver)
      webServer = CanonicalPath(host: host, sighting: sighting, endpoints: endpoints)
      sources.append(AddressSource(.webServer(host), answer(host)))
    } else {
      webServer = nil
    }
    if let name = chosen?.regionalNames.first {
      sources.append(AddressSource(.endpointName(name), answer(name)))
    }
    self.sources = sources
  }

  /// Every address that any source names, sorted.
  var addresses: [IPAddress] { Set(sources.flatMap(\.addresses)).sorted() }

  /// What the sources come to together.
  var verdict: Verdict {
    guard let first = sources.first, !first.addresses.isEmpty else { return .nothing }
    let others = sources.dropFirst().filter { !$0.addresses.isEmpty }
    guard !others.isEmpty else {
      switch first.kind {
      case .spec: return .givenInSpec
      case .hostname: return .onlyDNS
      case .networkInterfaces, .webServer, .endpointName: return .unconfirmed
      }
    }
    let known = Set(first.addresses)
    let extra = Set(others.flatMap(\.addresses)).filter { $0.isIPv4 }.subtracting(known)
    if !extra.isEmpty { return .contradicted(by: extra.sorted()) }
    let missing = others.reduce(into: Set<IPAddress>()) { missing, source in
      missing.formUnion(known.subtracting(source.addresses))
    }
    return missing.isEmpty ? .agreed : .agreedInPart(missing: missing.sorted())
  }
}

/// What one source says of the addresses.
struct AddressSource: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// The endpoint's network interfaces, by the EC2 API.
    case networkInterfaces
    /// The environment's web server, by its name in DNS.
    case webServer(String)
    /// The endpoint, by its own name in DNS.
    case endpointName(String)
    /// The name that the spec gives.
    case hostname(String)
    /// The addresses that the spec gives.
    case spec
  }

  enum Answer: Hashable, Sendable {
    /// Sorted; never empty.
    case addresses([IPAddress])
    /// An answer without an address.
    case silent
    case failed(String)
    /// The spec says `dns: off`, or the recording doesn't have the name.
    case notAsked
  }

  let kind: Kind
  let answer: Answer

  init(_ kind: Kind, _ answer: Answer) {
    self.kind = kind
    self.answer = answer
  }

  var addresses: [IPAddress] {
    if case .addresses(let addresses) = answer { addresses } else { [] }
  }
}

/// What a comparison comes to.
enum Verdict: Hashable, Sendable {
  /// Every source that answers names the same addresses.
  case agreed
  /// DNS names some of the addresses and no others: a resolver may answer with a part.
  case agreedInPart(missing: [IPAddress])
  /// DNS names addresses that the network interfaces don't have.
  case contradicted(by: [IPAddress])
  /// DNS doesn't answer here.
  case unconfirmed
  case onlyDNS
  case givenInSpec
  /// No address at all.
  case nothing
}

/// Where a web server's name leads in DNS.
struct CanonicalPath: Hashable, Sendable {
  enum End: Hashable, Sendable {
    /// Among the DnsEntries of the VPC endpoint of this id.
    case endpoint(id: String)
    /// The name has no CNAME.
    case none
    /// Its CNAME is in no endpoint's DnsEntries.
    case unknown
  }

  let host: String

  /// The canonical names on the way, in order.
  let names: [String]

  let end: End

  init(host: String, sighting: NameSighting?, endpoints: [VPCEndpoint]) {
    self.host = host
    names = sighting?.canonicalNames ?? []
    let passed = Set(names.map { $0.lowercased() })
    let owner = endpoints.sorted { $0.id < $1.id }.first { endpoint in
      endpoint.dnsNames.contains { passed.contains($0.lowercased()) }
    }
    if let owner {
      end = .endpoint(id: owner.id)
    } else {
      end = names.isEmpty ? .none : .unknown
    }
  }
}

/// One binding of a discovery.
enum DiscoveredBinding: Hashable, Sendable {
  case compared(SourceComparison)
  case failed(FailedBinding)

  var failure: FailedBinding? {
    if case .failed(let failed) = self { failed } else { nil }
  }
}
