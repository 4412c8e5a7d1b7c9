import Testing

@testable import AWS

@Suite struct ClientSettingsTests {
  static let config = """
    [default]
    region = eu-central-1
    [profile team]
    region = eu-west-3
    services = local
    endpoint_url = http://profile.example
    ca_bundle = /profile.pem
    [profile lost]
    services = nowhere
    [stray]
    region = eu-north-1
    [services local]
    ec2 =
      endpoint_url = http://ec2.example
    elastic_load_balancing_v2 =
      endpoint_url = http://elb.example/prefix/
    """

  static func settings(
    _ flags: ClientSettings.Flags = .init(),
    _ variables: [String: String] = [:],
    config: String? = config,
    credentials: String? = nil
  ) throws(ConfigurationError) -> ClientSettings {
    let texts = [
      "/home/u/.aws/config": config, "/home/u/.aws/credentials": credentials,
      "/profile.pem": "", "/own.pem": "", "/python.pem": "",
    ]
    let environment = ProcessEnvironment(variables.merging(["HOME": "/home/u"]) { own, _ in own })
    return try ClientSettings(
      flags: flags,
      environment: environment,
      files: FileReader { path throws(FileError) in texts[path]?.map { Array($0.utf8) } }
    )
  }

  struct RegionCase: Sendable {
    var flags = ClientSettings.Flags()
    var variables: [String: String] = [:]
    let region: String
  }

  static let regions = [
    RegionCase(region: "eu-central-1"),
    RegionCase(variables: ["AWS_DEFAULT_REGION": "us-east-2"], region: "us-east-2"),
    RegionCase(
      variables: ["AWS_DEFAULT_REGION": "us-east-2", "AWS_REGION": "us-west-1"],
      region: "us-west-1"
    ),
    RegionCase(
      flags: .init(region: "sa-east-1"),
      variables: ["AWS_REGION": "us-west-1"],
      region: "sa-east-1"
    ),
    RegionCase(variables: ["AWS_REGION": ""], region: "eu-central-1"),
    RegionCase(flags: .init(profile: "team"), region: "eu-west-3"),
    RegionCase(variables: ["AWS_PROFILE": "team"], region: "eu-west-3"),
    RegionCase(variables: ["AWS_DEFAULT_PROFILE": "team"], region: "eu-west-3"),
    RegionCase(
      variables: ["AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "team"],
      region: "eu-west-3"
    ),
    RegionCase(
      flags: .init(profile: "default"),
      variables: ["AWS_PROFILE": "team"],
      region: "eu-central-1"
    ),
  ]

  @Test(arguments: regions)
  func `the Region is found in order`(example: RegionCase) throws {
    let settings = try Self.settings(example.flags, example.variables)
    #expect(settings.region?.text == example.region)
  }

  @Test func `no Region anywhere is none`() throws {
    #expect(try Self.settings(config: nil).region == nil)
  }

  @Test(arguments: [
    "us_west_2", "US-WEST-2", "a.b", "x/y", "-a", "a-", " us-west-2", "a@b", "12", "",
  ])
  func `what can't be a Region never gets into a host name`(text: String) {
    #expect(throws: ConfigurationError.invalidRegion(text: text, source: "--region")) {
      try Self.settings(.init(region: text))
    }
  }

  @Test func `a profile that was asked for must be there`() throws {
    let files = ["/home/u/.aws/config", "/home/u/.aws/credentials"]
    #expect(
      throws: ConfigurationError.noSuchProfile(
        name: "gone",
        source: "AWS_PROFILE",
        files: files,
        hint: ""
      )
    ) {
      try Self.settings(.init(), ["AWS_PROFILE": "gone", "AWS_ACCESS_KEY_ID": "A"])
    }
    let error = #expect(throws: ConfigurationError.self) {
      try Self.settings(.init(profile: "stray"))
    }
    #expect("\(try #require(error))".contains("[profile stray]"))
  }

  @Test(
    arguments: [
      "~/x", "$HOME/x", "${HOME}/x", "/home/$WHO/x", "/home/${WHO}/x", "$HOME$SLASH${NAME}",
      "/home/u/x",
    ]
  )
  func `the files may be elsewhere`(path: String) throws {
    let files = FileReader { path throws(FileError) in
      path == "/home/u/x" ? Array("[default]\nregion = us-gov-west-1".utf8) : nil
    }
    let environment = ProcessEnvironment([
      "HOME": "/home/u", "WHO": "u", "SLASH": "/", "NAME": "x", "AWS_CONFIG_FILE": path,
    ])
    let settings = try ClientSettings(environment: environment, files: files)
    #expect(settings.region?.text == "us-gov-west-1")
  }

  @Test(arguments: ["$", "a$", "$ b", "${", "${HOME", "$NONE/x", "${NONE}/x", "~u/x", "a~/b", "$é"])
  func `a path stays as it is where nothing in it is set`(path: String) {
    #expect(ProcessEnvironment(["HOME": "/home/u"]).expanding(path) == path)
  }

  @Test func `no file is meant by the path of nothing`() throws {
    let files = FileReader { path throws(FileError) in
      throw FileError(path: path, why: "it should not be asked for")
    }
    let environment = ProcessEnvironment([
      "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    ])
    #expect(try ClientSettings(environment: environment, files: files).region == nil)
  }

  @Test func `a file that can't be read is an error, one that isn't there is none`() throws {
    let denied = FileError(path: "/c", why: "no")
    let environment = ProcessEnvironment(["AWS_CONFIG_FILE": "/c"])
    #expect(throws: ConfigurationError.unreadableFile(denied)) {
      try ClientSettings(
        environment: environment,
        files: FileReader { _ throws(FileError) in throw denied }
      )
    }
    let none = FileReader { _ throws(FileError) in nil }
    #expect(try ClientSettings(environment: environment, files: none).region == nil)
  }

  @Test func `the CA bundle is the environment's, the profile's, then Python's`() throws {
    let python = ["REQUESTS_CA_BUNDLE": "/python.pem"]
    #expect(try Self.settings().caBundle == nil)
    #expect(try Self.settings(.init(), python).caBundle == "/python.pem")
    #expect(try Self.settings(.init(profile: "team"), python).caBundle == "/profile.pem")
    let settings = try Self.settings(.init(profile: "team"), ["AWS_CA_BUNDLE": "/own.pem"])
    #expect(settings.caBundle == "/own.pem")
  }

  @Test func `a CA bundle that isn't there is an error that names its source`() {
    #expect(
      throws: ConfigurationError.unusableBundle(
        path: "/gone.pem",
        source: "AWS_CA_BUNDLE",
        why: "there is no such file"
      )
    ) {
      try Self.settings(.init(), ["AWS_CA_BUNDLE": "/gone.pem"])
    }
  }
}
