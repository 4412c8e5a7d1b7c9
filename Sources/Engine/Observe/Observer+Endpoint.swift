import AWS
import Core
import Resolver

/// What was seen of where a binding's addresses come from.
struct EndpointSightings: Sendable {
  var environment: Environment?
  var endpoints: [VPCEndpoint] = []
  var interfaces: [NetworkInterface] = []
  var subnets: [Subnet] = []
  var names: [NameSighting] = []
  var security = SecurityGroupSightings()

  /// The interfaces that were asked for by their ids: one that was not answered is not there.
  var askedInterfaces: Set<String> = []
}

extension Observer {
  /// The most values that one filter of EC2 takes.
  static let filterLimit = 200

  func sightEndpoint(
    _ binding: Binding,
    in region: String
  ) async throws(ObserveError) -> EndpointSightings {
    let spec = binding.endpoint
    let client = try access.client(in: region, as: [binding.assumeRole, spec.assumeRole])
    switch spec.source {
    case .mwaaEnvironment(let name):
      let mwaa = try access.client(
        in: region,
        as: [binding.assumeRole, spec.environmentAssumeRole]
      )
      return try await sight(environment: name, binding, mwaa: mwaa, ec2: client)
    case .vpcEndpoint(let id):
      return try await sight(endpoint: id, binding, through: client)
    case .service(let name, _):
      return try await sight(service: name, binding, through: client)
    case .hostname(let name):
      return EndpointSightings(names: [try await ask(name, spec)])
    case .addresses:
      return EndpointSightings()
    }
  }

  private func sight(
    environment name: String,
    _ binding: Binding,
    mwaa: Client,
    ec2: Client
  ) async throws(ObserveError) -> EndpointSightings {
    let found = try await mwaa.find(
      MWAA.environment(named: name),
      absent: ["ResourceNotFoundException"]
    )
    guard let found else { return EndpointSightings() }
    let environment = try Environment(found)
    guard let service = environment.webServerEndpointService else {
      return EndpointSightings(environment: environment)
    }
    let spec = binding.endpoint
    async let server = result { () throws(ObserveError) in
      try await askAll(spec.dns == .off ? [] : [environment.webServerHost].compactMap(\.self), spec)
    }
    var seen = try await sight(service: service, binding, through: ec2)
    seen.environment = environment
    seen.names += try await server.get()
    return seen
  }

  private func sight(
    endpoint id: String,
    _ binding: Binding,
    through client: Client
  ) async throws(ObserveError) -> EndpointSightings {
    let named = try await client.all(
      EC2.describeVPCEndpoints(.ids([id])),
      absent: ["InvalidVpcEndpointId.NotFound", "InvalidVpcEndpointId.Malformed"]
    )
    guard let named = named.first else { return EndpointSightings() }
    // The other endpoints of the service are asked for too: what they hold is no stranger's.
    async let siblings = result { () throws(ObserveError) in
      try await endpoints(of: named.serviceName, through: client)
    }
    var seen = try await look(behind: [VPCEndpoint(named)], binding, through: client)
    let others = try await siblings.get().filter { $0.id != id }
    seen.endpoints += others
    return seen
  }

  private func sight(
    service: String,
    _ binding: Binding,
    through client: Client
  ) async throws(ObserveError) -> EndpointSightings {
    try await look(
      behind: endpoints(of: service, through: client),
      binding,
      through: client
    )
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

  /// Reads the interfaces and subnets of endpoints, and asks DNS for their own names; and, where a
  /// load balancer is to reach them, what their security groups let in.
  private func look(
    behind endpoints: [VPCEndpoint],
    _ binding: Binding,
    through client: Client
  ) async throws(ObserveError) -> EndpointSightings {
    let spec = binding.endpoint
    let names = spec.dns == .off ? [] : endpoints.compactMap(\.regionalNames.first)
    async let answers = result { () throws(ObserveError) in try await askAll(names, spec) }
    async let subnets = result { () throws(ObserveError) in
      try await self.subnets(Set(endpoints.flatMap(\.subnetIds)), through: client)
    }
    let groups = binding.listener == nil ? [] : endpoints.flatMap(\.securityGroupIds)
    async let security = sightSecurityGroups(Set(groups), through: client)
    // By filter and not by id, for one id that is gone already would fail the call for all.
    let ids = endpoints.flatMap(\.networkInterfaceIds)
    let interfaces = try await interfaces("network-interface-id", ids, through: client)
    return EndpointSightings(
      endpoints: endpoints,
      interfaces: interfaces,
      subnets: try await subnets.get(),
      names: try await answers.get(),
      security: await security,
      askedInterfaces: Set(ids)
    )
  }

  /// The network interfaces that a filter finds, for any number of values.
  func interfaces(
    _ filter: String,
    _ values: [String],
    in vpc: String? = nil,
    through client: Client
  ) async throws(ObserveError) -> [NetworkInterface] {
    var found: [NetworkInterface] = []
    for chunk in Set(values).sorted().chunks(of: Self.filterLimit) {
      let filters = [EC2.Filter(filter, chunk)] + (vpc.map { [EC2.Filter("vpc-id", $0)] } ?? [])
      for seen in try await client.all(EC2.describeNetworkInterfaces(.filters(filters))) {
        found.append(try NetworkInterface(seen))
      }
    }
    return found
  }

  func subnets(
    _ ids: Set<String>,
    through client: Client
  ) async throws(ObserveError) -> [Subnet] {
    var found: [Subnet] = []
    for chunk in ids.sorted().chunks(of: Self.filterLimit) {
      let filter = EC2.Filter("subnet-id", chunk)
      for seen in try await client.all(EC2.describeSubnets(.filters([filter]))) {
        found.append(try Subnet(seen))
      }
    }
    return found
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
