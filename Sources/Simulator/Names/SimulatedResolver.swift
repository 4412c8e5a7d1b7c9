import Core
package import Resolver

/// DNS as the world has it: what was recorded of a name, else what its endpoints are now.
package struct SimulatedResolver: NameResolver {
  private let cloud: SimulatedCloud
  private let server: String?

  init(cloud: SimulatedCloud, server: String?) {
    self.cloud = cloud
    self.server = server
  }

  package func resolve(_ name: String) async throws(ResolverError) -> NameAnswer {
    try lookUp(name).answer
  }

  /// Answers at once, and says whether the world knows the name at all.
  func lookUp(_ name: String) throws(ResolverError) -> (answer: NameAnswer, isKnown: Bool) {
    let asked = Self.normalized(name)
    let world = cloud.observation()
    if let sighting = recorded(asked, in: world) {
      if let failure = sighting.failure { throw .failed(name: asked, reason: failure) }
      return (answer(asked, sighting.canonicalNames, sighting.addresses), true)
    }
    guard let live = LiveNames(world).sighting(of: asked) else {
      return (answer(asked, [], []), false)
    }
    return (answer(asked, live.canonicalNames, live.addresses), true)
  }

  // A recording by the server that is asked comes before one by another.
  private func recorded(_ name: String, in world: Observation) -> NameSighting? {
    let sightings = world.names.filter { Self.normalized($0.name) == name }
    return sightings.first { $0.resolver == server } ?? sightings.first
  }

  private func answer(
    _ name: String,
    _ canonicalNames: [String],
    _ addresses: [IPAddress]
  ) -> NameAnswer {
    NameAnswer(
      name: name,
      canonicalNames: canonicalNames,
      addresses: Set(addresses).sorted().map(\.description)
    )
  }

  private static func normalized(_ name: String) -> String {
    let lower = name.lowercased()
    return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }
}

extension SimulatedCloud {
  /// The cloud's DNS.
  ///
  /// The recordings of the server are preferred, as a spec names it; nil is the system's resolver.
  package func resolver(server: String? = nil) -> SimulatedResolver {
    SimulatedResolver(cloud: self, server: server)
  }
}
