import SigV4
import TestSupport
import Testing

@testable import AWS

@Suite struct RedactionTests {
  static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
  static let token = "TOKEN-VERY-SECRET"

  static func expectSilence(_ value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
    var dumped = ""
    dump(value, to: &dumped)
    for text in ["\(value)", String(reflecting: value), dumped] {
      for word in [secret, token, "Signature="] {
        #expect(!text.contains(word), sourceLocation: sourceLocation)
      }
    }
  }

  @Test func `no way to print a call shows the token that it is made with`() {
    let token = Secret(Self.token)
    var form = QueryForm(.assumeRoleWithWebIdentity, version: STS.version)
    form.set("WebIdentityToken", Self.token)
    Self.expectSilence(form)
    Self.expectSilence(STS.assumeRole(.init(arn: "arn"), by: token))
    Self.expectSilence(SSO.roleCredentials(role: "r", account: "a", accessToken: token))
    Self.expectSilence(
      SSOOIDC.createToken(clientID: "c", clientSecret: token, refreshToken: token)
    )
  }

  @Test func `no way to print what holds a secret shows it`() async throws {
    let environment = ProcessEnvironment([
      "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": Self.secret,
      "AWS_SESSION_TOKEN": Self.token, "HOME": "/home",
    ])
    let files = FileReader { _ throws(FileError) in
      Array("[default]\naws_access_key_id = A\naws_secret_access_key = \(Self.secret)".utf8)
    }
    let settings = try ClientSettings(environment: environment, files: files)
    let shared = try SharedConfiguration(environment: environment, files: files)
    let transport = ScriptedTransport([.answer(200, "<a>\(Self.secret)</a>")])
    let client = try Client.scripted(transport, credentials: settings.credentials(from: .nowhere()))
    _ = try? await client.send(STS.callerIdentity())
    let request = try #require(transport.requests.first)

    // The secrets are in there, or the test would prove nothing.
    #expect(request.headers.contains { $0.value == Self.token })
    #expect(environment["AWS_SECRET_ACCESS_KEY"] == Self.secret)
    let profile = try #require(shared.profile("default"))
    #expect(profile.value("aws_secret_access_key") == Self.secret)

    Self.expectSilence(environment)
    Self.expectSilence(settings)
    Self.expectSilence(shared)
    Self.expectSilence(profile)
    Self.expectSilence(client.credentials)
    Self.expectSilence(client)
    Self.expectSilence(request)
    Self.expectSilence([request.headers])
    let response = HTTPResponse(status: 200, body: Array("<a>\(Self.secret)</a>".utf8))
    Self.expectSilence(response)
    Self.expectSilence(WireAnswer(response, to: .assumeRole))
    Self.expectSilence(try XMLElement(parsing: response.body))
    Self.expectSilence(try SharedFile(parsing: Array("[a]\nb = \(Self.secret)".utf8), path: "f"))
  }

  /// AWS answers a wrong signature with the canonical request, session token included.
  @Test(
    arguments: [
      "The signature does not match.\n\nThe Canonical String was\nx-amz-security-token:\(token)",
      "The Canonical String was x-amz-security-token:\(token) and so on",
    ]
  )
  func `an error of AWS that repeats the token doesn't show it`(message: String) async throws {
    let body = """
      <ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>\(message)</Message></Error>\
      </ErrorResponse>
      """
    let credentials = FixedCredentials(try .example(sessionToken: Self.token))
    let client = try Client.scripted(
      ScriptedTransport([.answer(403, body)]),
      credentials: credentials
    )
    let error = await failure { () async throws(ServiceError) in
      try await client.send(STS.callerIdentity())
    }
    let thrown = try #require(error)
    #expect(thrown.code == "SignatureDoesNotMatch")
    Self.expectSilence(thrown)
  }

  @Test func `the keys that STS gives are not shown`() async throws {
    let transport = ScriptedTransport(
      answers: AssumedRoleTests.answer(expiration: "2026-01-02T04:04:05Z", secret: Self.secret)
    )
    let answer = try await Client.scripted(transport).send(STS.assumeRole(.init(arn: "arn")))
    #expect(answer.value.keys.secretAccessKey.exposed == Self.secret)
    Self.expectSilence(answer)
  }

  @Test func `an unreadable answer of STS is not repeated in the error`() async throws {
    let transport = ScriptedTransport(
      answers: "<AssumeRoleResponse><SecretAccessKey>\(Self.secret)</AssumeRoleResponse>"
    )
    let client = try Client.scripted(transport)
    let error = await failure { () async throws(ServiceError) in
      try await client.send(STS.assumeRole(.init(arn: "arn")))
    }
    Self.expectSilence(try #require(error))
  }
}
