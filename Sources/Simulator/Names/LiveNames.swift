import Core

/// What DNS says of a world's endpoints, worked out from the endpoints as they are.
struct LiveNames {
  private let world: Observation

  init(_ world: Observation) { self.world = world }

  /// What DNS says of a name; nil where the name is neither an endpoint's nor a web server's.
  func sighting(of name: String) -> (canonicalNames: [String], addresses: [IPAddress])? {
    for (place, resources) in world.places.sorted(by: { $0.key < $1.key }) {
      for endpoint in resources.vpcEndpoints
      where endpoint.dnsNames.contains(where: { Self.covers($0.lowercased(), name) }) {
        return ([], addresses(of: endpoint, in: resources, name: name))
      }
      for environment in resources.environments
      where environment.webServerHost?.lowercased() == name {
        guard let (owner, endpoint) = endpoint(of: environment, in: place.region),
          let regional = endpoint.dnsNames.first?.lowercased()
        else { return ([], []) }
        let found = addresses(
          of: endpoint,
          in: world.places[owner] ?? Resources(),
          name: regional
        )
        return ([regional], found)
      }
    }
    return nil
  }

  // RFC 4592: a wildcard answers for what begins where it stands; S3's endpoints have such names.
  private static func covers(_ listed: String, _ name: String) -> Bool {
    listed.hasPrefix("*.")
      ? name.hasSuffix(listed.dropFirst()) && name.count >= listed.count : listed == name
  }

  /// The endpoint that leads to an environment's web server, whoever owns it.
  func endpoint(of environment: Environment, in region: String) -> (Place, VPCEndpoint)? {
    guard let service = environment.webServerEndpointService else { return nil }
    for (place, resources) in world.places.sorted(by: { $0.key < $1.key })
    where place.region == region {
      let found = resources.vpcEndpoints.filter { $0.serviceName == service }
        .sorted {
          ($0.state == "available" ? 0 : 1, $0.id) < ($1.state == "available" ? 0 : 1, $1.id)
        }
      if let endpoint = found.first { return (place, endpoint) }
    }
    return nil
  }

  // The endpoint's label in a zonal name ends with the zone: `vpce-0a1-b2c3d4e5-us-west-2a`.
  private func addresses(
    of endpoint: VPCEndpoint,
    in resources: Resources,
    name: String
  ) -> [IPAddress] {
    let own = Set(endpoint.networkInterfaceIds)
    let interfaces = resources.networkInterfaces.filter { own.contains($0.id) }
    let label = name.split(separator: ".").first { $0.hasPrefix("vpce-") } ?? ""
    let zone = interfaces.map(\.availabilityZone).first { label.hasSuffix("-" + $0) }
    return interfaces.filter { zone == nil || $0.availabilityZone == zone }
      .flatMap(\.addresses).sorted()
  }
}
