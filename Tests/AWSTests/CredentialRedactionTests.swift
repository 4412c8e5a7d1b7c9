import SigV4
import Testing

@testable import AWS

@Suite struct CredentialRedactionTests {
  static let secret = RedactionTests.secret

  @Test func `no provider shows what it holds, before it was asked or after`() async throws {
    let environment = ProcessEnvironment([
      "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": Self.secret, "HOME": "/home/u",
    ])
    let answer = "{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"\(Self.secret)\"}"
    let texts = [
      "/home/u/.aws/credentials":
        "[base]\naws_access_key_id = A\naws_secret_access_key = \(Self.secret)",
      "/home/u/.aws/config": """
      [profile team]
      role_arn = arn:aws:iam::123456789012:role/r
      source_profile = base
      credential_process = /bin/echo '\(answer)'
      """,
      "/token": Self.secret,
    ]
    let shelf = FileShelf(texts)
    let shared = try SharedConfiguration(environment: environment, files: shelf.reader)
    let outside = try shelf.outside(
      AnsweringTransport { _ in
        .answer(
          200,
          AssumedRoleTests.answer(expiration: "2026-01-02T04:04:05Z", secret: Self.secret)
        )
      }
    )
    let order = CredentialOrder(environment: environment, shared: shared, outside: outside)
    RedactionTests.expectSilence(order)
    let team = try #require(shared.profile("team"))
    let base = try #require(shared.profile("base"))
    let places: [any CredentialProvider] = [
      EnvironmentCredentials(environment) { 0 },
      ProfileRoleCredentials(team, order: order),
      SharedFileCredentials(base, in: .credentials, at: "/f"),
      ProcessCredentials(profile: team, environment: environment),
    ]
    for place in places {
      RedactionTests.expectSilence(place)
      let finding = try await place.find()
      // The secret is in there, or the test would prove nothing.
      guard case .found(let found) = finding else {
        Issue.record("\(place.name) has none")
        continue
      }
      #expect(found.keys.secretAccessKey.exposed == Self.secret)
      RedactionTests.expectSilence(finding)

      let chain = CredentialChain([place])
      let source = RenewedCredentials(chain) { 0 }
      _ = try await source.credentials()
      RedactionTests.expectSilence(place)
      RedactionTests.expectSilence(chain)
      RedactionTests.expectSilence(source)
    }
    let web = WebIdentityCredentials(
      profile: team,
      environment: ProcessEnvironment(["AWS_WEB_IDENTITY_TOKEN_FILE": "/token"]),
      outside: outside
    )
    _ = try? await web.find()
    RedactionTests.expectSilence(web)
  }

  @Test func `a command that holds a password is not shown`() throws {
    let words = try CommandWords("tool --password \(Self.secret)")
    RedactionTests.expectSilence(words)
    let process = ChildProcess(words, environment: ProcessEnvironment(), limitMilliseconds: 1)
    RedactionTests.expectSilence(process)
  }
}
