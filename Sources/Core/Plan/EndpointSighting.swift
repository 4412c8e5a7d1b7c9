/// The endpoint that a plan moors to, and where each of its addresses comes from.
package struct EndpointSighting: Hashable, Sendable {
  /// Nil where addresses or DNS are the source.
  package var vpcEndpointId: String?
  package var serviceName: String?
  package var vpcId: String?
  package var state: String?

  /// The environment's name and status, where one is the source.
  package var environment: EnvironmentSighting?

  /// Sorted by address.
  package var addresses: [EndpointAddress]

  package init(
    vpcEndpointId: String? = nil,
    serviceName: String? = nil,
    vpcId: String? = nil,
    state: String? = nil,
    environment: EnvironmentSighting? = nil,
    addresses: [EndpointAddress]
  ) {
    self.vpcEndpointId = vpcEndpointId
    self.serviceName = serviceName
    self.vpcId = vpcId
    self.state = state
    self.environment = environment
    self.addresses = addresses
  }
}

/// The environment that named the endpoint, as far as a plan shows it.
package struct EnvironmentSighting: Hashable, Sendable {
  package var name: String
  package var status: String
  package var accessMode: String

  package init(name: String, status: String, accessMode: String) {
    self.name = name
    self.status = status
    self.accessMode = accessMode
  }
}

/// One private address of the endpoint, with its way there; members are nil where the source
/// doesn't know them.
package struct EndpointAddress: Hashable, Comparable, Sendable {
  package var address: IPAddress
  package var networkInterfaceId: String?
  package var subnetId: String?
  package var availabilityZone: String?
  package var availabilityZoneId: String?

  package init(
    _ address: IPAddress,
    networkInterfaceId: String? = nil,
    subnetId: String? = nil,
    availabilityZone: String? = nil,
    availabilityZoneId: String? = nil
  ) {
    self.address = address
    self.networkInterfaceId = networkInterfaceId
    self.subnetId = subnetId
    self.availabilityZone = availabilityZone
    self.availabilityZoneId = availabilityZoneId
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.address, left.networkInterfaceId ?? "") < (right.address, right.networkInterfaceId ?? "")
  }
}
