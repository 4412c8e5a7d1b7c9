import Core

extension SpecDecoder {
  mutating func endpoint(in binding: Fields) -> EndpointSpec? {
    require("endpoint", in: binding)
    guard let fields = map("endpoint", keys: SpecKeys.endpoint, in: binding) else { return nil }
    let source = source(in: fields)
    let dns = value("dns", TextForm<DNSPolicy>.choice, in: fields)
    let resolver = value("resolver", .resolver, in: fields)
    let assumeRole = role("assumeRole", in: fields)
    let environmentAssumeRole = role("environmentAssumeRole", in: fields)
    guard let source else { return nil }
    return EndpointSpec(
      source: source,
      dns: dns ?? .advisory,
      resolver: resolver,
      assumeRole: assumeRole,
      environmentAssumeRole: environmentAssumeRole
    )
  }

  mutating func role(_ key: String, in parent: Fields) -> AssumeRole? {
    guard let fields = map(key, keys: SpecKeys.role, in: parent) else { return nil }
    let arn = required("arn", .role, in: fields)
    let externalId = value("externalId", .externalId, in: fields)
    let sessionName = value("sessionName", .sessionName, in: fields)
    return arn.map {
      AssumeRole(arn: $0, externalId: externalId, sessionName: sessionName ?? "mooring")
    }
  }

  /// The one source; each that is given is read, so that all mistakes come out together.
  private mutating func source(in fields: Fields) -> EndpointSource? {
    checkSources(in: fields)
    let vpcId = value("vpcId", .vpc, in: fields)
    let service = value("serviceName", .serviceName, in: fields)
    let sources: [EndpointSource?] = [
      value("mwaaEnvironment", .environmentName, in: fields).map(EndpointSource.mwaaEnvironment),
      value("vpcEndpointId", .vpcEndpoint, in: fields).map(EndpointSource.vpcEndpoint),
      service.flatMap { name in vpcId.map { EndpointSource.service(name: name, vpcId: $0) } },
      value("hostname", .hostName, in: fields).map(EndpointSource.hostname),
      addresses(in: fields).map(EndpointSource.addresses),
    ]
    return sources.lazy.compactMap(\.self).first
  }

  private mutating func checkSources(in fields: Fields) {
    let given = SpecKeys.endpointSources.compactMap { fields[$0] }
    if given.isEmpty {
      complain(
        missingIn: fields,
        "no endpoint source; give exactly one of \(SpecKeys.endpointSources.inWords("or"))"
      )
    }
    if given.count > 1 {
      complain(
        conflict: given,
        in: fields,
        "\(given.count) endpoint sources: \(given.map(\.key).inWords("and")); exactly one is wanted"
      )
    }
    let vpc = fields["vpcId"]
    if fields["serviceName"] != nil {
      if vpc == nil { complain(missingIn: fields, "`serviceName` wants a `vpcId` beside it") }
    } else if let vpc, !given.isEmpty {
      complain(conflict: [vpc] + given, in: fields, "`vpcId` goes with `serviceName` only")
    }
  }

  private mutating func addresses(in fields: Fields) -> [IPAddress]? {
    guard let field = fields["addresses"],
      let entries = entries("addresses", .targetAddress, in: fields)
    else { return nil }
    var seen: Set<IPAddress> = []
    for entry in entries where !seen.insert(entry.value).inserted {
      complain(field, entry: entry.index, entry.node, "`\(entry.value)` is in the list already")
    }
    return seen.sorted()
  }
}
