extension Evidence {
  func environmentJudgement(of code: RequirementCode) -> Judgement {
    if code == .account {
      return spec.account.map { .pass("The credentials are for \($0).") }
        ?? .notLookedAt("the spec names no `account`")
    }
    guard isMWAA else { return .noEnvironment }
    guard let environment else { return .notLookedAt("the environment was not found") }
    if code == .webServerAccess {
      return .pass("\(environment.name) is \(environment.accessMode).")
    }
    let owner = environment.isCustomersOwn ? "; its VPC endpoints are the customer's to make" : ""
    let isFound = plan.findings.contains { $0.code == .environmentUnsettled }
    return environment.isSettled || isFound
      ? .pass("\(environment.name) is \(environment.status)\(owner).")
      : .warn(
        "\(environment.name) is \(environment.status).",
        remedy: "Run again when it is AVAILABLE."
      )
  }

  func endpointJudgement(of code: RequirementCode) -> Judgement {
    switch spec.endpoint.source {
    case .addresses: return .notLookedAt("the spec names addresses, not an endpoint")
    case .hostname(let name):
      guard code == .endpointDNS, !addresses.isEmpty else {
        return .notLookedAt("the spec names a host name, not an endpoint")
      }
      return .pass("\(name) resolves to \(addressList), and nothing else is asked.")
    case .mwaaEnvironment, .vpcEndpoint, .service: break
    }
    guard let endpoint else { return .notLookedAt("no endpoint was found") }
    switch code {
    case .endpoint: return .pass("\(endpoint.id) of \(endpoint.serviceName)")
    case .endpointState: return .pass("It is \(endpoint.state).")
    case .endpointInterfaces:
      return .pass(
        "\(addresses.count) in \(endpoint.subnetIds.count) subnets, each with a private address."
      )
    case .endpointPolicy:
      guard let policy = endpoint.policy else { return .notLookedAt("EC2 shows no policy") }
      return policy.judgement(isUnsigned: isMWAA)
    default: return endpointNameJudgement(endpoint)
    }
  }

  private func endpointNameJudgement(_ endpoint: VPCEndpoint) -> Judgement {
    guard spec.endpoint.dns != .off else { return .notLookedAt("the spec says `dns: off`") }
    guard let name = endpoint.regionalNames.first,
      let seen = observation.sighting(of: name, resolver: spec.endpoint.resolver)
    else { return .notLookedAt("DNS was not asked") }
    let family = spec.targetGroup.family(of: group)
    let names = seen.addresses.filter { $0.family == family }.sorted().map(\.description)
    return .pass("It names \(Self.list(names)).")
  }

  var addressList: String { Self.list(addresses.map(\.address.description)) }
}

extension Judgement {
  static var noEnvironment: Judgement { .notLookedAt("the spec names no MWAA environment") }
}
