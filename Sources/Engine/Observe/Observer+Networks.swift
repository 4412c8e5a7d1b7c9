import AWS
import Core

/// What was seen of the network around a binding's endpoints and its load balancer.
struct NetworkSightings: Sendable {
  var endpoint = Part()

  /// What isn't among the endpoint's already.
  var front = Part()

  /// The load balancer, where its subnets can't be read.
  var unread: [Unread] = []

  struct Part: Sendable {
    var subnets: [Subnet] = []
    var security = SecurityGroupSightings()
  }
}

extension Observer {
  /// Reads the subnets and security groups around endpoints and a load balancer, in the same calls
  /// where one account answers for both.
  ///
  /// The first client is for the endpoints' account, the other for the load balancer's. It fails
  /// where the endpoints' subnets can't be read; trouble with the load balancer's never
  /// blocks a target.
  func sightNetworks(
    of endpoints: [VPCEndpoint],
    _ balancer: LoadBalancer?,
    _ binding: Binding,
    through client: Client,
    and frontClient: Client
  ) async throws(ObserveError) -> NetworkSightings {
    var around = Surroundings(of: endpoints)
    // What the endpoints let in matters only to a load balancer.
    if binding.listener == nil { around.securityGroupIds = [] }
    var front = balancer.map { Surroundings(of: $0) } ?? Surroundings()
    if binding.endpoint.assumeRole == nil, !endpoints.isEmpty {
      around.formUnion(front)
      front = Surroundings()
    }
    let (ofEndpoints, ofFront) = (around, front)
    async let frontSeen = result { () throws(ObserveError) in
      try await sight(ofFront, through: frontClient)
    }
    var seen = NetworkSightings(endpoint: try await sight(ofEndpoints, through: client))
    switch await frontSeen {
    case .success(let part): seen.front = part
    case .failure(let error):
      let name = binding.listener?.loadBalancer.description ?? ""
      seen.unread = [Unread(.loadBalancer, name: name, reason: "\(error)")]
    }
    return seen
  }

  private func sight(
    _ around: Surroundings,
    through client: Client
  ) async throws(ObserveError) -> NetworkSightings.Part {
    async let security = sightSecurityGroups(around.securityGroupIds, through: client)
    let subnets = try await client.all(
      where: "subnet-id",
      isOneOf: around.subnetIds,
      EC2.describeSubnets
    ) { seen throws(ObserveError) in try Subnet(seen) }
    return NetworkSightings.Part(subnets: subnets, security: await security)
  }
}

/// What endpoints or load balancers stand in.
private struct Surroundings {
  var subnetIds: Set<String> = []
  var securityGroupIds: Set<String> = []

  init() {}

  init(of endpoints: [VPCEndpoint]) {
    subnetIds = Set(endpoints.flatMap(\.subnetIds))
    securityGroupIds = Set(endpoints.flatMap(\.securityGroupIds))
  }

  init(of balancer: LoadBalancer) {
    subnetIds = Set(balancer.zones.map(\.subnetId)).subtracting([""])
    securityGroupIds = Set(balancer.securityGroupIds)
  }

  mutating func formUnion(_ other: Surroundings) {
    subnetIds.formUnion(other.subnetIds)
    securityGroupIds.formUnion(other.securityGroupIds)
  }
}
