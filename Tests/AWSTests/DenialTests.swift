import Testing

@testable import AWS

@Suite struct DenialTests {
  static let group = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123"
  static let user = "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: "

  struct Case: CustomTestStringConvertible, Sendable {
    let operation: APIOperation
    var resource: String?
    let message: String
    let next: String

    var testDescription: String { "\(operation.rawValue): \(message)" }
  }

  private static let forApply =
    " `mooring iam-policy --for apply` prints the least policy that the spec needs."
  private static let forPlan =
    " `mooring iam-policy --for plan` prints the least policy that the spec needs."

  /// A denied registration, with AWS's reason and ours.
  private static func registration(_ reason: String, _ place: String) -> Case {
    Case(
      operation: .registerTargets,
      resource: "unused",
      message: "\(user)elasticloadbalancing:RegisterTargets on resource: \(group) \(reason)",
      next: "elasticloadbalancing:RegisterTargets on \(group) is not allowed: \(place)." + forApply
    )
  }

  static let cases: [Case] = [
    Case(
      operation: .registerTargets,
      resource: group,
      message: "No.",
      next: "elasticloadbalancing:RegisterTargets on \(group) is not allowed: allow it to these "
        + "credentials." + forApply
    ),
    registration(
      "because no identity-based policy allows the elasticloadbalancing:RegisterTargets action",
      "allow it to these credentials"
    ),
    registration(
      "with an explicit deny in an identity-based policy",
      "a policy of these credentials denies it, which no other outweighs; take the Deny out"
    ),
    registration(
      "with an explicit deny",
      "a policy of these credentials denies it, which no other outweighs; take the Deny out"
    ),
    registration(
      "with an explicit deny in a service control policy",
      "a service control policy of the AWS organization is in the way, which no policy of the "
        + "account outweighs; ask those who run the organization"
    ),
    registration(
      "with an explicit deny in a resource control policy",
      "a resource control policy of the AWS organization is in the way, which no policy of the "
        + "account outweighs; ask those who run the organization"
    ),
    registration(
      "because no permissions boundary allows the elasticloadbalancing:RegisterTargets action",
      "the permissions boundary of the user or role is in the way; it has to allow this too"
    ),
    registration(
      "because no session policy allows the elasticloadbalancing:RegisterTargets action",
      "the policy that the session was begun with is in the way; begin one that allows this"
    ),
    registration(
      "because no VPC endpoint policy allows the elasticloadbalancing:RegisterTargets action",
      "the policy of the VPC endpoint that the request went through is in the way; it has to allow "
        + "this too"
    ),
    registration(
      "with an explicit deny in a resource-based policy",
      "the resource's own policy is in the way; it has to allow this to these credentials"
    ),
    Case(
      operation: .getEnvironment,
      resource: "environment/airflow",
      message: "",
      next: "airflow:GetEnvironment on environment/airflow is not allowed: allow it to these "
        + "credentials." + forPlan
    ),
    Case(
      operation: .describeTargetHealth,
      message: "\(user)elasticloadbalancing:DescribeTargetHealth",
      next: "elasticloadbalancing:DescribeTargetHealth on * is not allowed: allow it to these "
        + "credentials." + forPlan
    ),
    Case(
      operation: .createListener,
      resource: "arn:of:the:load:balancer:x",
      message: "\(user)elasticloadbalancing:AddTags",
      next: "elasticloadbalancing:AddTags on * is not allowed: allow it to these credentials."
        + forApply
    ),
    Case(
      operation: .describeVPCEndpoints,
      message: "You are not authorized to perform this operation. Encoded authorization failure "
        + "message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm-abcd",
      next: "ec2:DescribeVpcEndpoints on * is not allowed: allow it to these credentials." + forPlan
        + " `aws sts decode-authorization-message --encoded-message TEXT` shows what AWS's encoded "
        + "message says."
    ),
    Case(
      operation: .assumeRole,
      resource: "unused",
      message: "\(user)sts:AssumeRole on resource: arn:aws:iam::210987654321:role/mooring",
      next: "sts:AssumeRole on arn:aws:iam::210987654321:role/mooring is not allowed: allow it to "
        + "these credentials, and to the same in the role's trust policy, with the external id that "
        + "it asks for; AWS answers the same where there is no such role." + forPlan
    ),
    Case(
      operation: .assumeRoleWithWebIdentity,
      resource: "arn:aws:iam::210987654321:role/ci",
      message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
      next:
        "sts:AssumeRoleWithWebIdentity on arn:aws:iam::210987654321:role/ci is not allowed: the "
        + "role's trust policy has to name the identity provider and accept the token's claims."
    ),
  ]

  @Test(arguments: cases)
  func `a denial names action, resource, where to look, and the command`(example: Case) throws {
    var fault = ServiceFault(
      operation: example.operation,
      status: 403,
      code: "AccessDenied",
      message: example.message
    )
    fault.question = .init(host: "h", region: try .example(), resource: example.resource)
    #expect(Denial(fault).sentence == example.next)
  }

  @Test(arguments: ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"])
  func `each service's code for it is known`(code: String) {
    let fault = ServiceFault(operation: .describeSubnets, status: 403, code: code, message: "")
    #expect(fault.cause == .accessDenied)
  }

  @Test func `the resource is the call's own where AWS names none`() async throws {
    func denied<Output>(_ call: Call<Output>) async throws -> String? {
      let transport = ScriptedTransport([
        .answer(403, "", [.init("x-amzn-ErrorType", "AccessDeniedException")])
      ])
      let client = try Client.scripted(transport, permit: WritePermit())
      let error = await failure { () async throws(ServiceError) in try await client.send(call) }
      guard case .service(let fault) = error else { return nil }
      return fault.question?.resource
    }
    let certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
    let listener = ELBv2.NewListener(
      loadBalancerARN: "balancer",
      protocolName: "HTTP",
      port: 80,
      targetGroupARN: Self.group
    )
    #expect(try await denied(MWAA.environment(named: "a")) == "environment/a")
    #expect(try await denied(ACM.describeCertificate(certificate)) == certificate)
    #expect(try await denied(STS.assumeRole(STS.Role(arn: "role"))) == "role")
    #expect(try await denied(ELBv2.registerTargets([], in: Self.group)) == Self.group)
    #expect(try await denied(ELBv2.deregisterTargets([], from: Self.group)) == Self.group)
    #expect(
      try await denied(ELBv2.modifyTargetGroup(Self.group, healthCheck: .init())) == Self.group
    )
    #expect(try await denied(ELBv2.createListener(listener)) == "balancer")
    #expect(try await denied(ELBv2.modifyListener("listener", .init())) == "listener")
    #expect(try await denied(ELBv2.addTags([], to: Self.group)) == Self.group)
    #expect(try await denied(ELBv2.removeTags([], from: Self.group)) == Self.group)
    #expect(try await denied(ELBv2.describeTargetHealth(targetGroup: Self.group)) == nil)
  }

  @Test func `an encoded message of EC2's is told whole`() {
    let encoded = String(repeating: "x", count: 2000)
    let body =
      "<Response><Errors><Error><Code>C</Code><Message>\(encoded)</Message></Error></Errors>"
      + "</Response>"
    let response = HTTPResponse(status: 403, headers: [], body: Array(body.utf8))
    #expect(WireAnswer(response, to: .describeSubnets).fault?.message == encoded)
  }
}
