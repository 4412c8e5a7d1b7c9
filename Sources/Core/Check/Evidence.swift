/// What a check judges by where the plan has nothing to say: the parts of the observation that a
/// binding's plan was made from.
struct Evidence {
  let plan: BindingPlan
  let observation: Observation
  let places: Places

  /// Nil where no environment is the source, or it was not found.
  let environment: Environment?

  /// Nil where none could be chosen, or the source is not an endpoint.
  let endpoint: VPCEndpoint?

  let group: TargetGroup?

  /// Nil where the spec names no listener, or its load balancer was not found or read.
  let loadBalancer: LoadBalancer?

  init(_ plan: BindingPlan, _ observation: Observation) {
    self.plan = plan
    self.observation = observation
    let places = Places(of: plan.binding, caller: observation.caller, region: plan.place.region)
    self.places = places
    let here = observation[places.targetGroup]
    environment =
      if case .mwaaEnvironment(let name) = plan.binding.endpoint.source {
        observation[places.environment].environments.first { $0.name == name }
      } else { nil }
    endpoint = observation[places.endpoint].vpcEndpoints.first {
      $0.id == plan.endpoint?.vpcEndpointId
    }
    group = here.targetGroups.first { $0.arn == plan.targetGroup }
    loadBalancer = plan.binding.listener.flatMap { spec in
      here.loadBalancers.first { spec.loadBalancer.fits(name: $0.name, arn: $0.arn) }
    }
  }

  var spec: Binding { plan.binding }

  var isMWAA: Bool {
    if case .mwaaEnvironment = spec.endpoint.source { true } else { false }
  }

  var addresses: [EndpointAddress] { plan.endpoint?.addresses ?? [] }

  /// The wanted targets that the group holds.
  var registered: [TargetSighting] {
    plan.targets.filter { $0.standing == .wanted && $0.isRegistered }
  }

  /// Whether every address is registered and passes its health checks: whatever the way there looks
  /// like, it is open.
  var isReached: Bool {
    !addresses.isEmpty && registered.count == addresses.count && registered.allSatisfy(\.isHealthy)
  }

  /// What the observation says of a requirement, the plan apart.
  func judgement(of code: RequirementCode) -> Judgement {
    switch code.group {
    case .environment: environmentJudgement(of: code)
    case .endpoint: endpointJudgement(of: code)
    case .targetGroup: targetGroupJudgement(of: code)
    case .targets: targetJudgement(of: code)
    case .listener: listenerJudgement(of: code)
    case .certificate: certificateJudgement(of: code)
    case .domain: domainJudgement
    case .network: networkJudgement(of: code)
    case .login: loginJudgement(of: code)
    case .probe: .notLookedAt("the addresses were not asked")
    }
  }

  static func list(_ words: [String]) -> String {
    words.count > 6
      ? words.prefix(6).joined(separator: ", ") + " and \(words.count - 6) more"
      : words.joined(separator: ", ")
  }
}
