import SigV4
import Testing

@testable import AWS

@Suite struct AssumedRoleTests {
  static let role = STS.Role(arn: "arn:aws:iam::123456789012:role/r", externalID: "ext")

  /// The scripted clock starts at 2026-01-02T03:04:05Z.
  static func answer(
    expiration: String,
    key: String = "ASIAEXAMPLE",
    secret: String = "s"
  ) -> String {
    """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
    <Credentials><AccessKeyId>\(key)</AccessKeyId><SecretAccessKey>\(secret)</SecretAccessKey>
    <SessionToken>t</SessionToken><Expiration>\(expiration)</Expiration></Credentials>
    </AssumeRoleResult></AssumeRoleResponse>
    """
  }

  @Test func `a role is asked for once and renewed before its end`() async throws {
    let clock = VirtualClock()
    let transport = ScriptedTransport(
      answers: Self.answer(expiration: "2026-01-02T04:04:05Z", key: "ONE"),
      Self.answer(expiration: "2026-01-02T05:04:05Z", key: "TWO")
    )
    let client = try Client.scripted(transport, clock: clock)
    let source = RenewedCredentials(Self.role, through: client)
    let first = try await source.credentials()
    #expect(first.accessKeyID == "ONE")
    #expect(first.accountID == "123456789012")
    clock.advance(seconds: 2699)
    #expect(try await source.credentials().accessKeyID == "ONE")
    #expect(transport.requests.count == 1)
    clock.advance(seconds: 1)
    #expect(try await source.credentials().accessKeyID == "TWO")
    #expect(transport.bodies.first?.contains("ExternalId=ext") == true)
  }

  @Test(
    arguments: [
      ("arn:aws:iam::123456789012:role/path/r", "123456789012"),
      ("arn:aws-cn:iam::123456789012:role/r:x", "123456789012"),
      ("arn:aws:iam:::role/r", nil),
      ("arn:aws:iam::12345678901x:role/r", nil),
      ("role/r", nil),
    ]
  )
  func `the account is the role's own`(arn: String, account: String?) {
    #expect(STS.Role(arn: arn).accountID == account)
  }

  @Test func `the caller's identity is read`() async throws {
    let transport = ScriptedTransport(
      answers: """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <GetCallerIdentityResult><Arn>arn:aws:iam::012345678901:user/u</Arn><UserId>AIDA</UserId>
        <Account>012345678901</Account></GetCallerIdentityResult>
        <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        """
    )
    let answer = try await Client.scripted(transport).send(STS.callerIdentity())
    #expect(
      answer.value
        == STS.CallerIdentity(account: "012345678901")
    )
    #expect(answer.requestID == "r-1")
  }

  @Test func `a role that is refused is named, with AWS's reason`() async throws {
    let body = """
      <ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized</Message></Error>\
      </ErrorResponse>
      """
    let client = try Client.scripted(ScriptedTransport([.answer(403, body)]))
    let source = RenewedCredentials(Self.role, through: client)
    var assuming = client
    assuming.credentials = source
    let error = await failure { () async throws(ServiceError) in
      try await assuming.send(STS.callerIdentity())
    }
    let text = "\(try #require(error))"
    #expect(text.contains(Self.role.arn))
    #expect(text.contains("not authorized"))
    #expect(text.contains("sts:AssumeRole"))
  }

  @Test func `credentials that have ended already are an error`() async throws {
    let transport = ScriptedTransport(answers: Self.answer(expiration: "2026-01-02T03:04:05Z"))
    let source = RenewedCredentials(Self.role, through: try .scripted(transport))
    let error = await failure { () async throws(CredentialError) in try await source.credentials() }
    #expect("\(try #require(error))".contains("clock"))
  }
}
