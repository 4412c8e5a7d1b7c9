import SigV4
import Testing

@testable import AWS

/// A call of each operation, and what its answer is in a line.
extension ParserTable {
  static func answer(
    _ operation: APIOperation,
    _ client: Client
  ) async throws(ServiceError) -> Answer<String> {
    switch operation {
    case .getEnvironment:
      try await told(client, operation, MWAA.environment(named: "e")) {
        "\($0.name) [\(list($0.subnetIDs))]"
      }
    case .listEnvironments:
      try await told(client, operation, MWAA.listEnvironments()) { $0 }
    case .describeVPCEndpoints:
      try await told(client, operation, EC2.describeVPCEndpoints(.filters([]))) {
        "\($0.id) \($0.state) [\(list($0.networkInterfaceIDs))] [\(list($0.dnsNames))]"
      }
    case .describeNetworkInterfaces:
      try await told(client, operation, EC2.describeNetworkInterfaces(.filters([]))) {
        "\($0.id) \($0.status) [\(list($0.privateIPv4Addresses + $0.ipv6Addresses))]"
      }
    case .describeSubnets:
      try await told(client, operation, EC2.describeSubnets(.filters([]))) { $0.id }
    case .describeSecurityGroups:
      try await told(client, operation, EC2.describeSecurityGroups(.filters([]))) { group in
        ([group.id] + (group.ingress + group.egress).map(words)).joined(separator: " ")
      }
    case .getManagedPrefixListEntries:
      try await told(client, operation, EC2.managedPrefixListEntries(of: "pl-1")) { $0 }
    case .getCallerIdentity:
      try await told(client, operation, STS.callerIdentity()) { $0.account }
    case .assumeRole:
      try await told(client, operation, STS.assumeRole(.init(arn: "arn"))) {
        "\($0.expiration ?? 0)"
      }
    case .assumeRoleWithWebIdentity:
      try await told(client, operation, STS.assumeRole(.init(arn: "arn"), by: .init("t"))) {
        "\($0.expiration ?? 0)"
      }
    case .getRoleCredentials:
      try await told(
        client,
        operation,
        SSO.roleCredentials(role: "r", account: "123456789012", accessToken: .init("t"))
      ) { $0.expiration.map { "\($0)" } ?? "-" }
    case .createToken:
      try await told(
        client,
        operation,
        SSOOIDC.createToken(clientID: "c", clientSecret: .init("s"), refreshToken: .init("r"))
      ) { "\($0.lifetimeSeconds)" }
    case .describeCertificate:
      try await told(client, operation, ACM.describeCertificate("arn")) {
        "\($0.domainName) [\(list($0.subjectAlternativeNames))] "
          + ($0.notAfter.map { "\($0)" } ?? "-")
      }
    case .listCertificates:
      try await told(client, operation, ACM.listCertificates(statuses: [])) {
        "\($0.arn) \($0.keyAlgorithm ?? "-") [\(list($0.subjectAlternativeNames))] "
          + ($0.notAfter.map { "\($0)" } ?? "-") + ($0.hasMoreNames ? " and more" : "")
      }
    case .listTagsForCertificate:
      try await told(client, operation, ACM.listTags(of: "arn")) {
        list($0.map { "\($0.key)=\($0.value)" })
      }
    case .importCertificate:
      try await told(client, operation, ACM.importCertificate(.example, tags: [])) { $0 }
    case .addTagsToCertificate:
      try await told(client, operation, ACM.addTags([], to: "arn")) { _ in "done" }
    default: try await balancing(operation, client)
    }
  }

  static func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }

  private static func words(_ permission: EC2.SecurityGroup.Permission) -> String {
    let ports = [permission.fromPort, permission.toPort].compactMap { $0.map(String.init) }
    let groups = permission.groups.map { "\($0.id)@\($0.ownerID ?? "")" }
    return ([permission.protocolName] + ports + permission.ranges + groups)
      .joined(separator: "/") + permission.prefixListIDs.map { "/" + $0 }.joined()
  }

  /// The first page of a listing.
  static func told<Item>(
    _ client: Client,
    _ operation: APIOperation,
    _ listing: Listing<Item>,
    _ words: (Item) -> String
  ) async throws(ServiceError) -> Answer<String> {
    try await told(client, operation, listing.batches[0](nil)) {
      list($0.items.map(words)) + ($0.next.map { " then \($0)" } ?? "")
    }
  }

  static func told<Value>(
    _ client: Client,
    _ operation: APIOperation,
    _ call: Call<Value>,
    _ words: (Value) -> String
  ) async throws(ServiceError) -> Answer<String> {
    #expect(call.operation == operation)
    let answer = try await client.send(call)
    return Answer(words(answer.value), requestID: answer.requestID)
  }
}
