import AWS
package import Core

/// Looks for what a first spec is made of; never writes.
package struct SpecScout: Sendable {
  private let observer: Observer
  package let region: String

  package init(_ observer: Observer) throws(ObserveError) {
    guard let region = observer.access.region else { throw .regionMissing }
    self.observer = observer
    self.region = region
  }

  package func account() async throws(ObserveError) -> AccountID {
    try await observer.callerAccount()
  }

  /// The names of all environments, sorted.
  package func environments() async throws(ObserveError) -> [String] {
    try await client().all(MWAA.listEnvironments()).sorted()
  }

  /// The endpoint behind a source, the host name that its environment was given, and what keeps it
  /// from being moored to.
  package func endpoint(
    of source: EndpointSource,
    for account: AccountID
  ) async throws(ObserveError) -> (EndpointSighting?, baseHost: String?, [Finding]) {
    let binding = Binding(
      name: "init",
      region: region,
      endpoint: EndpointSpec(source: source),
      targetGroup: TargetGroupSpec(reference: .name("init")),
      safeguards: Safeguards(minimumHealthy: 2)
    )
    let client = try client()
    let located = try await observer.locateEndpoints(of: binding, in: region, through: client)
    async let networks = result { () throws(ObserveError) in
      try await observer.sightNetworks(
        of: located.endpoints,
        nil,
        binding,
        through: client,
        and: client
      )
    }
    let endpoint = try await observer.look(behind: located, of: binding, through: client)
    var sighting = Sighting(region: region, endpoint: endpoint)
    sighting.networks = try await networks.get()
    let observation = sighting.observation(of: binding, caller: account)
    let plan = BindingPlan(for: binding, region: region, in: observation)
    let troubles = plan.findings.filter { $0.holds == .all && $0.code != .targetGroupNotFound }
    let environment = sighting.endpoint.environment
    let isOwn = environment?.baseHost != environment?.webServerHost?.lowercased()
    return (plan.endpoint, isOwn ? environment?.baseHost : nil, troubles)
  }

  /// What the rest may be chosen from, each with what it takes to rank it.
  package func candidates(
    for addresses: [IPAddress],
    in vpcId: String?
  ) async throws(ObserveError) -> SpecCandidates {
    let client = try client()
    async let balancersSeen = result { () throws(ObserveError) in
      try await loadBalancers(through: client)
    }
    let groups = try await client.all(ELBv2.describeTargetGroups(.all))
    return SpecCandidates(
      addresses: addresses,
      vpcId: vpcId,
      targetGroups: try await targetGroups(among: groups, in: vpcId, through: client),
      loadBalancers: try await balancersSeen.get(),
      takenNames: Set(groups.map(\.name))
    )
  }

  package func listeners(of balancer: LoadBalancer) async throws(ObserveError) -> [Listener] {
    var found: [Listener] = []
    for seen in try await client().all(
      ELBv2.describeListeners(loadBalancer: balancer.arn.description),
      absent: ["ListenerNotFound"]
    ) {
      found.append(try Listener(seen))
    }
    return found
  }

  /// The rules of a listener, without its default one.
  package func rules(of listener: Listener) async throws(ObserveError) -> [Rule] {
    var found: [Rule] = []
    for seen in try await client().all(ELBv2.describeRules(listener: listener.arn.description)) {
      if let rule = try Rule(seen, of: listener.arn) { found.append(rule) }
    }
    return found
  }

  /// The issued certificates of the Region, those first that some listeners have already.
  ///
  /// - Returns: The certificates, and those of them that are in use there.
  package func certificates(
    after listeners: [Listener]
  ) async throws(ObserveError) -> (all: [Certificate], inUse: Set<ARN>) {
    let inUse = Set(listeners.compactMap(\.certificate))
    var found: [Certificate] = []
    for summary in try await client().all(ACM.listCertificates(statuses: ["ISSUED"])) {
      found.append(try Certificate(summary))
    }
    return (SpecCandidates.best(of: found, using: inUse), inUse.intersection(found.map(\.arn)))
  }

  private func client() throws(ObserveError) -> Client {
    try observer.access.client(in: region, as: [])
  }

  /// The groups of addresses in a VPC, with the targets that they hold.
  private func targetGroups(
    among all: [ELBv2.TargetGroup],
    in vpcId: String?,
    through client: Client
  ) async throws(ObserveError) -> [TargetGroup] {
    let seen = all.filter { $0.targetType == "ip" && (vpcId == nil || $0.vpcID == vpcId) }
    let answers = await inParallel(seen, atMost: observer.parallelism) { seen in
      await result { () throws(ObserveError) -> TargetGroup? in
        var group = try TargetGroup(seen)
        guard let targets = try await observer.targets(of: group.arn, through: client) else {
          return nil
        }
        group.targets = targets
        return group
      }
    }
    var groups: [TargetGroup] = []
    for answer in answers {
      if let group = try answer.get() { groups.append(group) }
    }
    return groups
  }

  private func loadBalancers(through client: Client) async throws(ObserveError) -> [LoadBalancer] {
    var found: [LoadBalancer] = []
    for seen in try await client.all(ELBv2.describeLoadBalancers(.all))
    where seen.type == "application" {
      found.append(try LoadBalancer(seen))
    }
    return found
  }
}
