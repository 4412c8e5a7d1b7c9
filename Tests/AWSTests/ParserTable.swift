import SigV4
import Testing

@testable import AWS

/// The cases of ``ParserTableTests``: what is asked, what comes back, and what becomes of it.
enum ParserTable {
  /// A call whose answer is told in a line.
  enum Ask: Sendable {
    case account
    case assume
    case health
    case register
    case subnets
    case securityGroups
    case prefixList
    case certificate
    case environment
    case role
    case token
  }

  enum Outcome: Equatable, Sendable {
    case value(String, id: String? = nil)
    case fault(String, String = "", id: String? = nil)
    case missing(String)
    case unreadable
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let ask: Ask
    let status: Int
    let headers: [HTTPHeader]
    let body: String
    let outcome: Outcome

    init(
      _ description: String,
      _ ask: Ask,
      status: Int = 200,
      headers: [(String, String)] = [],
      _ body: String,
      _ outcome: Outcome
    ) {
      testDescription = description
      self.ask = ask
      self.status = status
      self.headers = headers.map { HTTPHeader($0.0, $0.1) }
      self.body = body
      self.outcome = outcome
    }
  }

  static func answer(_ ask: Ask, _ client: Client) async throws(ServiceError) -> Answer<String> {
    switch ask {
    case .account:
      return try await told(client, STS.callerIdentity()) { $0.account }
    case .assume:
      return try await told(client, STS.assumeRole(.init(arn: "arn"))) { "\($0.expiration ?? 0)" }
    case .health:
      return try await told(client, ELBv2.describeTargetHealth(targetGroup: "arn")) {
        $0.map { "\($0.id):\($0.port)" }.joined(separator: " ")
      }
    case .register:
      return try await told(client, ELBv2.registerTargets([], in: "arn")) { _ in "done" }
    case .subnets:
      return try await told(client, EC2.describeSubnets(.filters([])).batches[0](nil)) {
        $0.items.map(\.id).joined() + ($0.next.map { " then \($0)" } ?? "")
      }
    case .securityGroups:
      return try await told(client, EC2.describeSecurityGroups(.filters([])).batches[0](nil)) {
        $0.items.map { group in
          ([group.id] + (group.ingress + group.egress).map(told)).joined(separator: " ")
        }.joined(separator: ", ") + ($0.next.map { " then \($0)" } ?? "")
      }
    case .prefixList:
      return try await told(client, EC2.managedPrefixListEntries(of: "pl-1").batches[0](nil)) {
        $0.items.joined(separator: " ") + ($0.next.map { " then \($0)" } ?? "")
      }
    case .certificate:
      return try await told(client, ACM.describeCertificate("arn")) {
        "\($0.domainName) [\($0.subjectAlternativeNames.joined(separator: ", "))] "
          + ($0.notAfter.map { "\($0)" } ?? "-")
      }
    case .environment:
      return try await told(client, MWAA.environment(named: "e")) {
        "\($0.name) [\($0.subnetIDs.joined(separator: ", "))]"
      }
    case .role:
      let call = SSO.roleCredentials(role: "r", account: "123456789012", accessToken: .init("t"))
      return try await told(client, call) { $0.expiration.map { "\($0)" } ?? "-" }
    case .token:
      let call = SSOOIDC.createToken(
        clientID: "c",
        clientSecret: .init("s"),
        refreshToken: .init("r")
      )
      return try await told(client, call) { "\($0.lifetimeSeconds)" }
    }
  }

  static func told(_ permission: EC2.SecurityGroup.Permission) -> String {
    let ports = [permission.fromPort, permission.toPort].compactMap { $0.map(String.init) }
    let groups = permission.groups.map { "\($0.id)@\($0.ownerID ?? "")" }
    return ([permission.protocolName] + ports + permission.ranges + groups)
      .joined(separator: "/") + permission.prefixListIDs.map { "/" + $0 }.joined()
  }

  static func told<Value>(
    _ client: Client,
    _ call: Call<Value>,
    _ words: (Value) -> String
  ) async throws(ServiceError) -> Answer<String> {
    let answer = try await client.send(call)
    return Answer(words(answer.value), requestID: answer.requestID)
  }
}
