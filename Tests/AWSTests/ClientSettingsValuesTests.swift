import Testing

@testable import AWS

@Suite struct ClientSettingsValuesTests {
  @Test func `two variables that name two profiles are noticed`() throws {
    let one = ["AWS_PROFILE": "team", "AWS_DEFAULT_PROFILE": "team"]
    #expect(try ClientSettingsTests.settings(.init(), one).notices.isEmpty)
    let two = ["AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "team"]
    let notices = try ClientSettingsTests.settings(.init(), two).notices
    #expect(notices.map(\.isHarmless) == [false])
    #expect(notices[0].text.contains(#"AWS_DEFAULT_PROFILE ("team")"#))
    #expect(try ClientSettingsTests.settings(.init(profile: "team"), two).notices.isEmpty)
  }

  struct AttemptsCase: Sendable {
    var variables: [String: String] = [:]
    var config: String?
    let expected: Int
    var notices = 0
  }

  static let attempts = [
    AttemptsCase(expected: 3),
    AttemptsCase(config: "max_attempts = 5", expected: 5),
    AttemptsCase(variables: ["AWS_MAX_ATTEMPTS": "1"], config: "max_attempts = 5", expected: 1),
    AttemptsCase(variables: ["AWS_RETRY_MODE": "standard"], expected: 3),
    AttemptsCase(config: "retry_mode = legacy", expected: 3, notices: 1),
    AttemptsCase(
      variables: ["AWS_RETRY_MODE": "adaptive", "AWS_MAX_ATTEMPTS": "7"],
      config: "retry_mode = x",
      expected: 7,
      notices: 1
    ),
  ]

  @Test(arguments: attempts)
  func `attempts are counted as configured, in the standard mode`(example: AttemptsCase) throws {
    let settings = try ClientSettingsTests.settings(
      .init(),
      example.variables,
      config: example.config.map { "[default]\n\($0)" }
    )
    #expect(settings.maximumAttempts == example.expected)
    #expect(settings.notices.map(\.isHarmless) == [Bool](repeating: true, count: example.notices))
  }

  @Test(
    arguments: [
      ("AWS_RETRY_MODE", "Standard"), ("AWS_RETRY_MODE", "off"), ("AWS_MAX_ATTEMPTS", "0"),
      ("AWS_MAX_ATTEMPTS", "-1"), ("AWS_MAX_ATTEMPTS", "2.5"), ("AWS_MAX_ATTEMPTS", "many"),
      ("AWS_MAX_ATTEMPTS", "99999999999999999999"),
    ]
  )
  func `what can't be meant for retries is an error that names its source`(
    variable: String,
    text: String
  ) throws {
    for (variables, config, source) in [
      ([variable: text], "", variable),
      (
        [:], "\(variable.dropFirst(4).lowercased()) = \(text)",
        "\(variable.dropFirst(4).lowercased()) of the profile \"default\""
      ),
    ] {
      let error = #expect(throws: ConfigurationError.self) {
        try ClientSettingsTests.settings(.init(), variables, config: "[default]\n\(config)")
      }
      guard case .invalidValue(text, source, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(
    arguments: [
      ("team-1!#$%&'*+-.^_`|~", "team-1!#$%&'*+-.^_`|~"), ("my team", "my-team"),
      ("a/b(c)\"d", "a-b-c--d"), ("é\r\nHost: x", "---Host--x"), ("e\u{301}", "e-"),
      (String(repeating: "x", count: 51), String(repeating: "x", count: 50)),
    ]
  )
  func `an application ID is what the header can hold, and what it is read as is noticed`(
    text: String,
    expected: String
  ) throws {
    let settings = try ClientSettingsTests.settings(.init(), ["AWS_SDK_UA_APP_ID": text])
    #expect(settings.applicationID == expected)
    #expect(settings.notices.map(\.isHarmless) == (text == expected ? [] : [true]))
    #expect(settings.notices.allSatisfy { !$0.text.contains("\n") })
  }

  @Test func `an application ID may stand in the profile, or nowhere`() throws {
    #expect(try ClientSettingsTests.settings().applicationID == nil)
    let settings = try ClientSettingsTests.settings(config: "[default]\nsdk_ua_app_id = mine")
    #expect(settings.applicationID == "mine")
  }
}
