extension Observation {
  /// What was seen of a place; nothing where it was not looked at.
  package subscript(place: Place) -> Resources { places[place] ?? Resources() }

  /// What DNS said of a name when a resolver was asked; nil where it was not asked.
  package func sighting(of name: String, resolver: String?) -> NameSighting? {
    names.first { $0.name == name.lowercased() && $0.resolver == resolver }
  }
}

extension Resources {
  /// The Availability Zone's id of each subnet, by the subnet's id.
  var zoneIdsBySubnet: [String: String] {
    Dictionary(
      subnets.map { ($0.id, $0.availabilityZoneId) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

extension VPCEndpoint {
  /// States in which an endpoint is on its way out, or never came in.
  private static let deadStates: Set<String> = [
    "deleting", "deleted", "failed", "rejected", "expired",
  ]

  var isCandidate: Bool { !Self.deadStates.contains(state) }

  /// The endpoint's own names for the whole Region, sorted.
  ///
  /// They begin `vpce-<id>-<suffix>.`; zonal ones have the zone after the suffix, and the names of
  /// AWS services are left out, for they may be answered by other endpoints too. S3 lists its own
  /// behind a wildcard; as no wildcard can be asked, `bucket` takes its place, as in S3's guide.
  /// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
  /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
  package var regionalNames: [String] {
    dnsNames.compactMap { name in
      let name = name.lowercased()
      let own = name.hasPrefix("*.") ? String(name.dropFirst(2)) : name
      guard own.hasPrefix(id + "-") else { return nil }
      let label = own.prefix { $0 != "." }
      guard !label.dropFirst(id.count + 1).contains("-") else { return nil }
      return own == name ? name : "bucket.\(own)"
    }.sorted()
  }

  /// Whether a web server's CNAME chain leads to this endpoint.
  func isNamed(by server: NameSighting) -> Bool {
    server.canonicalNames.contains { name in
      name.hasPrefix(id + "-") || dnsNames.contains { $0.lowercased() == name.lowercased() }
    }
  }
}

extension Environment {
  /// Words of MWAA's in which nothing about the web server is about to change.
  private static let settled: Set<String> = ["AVAILABLE", "UPDATE_FAILED"]

  var isSettled: Bool { Self.settled.contains(status) }

  var findings: [Finding] {
    if status == "DELETING" || status == "DELETED" {
      return [
        Finding(
          .environmentGone,
          "Environment \(name) is \(status).",
          remedy: "Remove the binding from the spec, or name the environment that replaces it."
        )
      ]
    }
    if accessMode == "PUBLIC_ONLY" {
      return [
        Finding(
          .environmentPublic,
          "Environment \(name) has web server access PUBLIC_ONLY: there is no web server endpoint.",
          remedy: "Set WebserverAccessMode to PRIVATE_ONLY, or use the public address directly."
        )
      ]
    }
    if status == "PENDING", isCustomersOwn {
      return [
        Finding(
          .environmentUnsettled,
          "Environment \(name) is PENDING: its VPC endpoints are the customer's to make, and it waits "
            + "for them.",
          remedy: waitingRemedy
        )
      ]
    }
    if !isSettled {
      return [
        Finding(
          .environmentUnsettled,
          "Environment \(name) is \(status): its endpoint may still change.",
          remedy: "Nothing is removed until it is AVAILABLE; a later run goes on."
        )
      ]
    }
    return []
  }
}

extension Environment {
  /// What an environment waits for whose owner makes the endpoints.
  ///
  /// https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-endpoint-management.html
  private var waitingRemedy: String {
    let services = [webServerEndpointService, databaseEndpointService].compactMap(\.self)
    let which = services.isEmpty ? "its services" : services.joined(separator: " and ")
    return "Make interface endpoints of \(which) in its VPC, in the account that owns it; after 72 "
      + "hours without them MWAA gives up."
  }

  /// The finding of a missing endpoint, told to the one who has to make it.
  func explaining(_ finding: Finding) -> Finding {
    guard isCustomersOwn, finding.code == .endpointNotFound else { return finding }
    var finding = finding
    finding.remedy =
      "The environment's endpoints are the customer's to make (EndpointManagement CUSTOMER): make an "
      + "interface endpoint of \(webServerEndpointService ?? "its web server's service"), or say where "
      + "it is: in another account `endpoint.assumeRole` names a role there."
    return finding
  }
}

extension Finding {
  static func endpointNotFound(of what: String, in place: Place, dead: [VPCEndpoint]) -> Finding {
    let ends = dead.map { "\($0.id) is \($0.state)" }.joined(separator: ", ")
    return Finding(
      .endpointNotFound,
      "No VPC endpoint of \(what) in \(place.region) of account \(place.account)"
        + (ends.isEmpty ? "." : ": \(ends)."),
      remedy: "Create the endpoint, or say where it is: in another account "
        + "`endpoint.assumeRole` names a role there."
    )
  }

  static func endpointAmbiguous(
    of what: String,
    among candidates: [VPCEndpoint],
    server: NameSighting?
  ) -> Finding {
    let ids = candidates.map { "\($0.id) (\($0.vpcId))" }.joined(separator: ", ")
    let witness =
      server.map { "the CNAME of \($0.name) decides for none of them" }
      ?? "no web server name was asked"
    return Finding(
      .endpointAmbiguous,
      "\(candidates.count) VPC endpoints of \(what): \(ids); \(witness).",
      remedy: "Name one with `endpoint.vpcEndpointId`."
    )
  }
}

extension Finding {
  /// What has addresses of the kind only that the target group doesn't take.
  static func addressFamily(
    _ what: String,
    _ family: AddressFamily,
    holds: HoldScope
  ) -> Finding {
    let other: AddressFamily = family == .ipv4 ? .ipv6 : .ipv4
    return Finding(
      .addressFamily,
      holds: holds,
      "The target group takes \(family.words) addresses, and \(what) has \(other.words) only.",
      remedy: "AWS can't change the group's kind: name a group for \(other.words) (`create` with "
        + "`ipAddressType: \(other.rawValue)` makes one), or give the endpoint \(family.words) "
        + "addresses too."
    )
  }
}

extension NameSighting? {
  /// Why there was no answer, as the tail of a sentence.
  var reasonText: String {
    guard let sighting = self else { return " (not asked)" }
    return sighting.failure.map { " (\($0))" } ?? ""
  }
}
