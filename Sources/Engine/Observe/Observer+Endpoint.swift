import AWS
import Core
import Resolver

/// What was seen of where a binding's addresses come from.
struct EndpointSightings: Sendable {
  var environment: Environment?
  var endpoints: [VPCEndpoint] = []
  var interfaces: [NetworkInterface] = []
  var names: [NameSighting] = []

  /// The interfaces that were asked for by their ids: one that was not answered is not there.
  var askedInterfaces: Set<String> = []
}

extension Observer {
  /// Finds the environment and the endpoints that a binding's source names.
  func locateEndpoints(
    of binding: Binding,
    in region: String,
    through client: Client
  ) async throws(ObserveError) -> EndpointSightings {
    let spec = binding.endpoint
    switch spec.source {
    case .mwaaEnvironment(let name):
      let roles = [binding.assumeRole, spec.environmentAssumeRole]
      let mwaa = try access.client(in: region, as: roles)
      let call = MWAA.environment(named: name)
      let found = try await mwaa.find(call, absent: ["ResourceNotFoundException"])
      guard let found else { return EndpointSightings() }
      var seen = EndpointSightings(environment: try Environment(found))
      if let service = seen.environment?.webServerEndpointService {
        seen.endpoints = try await endpoints(of: service, through: client)
      }
      return seen
    case .vpcEndpoint(let id):
      let named = try await client.all(
        EC2.describeVPCEndpoints(.ids([id])),
        absent: ["InvalidVpcEndpointId.NotFound", "InvalidVpcEndpointId.Malformed"]
      )
      return EndpointSightings(endpoints: named.prefix(1).map { VPCEndpoint($0) })
    case .service(let name, _):
      return EndpointSightings(endpoints: try await endpoints(of: name, through: client))
    case .hostname, .addresses:
      return EndpointSightings()
    }
  }

  private func endpoints(
    of service: String,
    through client: Client
  ) async throws(ObserveError) -> [VPCEndpoint] {
    let seen = try await client.all(
      EC2.describeVPCEndpoints(.filters([EC2.Filter("service-name", service)]))
    )
    return seen.filter { $0.type == "Interface" }.map { VPCEndpoint($0) }
  }

  /// Reads the interfaces of the endpoints that were located, and asks DNS for the names that lead
  /// to them.
  func look(
    behind located: EndpointSightings,
    of binding: Binding,
    through client: Client
  ) async throws(ObserveError) -> EndpointSightings {
    let spec = binding.endpoint
    async let answers = result { () throws(ObserveError) in
      try await askAll(names(leadingTo: located, spec), spec)
    }
    async let siblings = result { () throws(ObserveError) in
      try await self.siblings(of: located, spec.source, through: client)
    }
    var seen = located
    let ids = located.endpoints.flatMap(\.networkInterfaceIds)
    seen.interfaces = try await interfaces("network-interface-id", ids, through: client)
    seen.askedInterfaces = Set(ids)
    seen.names = try await answers.get()
    seen.endpoints += try await siblings.get()
    return seen
  }

  /// The names that DNS is asked for.
  private func names(leadingTo located: EndpointSightings, _ spec: EndpointSpec) -> [String] {
    if case .hostname(let name) = spec.source { return [name] }
    guard spec.dns != .off else { return [] }
    var names = located.endpoints.compactMap(\.regionalNames.first)
    if let environment = located.environment, environment.webServerEndpointService != nil {
      names += [environment.webServerHost].compactMap(\.self)
    }
    return names
  }

  /// The other endpoints of the service of one that is named: what they hold is no stranger's.
  private func siblings(
    of located: EndpointSightings,
    _ source: EndpointSource,
    through client: Client
  ) async throws(ObserveError) -> [VPCEndpoint] {
    guard case .vpcEndpoint = source, let named = located.endpoints.first else { return [] }
    return try await endpoints(of: named.serviceName, through: client)
      .filter { $0.id != named.id }
  }

  /// The network interfaces that a filter finds.
  func interfaces(
    _ filter: String,
    _ values: [String],
    in vpc: String? = nil,
    through client: Client
  ) async throws(ObserveError) -> [NetworkInterface] {
    try await client.all(
      where: filter,
      isOneOf: Set(values),
      and: vpc.map { [EC2.Filter("vpc-id", $0)] } ?? [],
      EC2.describeNetworkInterfaces
    ) { seen throws(ObserveError) in try NetworkInterface(seen) }
  }

  func askAll(
    _ names: [String],
    _ spec: EndpointSpec
  ) async throws(ObserveError) -> [NameSighting] {
    let answers = await inParallel(names, atMost: parallelism) { name in
      await result { () throws(ObserveError) in try await ask(name, spec) }
    }
    var sightings: [NameSighting] = []
    for answer in answers { sightings.append(try answer.get()) }
    return sightings
  }

  private func ask(_ name: String, _ spec: EndpointSpec) async throws(ObserveError) -> NameSighting
  {
    let name = name.lowercased()
    do throws(ResolverError) {
      let answer = try await resolver(spec.resolver).resolve(name)
      return NameSighting(
        name: name,
        resolver: spec.resolver,
        canonicalNames: answer.canonicalNames,
        addresses: answer.addresses.compactMap { IPAddress($0) }.sorted()
      )
    } catch {
      switch error {
      case .invalidServer(let server): throw .resolverInvalid(server)
      case .timedOut, .failed:
        return NameSighting(name: name, resolver: spec.resolver, failure: error.words)
      }
    }
  }
}

extension ResolverError {
  fileprivate var words: String {
    switch self {
    case .timedOut: "no DNS server answered in time"
    case .failed(_, let reason): reason
    case .invalidServer(let server): "\(server) is no DNS server's address"
    }
  }
}
