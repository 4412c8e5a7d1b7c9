import SigV4
import Testing

@testable import AWS

/// The one choke point: nothing that changes AWS is signed without a permit.
@Suite struct WritePermitTests {
  /// One call of each operation, so that none is left out of the tests below.
  static func send(_ operation: APIOperation, by client: Client) async throws(ServiceError) {
    let target = ELBv2.Target(id: "10.0.0.5", port: 443)
    switch operation {
    case .getEnvironment: _ = try await client.send(MWAA.environment(named: "e"))
    case .listEnvironments: _ = try await client.list(MWAA.listEnvironments())
    case .describeVPCEndpoints: _ = try await client.list(EC2.describeVPCEndpoints(.filters([])))
    case .describeNetworkInterfaces:
      _ = try await client.list(EC2.describeNetworkInterfaces(.filters([])))
    case .describeSubnets: _ = try await client.list(EC2.describeSubnets(.filters([])))
    case .describeSecurityGroups:
      _ = try await client.list(EC2.describeSecurityGroups(.filters([])))
    case .getManagedPrefixListEntries:
      _ = try await client.list(EC2.managedPrefixListEntries(of: "pl-1"))
    case .describeTargetGroups: _ = try await client.list(ELBv2.describeTargetGroups(.names(["n"])))
    case .describeTargetGroupAttributes:
      _ = try await client.send(ELBv2.targetGroupAttributes(of: "arn"))
    case .describeTargetHealth:
      _ = try await client.send(ELBv2.describeTargetHealth(targetGroup: "arn"))
    case .describeLoadBalancers:
      _ = try await client.list(ELBv2.describeLoadBalancers(.names(["n"])))
    case .describeListeners: _ = try await client.list(ELBv2.describeListeners(loadBalancer: "arn"))
    case .describeListenerCertificates:
      _ = try await client.list(ELBv2.describeListenerCertificates(of: "arn"))
    case .describeRules: _ = try await client.list(ELBv2.describeRules(listener: "arn"))
    case .describeTags: _ = try await client.list(ELBv2.describeTags(of: ["arn"]))
    case .addTags:
      _ = try await client.send(ELBv2.addTags([.init(key: "k", value: "v")], to: "arn"))
    case .removeTags: _ = try await client.send(ELBv2.removeTags(["k"], from: "arn"))
    case .registerTargets: _ = try await client.send(ELBv2.registerTargets([target], in: "arn"))
    case .deregisterTargets:
      _ = try await client.send(ELBv2.deregisterTargets([target], from: "arn"))
    case .createTargetGroup:
      _ = try await client.send(
        ELBv2.createTargetGroup(
          .init(name: "n", protocolName: "HTTP", port: 80, vpcID: "v", ipAddressType: "ipv4")
        )
      )
    case .modifyTargetGroup:
      _ = try await client.send(ELBv2.modifyTargetGroup("arn", healthCheck: .init()))
    case .createListener:
      _ = try await client.send(
        ELBv2.createListener(
          .init(loadBalancerARN: "arn", protocolName: "HTTP", port: 80, targetGroupARN: "arn")
        )
      )
    case .modifyListener:
      _ = try await client.send(ELBv2.modifyListener("arn", .init(sslPolicy: "p")))
    case .addListenerCertificates:
      _ = try await client.send(ELBv2.addListenerCertificate("arn", to: "arn"))
    case .createRule:
      _ = try await client.send(
        ELBv2.createRule(
          .init(listenerARN: "arn", priority: 1, hosts: ["h"], targetGroupARN: "arn")
        )
      )
    case .modifyRule: _ = try await client.send(ELBv2.modifyRule("arn", hosts: ["h"]))
    case .setRulePriorities: _ = try await client.send(ELBv2.setRulePriority(1, of: "arn"))
    case .listCertificates:
      _ = try await client.list(ACM.listCertificates(statuses: ["ISSUED"]))
    case .listTagsForCertificate: _ = try await client.send(ACM.listTags(of: "arn"))
    case .addTagsToCertificate:
      _ = try await client.send(ACM.addTags([.init(key: "k", value: "v")], to: "arn"))
    case .importCertificate:
      _ = try await client.send(ACM.importCertificate(.example, into: "arn"))
    case .describeCertificate: _ = try await client.send(ACM.describeCertificate("arn"))
    case .getCallerIdentity: _ = try await client.send(STS.callerIdentity())
    case .assumeRole: _ = try await client.send(STS.assumeRole(.init(arn: "arn")))
    case .assumeRoleWithWebIdentity:
      _ = try await client.send(STS.assumeRole(.init(arn: "arn"), by: Secret("t")))
    case .getRoleCredentials:
      _ = try await client.send(
        SSO.roleCredentials(role: "r", account: "a", accessToken: Secret("t"))
      )
    case .createToken:
      _ = try await client.send(
        SSOOIDC.createToken(clientID: "c", clientSecret: Secret("s"), refreshToken: Secret("t"))
      )
    }
  }

  @Test(arguments: APIOperation.allCases)
  func `without a permit a change never reaches the transport`(
    operation: APIOperation
  ) async throws {
    let transport = ScriptedTransport([.answer(400)])
    let client = try Client.scripted(transport)
    let error = await failure { () async throws(ServiceError) in
      try await Self.send(operation, by: client)
    }
    switch operation.effect {
    case .write:
      #expect(error == .writeNotPermitted(operation: operation))
      #expect(transport.requests.isEmpty)
    case .read:
      #expect(transport.requests.count == 1)
    }
    #expect(error?.operation == operation)
    #expect(error?.mayHaveTakenEffect == false)
  }

  @Test(arguments: APIOperation.allCases)
  func `with a permit every operation is sent`(operation: APIOperation) async throws {
    let transport = ScriptedTransport([.answer(400)])
    let client = try Client.scripted(transport, permit: WritePermit())
    _ = await failure { () async throws(ServiceError) in
      try await Self.send(operation, by: client)
    }
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: APIOperation.allCases)
  func `an operation reads if and only if its name says so`(operation: APIOperation) {
    let reads = ["Describe", "List", "Get", "Assume"].contains { operation.rawValue.hasPrefix($0) }
    // Signing in changes nothing, and what isn't signed can't.
    #expect(operation.effect == (reads || !operation.isSigned ? .read : .write))
  }
}
