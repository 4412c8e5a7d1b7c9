import Testing

/// Who pastes a secret into the wrong place must not find it in a log.
@Suite struct SecrecyTests {
  private let secret = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"

  @Test(arguments: [
    "listener: {certificate: {import: {privateKey: \"-----BEGIN PRIVATE KEY----- SECRET\"}}}",
    "listener: {certificate: {import: {privateKey: \"~SECRET\"}}}",
    "listener: {certificate: {import: \"-----BEGIN PRIVATE KEY----- SECRET\"}}",
    "listener: {certificate: \"-----BEGIN PRIVATE KEY----- SECRET\"}",
    "listener:\n  certificate:\n    import:\n      privateKey: |\n        -----BEGIN PRIVATE KEY-----\n        SECRET",
    "\"-----BEGIN PRIVATE KEY----- SECRET\": x",
    "assumeRole: {externalId: \"SECRET !\"}",
  ])
  func `no secret is shown`(keys: String) {
    let lines = errorLines(spec(keys.replacing("SECRET", with: secret)))
    #expect(!lines.isEmpty)
    #expect(!lines.contains { $0.contains(secret) })
  }
}
