extension Observation {
  /// One observation of all that several runs of calls showed; what is in several is kept once.
  ///
  /// All have the same caller; the earliest time is kept.
  package static func merged(_ observations: [Observation]) -> Observation? {
    guard var merged = observations.first else { return nil }
    for other in observations.dropFirst() {
      merged.observedAt = min(merged.observedAt, other.observedAt)
      merged.places.merge(other.places) { $0.adding($1) }
      merged.names += other.names
      merged.answers += other.answers
      merged.files += other.files
    }
    return merged.withoutRepeats()
  }

  /// The same observation with each resource once, and every list in order.
  package func withoutRepeats() -> Observation {
    var observation = self
    observation.places = places.mapValues { $0.withoutRepeats() }
    observation.names = names.once(by: { "\($0.name) \($0.resolver ?? "")" })
    observation.answers = answers.once(by: \.address)
    // What stands against the same files for one binding was looked for only where it was due.
    observation.files = (files.filter { !$0.troubles.isEmpty } + files).once(by: \.paths)
    return observation
  }
}

extension Resources {
  fileprivate func adding(_ other: Resources) -> Resources {
    var sum = self
    sum.environments += other.environments
    sum.vpcEndpoints += other.vpcEndpoints
    sum.networkInterfaces += other.networkInterfaces
    sum.subnets += other.subnets
    sum.securityGroups += other.securityGroups
    sum.prefixLists += other.prefixLists
    sum.targetGroups += other.targetGroups
    sum.loadBalancers += other.loadBalancers
    sum.listeners += other.listeners
    sum.rules += other.rules
    sum.certificates += other.certificates
    sum.unread += other.unread
    sum.apiHosts.merge(other.apiHosts) { first, _ in first }
    return sum
  }

  fileprivate func withoutRepeats() -> Resources {
    var once = self
    once.environments = environments.once(by: \.arn)
    once.vpcEndpoints = vpcEndpoints.once(by: \.id)
    once.networkInterfaces = networkInterfaces.once(by: \.id)
    once.subnets = subnets.once(by: \.id)
    once.securityGroups = securityGroups.once(by: \.id)
    once.prefixLists = prefixLists.once(by: \.id)
    // A group that was observed for two bindings has its tags from the one that keeps a ledger.
    once.targetGroups = (targetGroups.filter { !$0.tags.isEmpty } + targetGroups).once(by: \.arn)
    once.loadBalancers = loadBalancers.once(by: \.arn)
    once.listeners = listeners.once(by: \.arn)
    once.rules = rules.once(by: \.arn)
    // One that was observed for an import has its tags from that binding.
    once.certificates =
      (certificates.filter { $0.imported != nil } + certificates).once(by: \.arn)
    once.unread = Set(unread).sorted()
    return once
  }
}

extension Array {
  fileprivate func once<Key: Hashable & Comparable>(by key: (Element) -> Key) -> [Element] {
    if count < 2 { return self }
    return Dictionary(map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
      .sorted { $0.key < $1.key }
      .map(\.value)
  }
}
