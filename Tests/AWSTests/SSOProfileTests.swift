import Testing

@testable import AWS

@Suite struct SSOProfileTests {
  static let config = """
    [default]
    region = eu-west-1
    [profile new]
    sso_session = work
    sso_account_id = 123456789012
    sso_role_name = Reader
    region = eu-west-1
    [profile old]
    sso_start_url = https://old.awsapps.com/start
    sso_region = us-east-1
    sso_account_id = 123456789012
    sso_role_name = Reader
    [profile repeats]
    sso_session = work
    sso_start_url = https://work.awsapps.com/start
    sso_account_id = 123456789012
    sso_role_name = Reader
    [profile token-only]
    sso_session = work
    [profile contradicts-url]
    sso_session = work
    sso_start_url = https://other.awsapps.com/start
    sso_account_id = 123456789012
    sso_role_name = Reader
    [profile contradicts-region]
    sso_session = work
    sso_region = eu-west-1
    sso_account_id = 123456789012
    sso_role_name = Reader
    [profile no-section]
    sso_session = none
    sso_account_id = 123456789012
    sso_role_name = Reader
    [profile no-role]
    sso_session = work
    sso_account_id = 123456789012
    [profile no-place]
    sso_account_id = 123456789012
    sso_role_name = Reader
    [profile half-section]
    sso_session = half
    sso_account_id = 123456789012
    sso_role_name = Reader
    [profile no-region]
    sso_start_url = https://old.awsapps.com/start
    sso_region = us east
    sso_account_id = 123456789012
    sso_role_name = Reader
    [sso-session work]
    sso_start_url = https://work.awsapps.com/start
    sso_region = us-west-2
    sso_registration_scopes = sso:account:access
    [sso-session half]
    sso_region = us-west-2
    """

  static func shared() throws -> SharedConfiguration {
    try SharedConfiguration(
      environment: ProcessEnvironment(["HOME": "/home/u"]),
      files: FileShelf(["/home/u/.aws/config": config]).reader
    )
  }

  static func read(_ name: String) throws -> SSOProfile? {
    let shared = try shared()
    return try SSOProfile(#require(shared.profile(name)), shared)
  }

  @Test(arguments: [
    ("new", "work", "https://work.awsapps.com/start", "us-west-2"),
    ("old", nil, "https://old.awsapps.com/start", "us-east-1"),
    ("repeats", "work", "https://work.awsapps.com/start", "us-west-2"),
  ])
  func `a profile of either form says where to sign in, and for what`(
    name: String,
    session: String?,
    startURL: String,
    region: String
  ) throws {
    let sso = try #require(try Self.read(name))
    #expect(sso.session == session)
    #expect(sso.startURL == startURL)
    #expect(sso.region.text == region)
    #expect(sso.account == "123456789012")
    #expect(sso.role == "Reader")
    #expect(sso.signIn == "Sign in: aws sso login --profile \(name)")
  }

  @Test(arguments: ["default", "token-only"])
  func `a profile without account and role has nothing to do with it`(name: String) throws {
    #expect(try Self.read(name) == nil)
  }

  @Test(arguments: [
    ("contradicts-url", "sso_start_url is \"https://other.awsapps.com/start\""),
    ("contradicts-region", "sso_region is \"eu-west-1\""),
    ("no-section", "[sso-session none]"),
    ("no-role", "sso_role_name is missing"),
    ("no-place", "sso_start_url and sso_region is missing"),
    ("half-section", "sso_start_url is missing"),
    ("no-region", "\"us east\""),
  ])
  func `half a profile, or one that contradicts itself, is an error`(
    name: String,
    words: String
  ) throws {
    let error = #expect(throws: CredentialError.self) { try Self.read(name) }
    let said = "\(try #require(error))"
    #expect(said.contains("\"\(name)\"") && said.contains(words), "\(said)")
  }

  @Test func `a profile's name is quoted where the shell would split it`() throws {
    let shared = try SharedConfiguration(
      environment: ProcessEnvironment(["HOME": "/home/u"]),
      files: FileShelf([
        "/home/u/.aws/config": Self.config.replacing("[profile old]", with: "[profile my team]")
      ]).reader
    )
    let sso = try SSOProfile(#require(shared.profile("my team")), shared)
    #expect(sso?.signIn == "Sign in: aws sso login --profile 'my team'")
  }
}
