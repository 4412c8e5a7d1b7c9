import Core
import Documents

extension SourceComparison {
  /// For programs; the keys are those of plans and snapshots where they mean the same.
  var json: JSON {
    .object([
      "name": .string(plan.binding.name),
      "region": .string(plan.place.region),
      "account": .string(plan.place.account.description),
      "environment": environment.map(Self.json) ?? .null,
      "webServer": webServer.map(Self.json) ?? .null,
      "serviceName": (plan.endpoint?.serviceName).map(JSON.string) ?? .null,
      "vpcEndpoints": .array(candidates.map(json)),
      "addresses": .array((plan.endpoint?.addresses ?? []).map(Self.json)),
      "sources": .array(sources.map(Self.json)),
      "verdict": .string(verdict.code),
      "disputed": .array(verdict.disputed.map { .string($0.description) }),
      "error": .null,
    ])
  }

  /// All bindings of a run; those that could not be observed have an `error`.
  static func json(of bindings: [DiscoveredBinding]) -> JSON {
    .object([
      "formatVersion": .int(formatVersion),
      "bindings": .array(
        bindings.map { binding in
          switch binding {
          case .compared(let seen): seen.json
          case .failed(let failed):
            .object(["name": .string(failed.binding.name), "error": .string(failed.reason)])
          }
        }
      ),
    ])
  }

  private static func json(_ environment: Environment) -> JSON {
    .object([
      "name": .string(environment.name), "status": .string(environment.status),
      "accessMode": .string(environment.accessMode),
    ])
  }

  private static func json(_ path: CanonicalPath) -> JSON {
    let owner: JSON =
      if case .endpoint(let id) = path.end { .string(id) } else { .null }
    return .object([
      "host": .string(path.host), "canonicalNames": .array(path.names.map(JSON.string)),
      "vpcEndpointId": owner,
    ])
  }

  private func json(_ candidate: VPCEndpoint) -> JSON {
    .object([
      "id": .string(candidate.id), "state": .string(candidate.state),
      "vpcId": .string(candidate.vpcId), "isChosen": .bool(candidate.id == endpoint?.id),
    ])
  }

  private static func json(_ address: EndpointAddress) -> JSON {
    func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    return .object([
      "address": .string(address.address.description),
      "networkInterfaceId": text(address.networkInterfaceId),
      "subnetId": text(address.subnetId),
      "availabilityZone": text(address.availabilityZone),
      "availabilityZoneId": text(address.availabilityZoneId),
    ])
  }

  private static func json(_ source: AddressSource) -> JSON {
    let (kind, name): (String, String?) =
      switch source.kind {
      case .networkInterfaces: ("networkInterfaces", nil)
      case .webServer(let name): ("webServer", name)
      case .endpointName(let name): ("endpointName", name)
      case .hostname(let name): ("hostname", name)
      case .spec: ("spec", nil)
      }
    let (answer, reason): (String, String?) =
      switch source.answer {
      case .addresses: ("addresses", nil)
      case .silent: ("silent", nil)
      case .failed(let reason): ("failed", reason)
      case .notAsked: ("notAsked", nil)
      }
    return .object([
      "source": .string(kind), "name": name.map(JSON.string) ?? .null, "answer": .string(answer),
      "addresses": .array(source.addresses.map { .string($0.description) }),
      "reason": reason.map(JSON.string) ?? .null,
    ])
  }
}

extension Verdict {
  /// The word that programs match.
  var code: String {
    switch self {
    case .agreed: "agreed"
    case .agreedInPart: "agreed-in-part"
    case .contradicted: "contradicted"
    case .unconfirmed: "unconfirmed"
    case .onlyDNS: "only-dns"
    case .givenInSpec: "given-in-spec"
    case .nothing: "nothing"
    }
  }

  /// The addresses that not all sources have.
  var disputed: [IPAddress] {
    switch self {
    case .agreedInPart(let addresses), .contradicted(let addresses): addresses
    case .agreed, .unconfirmed, .onlyDNS, .givenInSpec, .nothing: []
    }
  }
}
