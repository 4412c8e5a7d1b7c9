import Core
import Engine

/// The way to a first spec: what is looked up, and what is asked on the way.
struct DraftWork {
  let arguments: InitArguments
  let scout: SpecScout
  let chooser: Chooser

  func draft() async throws(CommandFailure) -> SpecDraft {
    let account = try await Self.seen { () throws(ObserveError) in try await scout.account() }
    let source = try await source()
    let (endpoint, baseHost, troubles) = try await Self.seen { () throws(ObserveError) in
      try await scout.endpoint(of: source.spec, for: account)
    }
    if !troubles.isEmpty {
      throw CommandFailure(.failed, messages: troubles.map { "\($0.message) \($0.remedy)" })
    }
    let addresses = Array(Set(endpoint?.addresses.map(\.address) ?? [])).sorted()
    let vpcId = endpoint?.vpcId
    let candidates = try await Self.seen { () throws(ObserveError) in
      try await scout.candidates(for: addresses, in: vpcId)
    }
    let name = arguments.name ?? SpecDraft.bindingName(from: source.name)
    let group = try group(among: candidates, addresses, vpcId, binding: name)
    let balancer = try loadBalancer(among: candidates, for: group)
    var draft = SpecDraft(
      name: name,
      region: scout.region,
      account: account,
      source: source,
      addresses: Set(addresses),
      group: group,
      loadBalancer: balancer?.name,
      certificate: arguments.certificate
    )
    if let balancer { try await addListener(on: balancer, for: baseHost, to: &draft) }
    return draft
  }

  private func source() async throws(CommandFailure) -> SpecDraft.Source {
    if let id = arguments.vpcEndpoint { return .vpcEndpoint(id) }
    if let name = arguments.environment { return .environment(name) }
    let names = try await Self.seen { () throws(ObserveError) in try await scout.environments() }
    guard !names.isEmpty else {
      throw CommandFailure(
        .wrongUsage,
        "there is no MWAA environment in \(scout.region): name another Region with --region, or a VPC "
          + "endpoint with --vpc-endpoint"
      )
    }
    let chosen = try chooser.choose(
      "environment",
      names,
      flag: .environment,
      evident: names.count == 1 ? 0 : nil,
      none: nil
    )
    return .environment(names[chosen ?? 0])
  }

  private func group(
    among candidates: SpecCandidates,
    _ addresses: [IPAddress],
    _ vpcId: String?,
    binding: String
  ) throws(CommandFailure) -> SpecDraft.Group {
    let groups = candidates.targetGroups
    func created(_ name: String) throws(CommandFailure) -> SpecDraft.Group {
      guard let vpcId else {
        throw CommandFailure(
          .failed,
          "the endpoint's VPC is not known, so no target group can be made in it"
        )
      }
      return .created(name: name, vpcId: vpcId)
    }
    if let text = arguments.targetGroup {
      if let known = groups.first(where: { $0.name == text || $0.arn.description == text }) {
        return .existing(known)
      }
      guard ARN(text) == nil else {
        throw CommandFailure(
          .wrongUsage,
          messages: ["there is no target group \(text) of type ip in \(vpcId ?? "the VPC")"]
            + groups.map { "  \($0.arn)" }
        )
      }
      return try created(text)
    }
    let wanted = Set(addresses)
    let made = SpecDraft.groupName(for: binding, besides: candidates.takenNames)
    guard !groups.isEmpty else { return try created(made) }
    func index(of group: TargetGroup?) -> Int? {
      group.flatMap { group in groups.firstIndex { $0.arn == group.arn } }
    }
    let canCreate = vpcId != nil
    let best = index(of: candidates.bestGroup(for: addresses)).map { $0 + 1 }
    let chosen = try chooser.choose(
      "target group",
      groups.map { group in
        let port = group.port.map { ":\($0)" } ?? ""
        let held = group.held(of: wanted)
        let others = group.others(than: wanted)
        return "\(group.name)  \(group.protocol ?? "")\(port)  \(held) of the endpoint's "
          + "\(wanted.count) addresses"
          + (others == 0 ? "" : others == 1 ? ", 1 other" : ", \(others) others")
      },
      flag: .targetGroup,
      evident: index(of: candidates.evidentGroup(for: addresses)),
      none: canCreate ? "none of them: create \(made)" : nil,
      orNamed: canCreate ? "\(made)  to be made: none of them" : nil,
      enter: best ?? (canCreate ? 0 : nil)
    )
    guard let chosen else { return try created(made) }
    return .existing(groups[chosen])
  }

  /// What was looked up, or the failure of the run.
  static func seen<Value>(
    _ body: () async throws(ObserveError) -> Value
  ) async throws(CommandFailure) -> Value {
    do throws(ObserveError) {
      return try await body()
    } catch {
      throw CommandFailure(.failed, "\(error)")
    }
  }
}

extension SpecDraft.Source {
  /// As a spec has it.
  fileprivate var spec: EndpointSource {
    switch self {
    case .environment(let name): .mwaaEnvironment(name)
    case .vpcEndpoint(let id): .vpcEndpoint(id: id)
    }
  }

  fileprivate var name: String {
    switch self {
    case .environment(let name): name
    case .vpcEndpoint(let id): id
    }
  }
}
