/// The addresses a binding is to be moored to, and every doubt about them.
struct Discovery {
  var endpoint: EndpointSighting?
  var findings: [Finding] = []

  /// Every network interface of every endpoint of the wanted service, whatever its state.
  var interfacesOfService: Set<String> = []

  /// The ids of the endpoints that are known to be of other services.
  var endpointsOfOthers: Set<String> = []

  /// Whether the endpoint's every interface was seen with its address, so that an address outside
  /// is surely not the endpoint's.
  var isComplete = false

  /// The environment, where one names the endpoint.
  var environment: Environment?

  var addresses: [EndpointAddress] { endpoint?.addresses ?? [] }

  /// Which addresses the target group takes; the endpoint's others are left out.
  private let family: AddressFamily

  init(
    of spec: EndpointSpec,
    family: AddressFamily = .ipv4,
    at places: Places,
    in observation: Observation
  ) {
    self.family = family
    switch spec.source {
    case .mwaaEnvironment(let name):
      discover(environment: name, spec, at: places, in: observation)
    case .vpcEndpoint(let id):
      discover(endpoint: id, spec, at: places, in: observation)
    case .service(let name, let vpcId):
      let known = observation[places.endpoint].vpcEndpoints.filter { $0.serviceName == name }
      discover(known, of: "service \(name) in \(vpcId)", spec, at: places, in: observation) {
        $0.vpcId == vpcId
      }
    case .hostname(let name):
      discover(hostname: name, resolver: spec.resolver, in: observation)
    case .addresses(let addresses):
      let fitting = addresses.filter { $0.family == family }
      endpoint = EndpointSighting(addresses: fitting.map { EndpointAddress($0) })
      let others = addresses.filter { $0.family != family }
      if !others.isEmpty {
        findings.append(
          .addressFamily(
            "\(others.map(\.description).joined(separator: ", "))",
            family,
            holds: fitting.isEmpty ? .all : .removals
          )
        )
      }
    }
  }

  private mutating func discover(
    environment name: String,
    _ spec: EndpointSpec,
    at places: Places,
    in observation: Observation
  ) {
    let place = places.environment
    environment = observation[place].environments.first { $0.name == name }
    guard let environment else {
      findings.append(
        Finding(
          .environmentGone,
          "MWAA knows no environment \(name) in \(place.region) of account \(place.account).",
          remedy: "Check the name, the Region and the credentials' account."
        )
      )
      return
    }
    let sighting = EnvironmentSighting(
      name: name,
      status: environment.status,
      accessMode: environment.accessMode
    )
    endpoint = EndpointSighting(
      serviceName: environment.webServerEndpointService,
      environment: sighting,
      addresses: []
    )
    findings += environment.findings
    guard let service = environment.webServerEndpointService else {
      // A public environment, or one that is being deleted, has said why already.
      if findings.contains(where: { $0.holds == .all }) { return }
      findings.append(
        Finding(
          .endpointNotFound,
          "Environment \(name) is \(environment.status) and names no web server endpoint service.",
          remedy: "Run again when the environment is AVAILABLE."
        )
      )
      return
    }
    let known = observation[places.endpoint].vpcEndpoints.filter { $0.serviceName == service }
    let server = environment.webServerHost.flatMap {
      observation.sighting(of: $0, resolver: spec.resolver)
    }
    discover(
      known,
      of: "environment \(name)'s web server (service \(service))",
      spec,
      at: places,
      in: observation,
      deciding: server
    )
    endpoint?.environment = sighting
    findings = findings.map(environment.explaining)
  }

  private mutating func discover(
    endpoint id: String,
    _ spec: EndpointSpec,
    at places: Places,
    in observation: Observation
  ) {
    let all = observation[places.endpoint].vpcEndpoints
    let service = all.first { $0.id == id }?.serviceName
    let known = all.filter { $0.serviceName == service }
    discover(known, of: "id \(id)", spec, at: places, in: observation) { $0.id == id }
  }

  /// Chooses among the endpoints of a service, then looks at the chosen one's interfaces.
  private mutating func discover(
    _ known: [VPCEndpoint],
    of what: String,
    _ spec: EndpointSpec,
    at places: Places,
    in observation: Observation,
    deciding server: NameSighting? = nil,
    where isWanted: (VPCEndpoint) -> Bool = { _ in true }
  ) {
    interfacesOfService = Set(known.flatMap(\.networkInterfaceIds))
    let ours = Set(known.map(\.serviceName))
    endpointsOfOthers = Set(
      observation[places.endpoint].vpcEndpoints.filter { !ours.contains($0.serviceName) }.map(\.id)
    )
    let wanted = known.filter(isWanted).sorted { $0.id < $1.id }
    let candidates = wanted.filter(\.isCandidate)
    guard !candidates.isEmpty else {
      findings.append(.endpointNotFound(of: what, in: places.endpoint, dead: wanted))
      return
    }
    var chosen = candidates
    if candidates.count > 1, let server {
      chosen = candidates.filter { $0.isNamed(by: server) }
    }
    guard chosen.count == 1 else {
      findings.append(.endpointAmbiguous(of: what, among: candidates, server: server))
      return
    }
    look(at: chosen[0], spec, in: observation, at: places.endpoint)
  }

  private mutating func look(
    at chosen: VPCEndpoint,
    _ spec: EndpointSpec,
    in observation: Observation,
    at place: Place
  ) {
    let seen = observation[place]
    let interfaces = seen.networkInterfaces
      .filter { chosen.networkInterfaceIds.contains($0.id) }
    let zones = seen.zoneIdsBySubnet
    var addresses: [EndpointAddress] = []
    for interface in interfaces {
      guard let address = interface.addresses.first(where: { $0.family == family }) else {
        continue
      }
      addresses.append(
        EndpointAddress(
          address,
          networkInterfaceId: interface.id,
          subnetId: interface.subnetId,
          availabilityZone: interface.availabilityZone,
          availabilityZoneId: zones[interface.subnetId]
        )
      )
    }
    let expected = max(chosen.subnetIds.count, chosen.networkInterfaceIds.count)
    let seenInterfaces = Set(addresses.map(\.networkInterfaceId))
    isComplete = !addresses.isEmpty && seenInterfaces.count >= expected
    endpoint = EndpointSighting(
      vpcEndpointId: chosen.id,
      serviceName: chosen.serviceName,
      vpcId: chosen.vpcId,
      state: chosen.state,
      addresses: addresses.sorted()
    )
    if chosen.state != "available" {
      findings.append(
        Finding(
          .endpointNotAvailable,
          "VPC endpoint \(chosen.id) is \(chosen.state), not available.",
          remedy: chosen.state == "pendingacceptance"
            ? "The endpoint service's owner has to accept the connection."
            : "Run again when it is available."
        )
      )
    }
    let hasOthersOnly =
      addresses.isEmpty && !interfaces.isEmpty && interfaces.allSatisfy { !$0.addresses.isEmpty }
    if hasOthersOnly {
      findings.append(.addressFamily("VPC endpoint \(chosen.id)", family, holds: .all))
    } else if !isComplete {
      findings.append(
        Finding(
          .endpointIncomplete,
          "VPC endpoint \(chosen.id) is in \(chosen.subnetIds.count) subnets, but only "
            + "\(addresses.count) of its network interfaces show "
            + (family == .ipv4 ? "a private address." : "an IPv6 address."),
          remedy: "Run again in a minute: EC2 may not show all of a new endpoint yet."
        )
      )
    }
    if spec.dns != .off {
      let name = chosen.regionalNames.first
      let sighting = name.flatMap { observation.sighting(of: $0, resolver: spec.resolver) }
      findings += DNSAgreement.findings(
        name: name,
        sighting: sighting,
        addresses: addresses.map(\.address),
        family: family,
        policy: spec.dns
      )
    }
  }

  private mutating func discover(
    hostname: String,
    resolver: String?,
    in observation: Observation
  ) {
    let sighting = observation.sighting(of: hostname, resolver: resolver)
    let addresses = (sighting?.addresses ?? []).filter { $0.family == family }.sorted()
    endpoint = EndpointSighting(addresses: addresses.map { EndpointAddress($0) })
    if addresses.isEmpty {
      findings.append(
        Finding(
          .dnsSilent,
          severity: .error,
          holds: .all,
          "DNS gives no \(family.words) address for \(hostname)\(sighting.reasonText).",
          remedy: "Check the name, and the resolver that this machine or the spec uses."
        )
      )
    }
  }
}
