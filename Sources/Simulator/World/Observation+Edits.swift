package import Core

/// Why an edit of a world was not made.
package enum WorldEditError: Error, Hashable, CustomStringConvertible {
  case noSuchEndpoint(String)
  case noSuchEnvironment(String)

  package var description: String {
    switch self {
    case .noSuchEndpoint(let name):
      "The world has no VPC endpoint \(name), and no environment of that name with an endpoint."
    case .noSuchEnvironment(let name):
      "The world has no environment \(name)."
    }
  }
}

// What happens to a world without anybody asking AWS for it: all edits are pure.
extension Observation {
  /// Deletes an endpoint and makes it anew, as an update of an MWAA environment can.
  ///
  /// The new endpoint has another id, other network interfaces and other addresses in the same
  /// subnets. The old interfaces are gone, the old addresses answer nothing, and what DNS was
  /// recorded to say of the endpoint is forgotten.
  ///
  /// The name is the endpoint's id, or that of the environment whose web server it leads to. Returns
  /// the new endpoint's id.
  package mutating func recreateEndpoint(_ name: String) throws(WorldEditError) -> String {
    guard let (place, old) = endpoint(named: name) else { throw .noSuchEndpoint(name) }
    let host = webServerHost(of: old, in: place.region)
    var resources = places[place] ?? Resources()
    var taken = Set(places.values.flatMap(\.networkInterfaces).flatMap(\.addresses))
    let id = "vpce-0" + MadeUpId.digits(of: "after \(old.id)")

    var replaced: [IPAddress: IPAddress] = [:]
    var interfaceIds: [String] = []
    for interfaceId in old.networkInterfaceIds {
      let newId = "eni-0" + MadeUpId.digits(of: "after \(interfaceId)")
      interfaceIds.append(newId)
      guard let index = resources.networkInterfaces.firstIndex(where: { $0.id == interfaceId })
      else { continue }
      var interface = resources.networkInterfaces[index]
      interface.id = newId
      interface.description = interface.description.replacing(old.id, with: id)
      interface.addresses = interface.addresses.map { address in
        let new = Self.neighbour(of: address, notIn: taken)
        taken.insert(new)
        replaced[address] = new
        return new
      }
      resources.networkInterfaces[index] = interface
    }
    for index in resources.vpcEndpoints.indices where resources.vpcEndpoints[index].id == old.id {
      resources.vpcEndpoints[index].id = id
      resources.vpcEndpoints[index].networkInterfaceIds = interfaceIds
      resources.vpcEndpoints[index].dnsNames = old.dnsNames.map { $0.replacing(old.id, with: id) }
    }
    places[place] = resources
    // What was known of the old addresses is now true of the new ones.
    answers = answers.map { answer in
      HealthAnswer(address: replaced[answer.address] ?? answer.address, status: answer.status)
    }
    let forgotten = Set(old.dnsNames + [host].compactMap { $0 })
    names.removeAll { forgotten.contains($0.name) }
    return id
  }

  /// Sets the status of the environments of a name, such as `UPDATING`.
  package mutating func setEnvironmentStatus(
    _ status: String,
    of name: String
  ) throws(WorldEditError) {
    var isKnown = false
    for place in places.keys {
      for index in places[place]?.environments.indices ?? 0..<0
      where places[place]?.environments[index].name == name {
        places[place]?.environments[index].status = status
        isKnown = true
      }
    }
    if !isKnown { throw .noSuchEnvironment(name) }
  }

  /// Sets what an address answers to health checks from now on; nil for silence.
  package mutating func setAnswer(of address: IPAddress, to status: Int?) {
    answers.removeAll { $0.address == address }
    answers.append(HealthAnswer(address: address, status: status))
  }

  private func endpoint(named name: String) -> (Place, VPCEndpoint)? {
    for place in places.keys.sorted() {
      if let found = places[place]?.vpcEndpoints.first(where: { $0.id == name }) {
        return (place, found)
      }
    }
    for place in places.keys.sorted() {
      guard let environment = places[place]?.environments.first(where: { $0.name == name }) else {
        continue
      }
      if let found = LiveNames(self).endpoint(of: environment, in: place.region) { return found }
    }
    return nil
  }

  private func webServerHost(of endpoint: VPCEndpoint, in region: String) -> String? {
    places.filter { $0.key.region == region }.sorted { $0.key < $1.key }
      .flatMap(\.value.environments)
      .first { $0.webServerEndpointService == endpoint.serviceName }?.webServerHost
  }

  /// A free address of the same 256; the last byte wraps around, and AWS's own five are left out.
  private static func neighbour(of address: IPAddress, notIn taken: Set<IPAddress>) -> IPAddress {
    let separator = address.isIPv4 ? "." : ":"
    let head = address.description.split(separator: separator, omittingEmptySubsequences: false)
      .dropLast().joined(separator: separator)
    let last = Int(address.bytes.last ?? 0)
    for step in 1...255 {
      let number = (last + step) % 256
      guard (4...254).contains(number) else { continue }
      let tail = address.isIPv4 ? String(number) : String(number, radix: 16)
      if let new = IPAddress("\(head)\(separator)\(tail)"), !taken.contains(new) { return new }
    }
    return address
  }
}
