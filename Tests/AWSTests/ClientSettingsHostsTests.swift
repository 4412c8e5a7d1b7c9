import Testing

@testable import AWS

@Suite struct ClientSettingsHostsTests {
  struct SwitchCase: Sendable {
    let value: String
    let isOn: Bool
    var isNoticed = false
  }

  static let switches = [
    SwitchCase(value: "true", isOn: true),
    SwitchCase(value: "TRUE", isOn: true),
    SwitchCase(value: "false", isOn: false),
    SwitchCase(value: "False", isOn: false),
    SwitchCase(value: "", isOn: false),
    SwitchCase(value: "1", isOn: false, isNoticed: true),
    SwitchCase(value: "yes", isOn: false, isNoticed: true),
    SwitchCase(value: " true", isOn: false, isNoticed: true),
  ]

  @Test(arguments: switches)
  func `a switch is on by true alone, and what was hardly meant is noticed`(
    example: SwitchCase
  ) throws {
    let variables = ["AWS_USE_FIPS_ENDPOINT": example.value]
    let settings = try ClientSettingsTests.settings(.init(), variables)
    #expect(settings.hosts.usesFIPS == example.isOn)
    #expect(settings.notices.map(\.isHarmless) == (example.isNoticed ? [false] : []))
    #expect(settings.notices.allSatisfy { $0.text.contains("AWS_USE_FIPS_ENDPOINT") })
  }

  @Test func `each switch has a variable, and a key of the profile`() throws {
    let keys = """
      [default]
      use_fips_endpoint = true
      use_dualstack_endpoint = true
      disable_host_prefix_injection = true
      sts_regional_endpoints = legacy
      """
    let expected = APIHosts(
      addsHostPrefix: false,
      usesFIPS: true,
      usesDualStack: true,
      usesGlobalSTS: true
    )
    let on = [
      "AWS_USE_FIPS_ENDPOINT": "true", "AWS_USE_DUALSTACK_ENDPOINT": "true",
      "AWS_DISABLE_HOST_PREFIX_INJECTION": "true", "AWS_STS_REGIONAL_ENDPOINTS": "legacy",
    ]
    let off = on.mapValues { $0 == "true" ? "false" : "regional" }
    #expect(try ClientSettingsTests.settings(config: keys).hosts == expected)
    #expect(try ClientSettingsTests.settings(.init(), on, config: nil).hosts == expected)
    #expect(try ClientSettingsTests.settings(.init(), off, config: keys).hosts == APIHosts())
  }

  @Test(arguments: ["Legacy", "global", " regional"])
  func `what is neither regional nor legacy is an error that names its source`(text: String) {
    #expect(
      throws: ConfigurationError.invalidValue(
        text: text,
        source: "AWS_STS_REGIONAL_ENDPOINTS",
        allowed: "regional or legacy"
      )
    ) {
      try ClientSettingsTests.settings(.init(), ["AWS_STS_REGIONAL_ENDPOINTS": text])
    }
  }

  @Test func `a custom host that FIPS doesn't change is noticed`() throws {
    let variables = ["AWS_ENDPOINT_URL_EC2": "https://mock.example"]
    #expect(try ClientSettingsTests.settings(.init(), variables).notices.isEmpty)
    for name in ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"] {
      let settings = try ClientSettingsTests.settings(
        .init(),
        variables.merging([name: "true"]) { $1 }
      )
      #expect(settings.notices.map(\.isHarmless) == [false])
      #expect(settings.notices[0].text.hasSuffix(": ec2"))
    }
  }

  @Test func `the flag for the host leaves the services that give credentials alone`() throws {
    let settings = try ClientSettingsTests.settings(
      .init(endpointURL: "http://flag.example"),
      ["AWS_ENDPOINT_URL": "http://all.example", "AWS_ENDPOINT_URL_SSO": "http://sso.example"]
    )
    let found = settings.hosts.custom.mapValues(\.name)
    #expect(found[.sts] == "flag.example")
    #expect(found[.sso] == "sso.example")
    #expect(found[.ssoOIDC] == "all.example")
  }

  @Test(
    arguments: [
      ["AWS_ENDPOINT_URL": "http://all.example"], ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
    ]
  )
  func `a services section is missed only by those who look for it`(
    variables: [String: String]
  ) throws {
    #expect(throws: Never.self) {
      try ClientSettingsTests.settings(.init(profile: "lost"), variables)
    }
  }

  @Test(
    arguments: [
      ("fips-us-east-1", "us-east-1"), ("us-east-1-fips", "us-east-1"),
      ("us-gov-west-1-fips", "us-gov-west-1"),
    ]
  )
  func `a Region that was called FIPS is that Region with FIPS`(text: String, region: String) throws
  {
    let settings = try ClientSettingsTests.settings(
      .init(),
      ["AWS_REGION": text, "AWS_USE_FIPS_ENDPOINT": "false"]
    )
    #expect(settings.region?.text == region)
    #expect(settings.hosts.usesFIPS)
    #expect(settings.notices.map(\.isHarmless) == [true])
    #expect(settings.notices[0].text.contains("AWS_REGION"))
  }

  @Test(arguments: ["fips-", "-fips", "Fips-us-east-1"])
  func `nothing but FIPS is no Region`(text: String) {
    #expect(throws: ConfigurationError.invalidRegion(text: text, source: "AWS_REGION")) {
      try ClientSettingsTests.settings(.init(), ["AWS_REGION": text])
    }
  }
}
