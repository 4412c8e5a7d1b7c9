import AWS
import Core

// The border: what AWS answered, as Core's values. Nothing of AWS's types goes further in.

extension ARN {
  static func parse(_ text: String, from operation: APIOperation) throws(ObserveError) -> ARN {
    guard let arn = ARN(text) else {
      throw .malformed(operation: operation, what: "\"\(text)\" as an ARN")
    }
    return arn
  }
}

extension IPAddress {
  static func parse(
    _ text: String,
    from operation: APIOperation
  ) throws(ObserveError) -> IPAddress {
    guard let address = IPAddress(text) else {
      throw .malformed(operation: operation, what: "\"\(text)\" as an address")
    }
    return address
  }
}

extension IPPrefix {
  static func parse(_ text: String, from operation: APIOperation) throws(ObserveError) -> IPPrefix {
    guard let prefix = IPPrefix(text) else {
      throw .malformed(operation: operation, what: "\"\(text)\" as a range of addresses")
    }
    return prefix
  }
}

extension Environment {
  init(_ seen: MWAA.Environment) throws(ObserveError) {
    self.init(
      name: seen.name,
      arn: try .parse(seen.arn, from: .getEnvironment),
      status: seen.status,
      accessMode: seen.webserverAccessMode,
      webServerEndpointService: seen.webserverVPCEndpointService,
      databaseEndpointService: seen.databaseVPCEndpointService,
      webServerHost: seen.webserverURL.flatMap(Self.host),
      subnetIds: seen.subnetIDs.sorted(),
      securityGroupIds: seen.securityGroupIDs.sorted(),
      baseURL: seen.baseURL.flatMap(Self.withoutUser),
      endpointManagement: seen.endpointManagement
    )
  }

  /// A URL or a bare name, without what may be secret in it: a user's name and password, a query.
  private static func withoutUser(_ url: String) -> String? {
    let whole = url.prefix { !"?#".contains($0) }
    let start = whole.firstRange(of: "://")?.upperBound ?? whole.startIndex
    let authority = whole[start...].prefix { $0 != "/" }
    let rest = authority.lastIndex(of: "@").map { whole[whole.index(after: $0)...] }
    let text = rest.map { whole[..<start] + $0 } ?? whole
    return text.isEmpty ? nil : String(text)
  }

  /// The host of a web server URL, which AWS's documentation shows with a scheme and without.
  private static func host(_ url: String) -> String? {
    var rest = url.lowercased()[...]
    if let range = rest.firstRange(of: "://") { rest = rest[range.upperBound...] }
    rest = rest.prefix { !"/?#".contains($0) }
    rest = rest.prefix { $0 != ":" }
    while rest.last == "." { rest.removeLast() }
    return rest.isEmpty ? nil : String(rest)
  }
}

extension VPCEndpoint {
  init(_ seen: EC2.VPCEndpoint) {
    self.init(
      id: seen.id,
      serviceName: seen.serviceName,
      vpcId: seen.vpcID,
      state: seen.state,
      subnetIds: seen.subnetIDs.sorted(),
      networkInterfaceIds: seen.networkInterfaceIDs.sorted(),
      securityGroupIds: seen.groupIDs.sorted(),
      dnsNames: seen.dnsNames,
      policy: seen.policyDocument.map { EndpointPolicy($0) }
    )
  }
}

extension NetworkInterface {
  init(_ seen: EC2.NetworkInterface) throws(ObserveError) {
    var addresses: [IPAddress] = []
    for text in seen.privateIPv4Addresses + seen.ipv6Addresses {
      addresses.append(try .parse(text, from: .describeNetworkInterfaces))
    }
    self.init(
      id: seen.id,
      vpcId: seen.vpcID,
      subnetId: seen.subnetID,
      availabilityZone: seen.availabilityZone,
      status: seen.status,
      description: seen.description,
      addresses: addresses
    )
  }
}

extension Subnet {
  init(_ seen: EC2.Subnet) throws(ObserveError) {
    var blocks: [IPPrefix] = []
    for text in seen.cidrBlocks { blocks.append(try .parse(text, from: .describeSubnets)) }
    self.init(
      id: seen.id,
      vpcId: seen.vpcID,
      availabilityZone: seen.availabilityZone,
      availabilityZoneId: seen.availabilityZoneID,
      cidrBlocks: blocks.sorted()
    )
  }
}

extension SecurityGroup {
  init(_ seen: EC2.SecurityGroup) throws(ObserveError) {
    func rules(
      _ permissions: [EC2.SecurityGroup.Permission]
    ) throws(ObserveError)
      -> [SecurityGroupRule]
    {
      var rules: [SecurityGroupRule] = []
      for permission in permissions {
        rules.append(try SecurityGroupRule(permission, ofAccount: seen.ownerID))
      }
      return rules
    }
    self.init(
      id: seen.id,
      name: seen.name,
      vpcId: seen.vpcID,
      ingress: try rules(seen.ingress),
      egress: try rules(seen.egress)
    )
  }
}

extension SecurityGroupRule {
  init(
    _ seen: EC2.SecurityGroup.Permission,
    ofAccount owner: String
  ) throws(ObserveError) {
    let operation = APIOperation.describeSecurityGroups
    var ranges: [IPPrefix] = []
    for text in seen.ranges { ranges.append(try .parse(text, from: operation)) }
    // ICMP has its types and codes where others have ports.
    let hasPorts = ["tcp", "6", "udp", "17"].contains(seen.protocolName)
    var ports: ClosedRange<Int>?
    if hasPorts, let from = seen.fromPort, let to = seen.toPort { ports = from...max(from, to) }
    self.init(
      protocol: seen.protocolName,
      ports: ports,
      ranges: ranges.sorted(),
      groups: seen.groups.filter { $0.peeringStatus != "deleted" }
        .map { peer in
          SecurityGroupPeer(
            peer.id,
            account: peer.ownerID == owner ? nil : peer.ownerID.flatMap { AccountID($0) }
          )
        }
        .sorted(),
      prefixListIds: seen.prefixListIDs.sorted()
    )
  }
}

extension Certificate {
  init(_ seen: ACM.Certificate) throws(ObserveError) {
    self.init(
      arn: try .parse(seen.arn, from: .describeCertificate),
      domainName: seen.domainName,
      subjectAlternativeNames: seen.subjectAlternativeNames.sorted(),
      status: seen.status,
      notAfter: seen.notAfter
    )
  }
}
