import Testing

@testable import AWS

@Suite struct APIHostsTests {
  static func url(_ host: APIHost) -> String {
    let port = host.origin.port.map { ":\($0)" } ?? ""
    return "\(host.origin.scheme.rawValue)://\(host.origin.host)\(port)\(host.pathPrefix)"
  }

  @Test(
    arguments: [
      (Service.mwaa, "us-west-2", "api.airflow.us-west-2.amazonaws.com"),
      (.ec2, "us-west-2", "ec2.us-west-2.amazonaws.com"),
      (.elbv2, "mx-central-1", "elasticloadbalancing.mx-central-1.amazonaws.com"),
      (.acm, "cn-north-1", "acm.cn-north-1.amazonaws.com.cn"),
      (.mwaa, "cn-northwest-1", "api.airflow.cn-northwest-1.amazonaws.com.cn"),
      (.sts, "us-gov-west-1", "sts.us-gov-west-1.amazonaws.com"),
      (.sts, "us-iso-east-1", "sts.us-iso-east-1.c2s.ic.gov"),
      (.sts, "us-isob-east-1", "sts.us-isob-east-1.sc2s.sgov.gov"),
      (.sts, "eu-isoe-west-1", "sts.eu-isoe-west-1.cloud.adc-e.uk"),
      (.sts, "us-isof-south-1", "sts.us-isof-south-1.csp.hci.ic.gov"),
      (.sts, "eusc-de-east-1", "sts.eusc-de-east-1.amazonaws.eu"),
      (.sts, "xx-new-9", "sts.xx-new-9.amazonaws.com"),
    ]
  )
  func `a service's host is the Region's, in its partition`(
    service: Service,
    region: String,
    host: String
  ) throws {
    let found = APIHosts().host(of: service, in: try .example(region))
    #expect(Self.url(found) == "https://\(host)")
    #expect(found.name == host)
  }

  @Test(
    arguments: [
      ("http://127.0.0.1:5000", "http://127.0.0.1:5000"),
      ("http://[::1]:5000", "http://[::1]:5000"),
      ("http://localhost:5000", "http://localhost:5000"),
      ("https://mock.example/x", "https://api.mock.example/x"),
    ]
  )
  func `MWAA's label goes before a custom name, and never before an address`(
    custom: String,
    expected: String
  ) throws {
    let host = try APIHost(Setting(value: custom, source: "s"))
    let region = try RegionName.example()
    #expect(Self.url(APIHosts(all: host).host(of: .mwaa, in: region)) == expected)
    let bare = APIHosts(all: host, addsHostPrefix: false)
    #expect(Self.url(bare.host(of: .mwaa, in: region)) == custom)
    #expect(Self.url(APIHosts(all: host).host(of: .ec2, in: region)) == custom)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var flag: String?
    var variables: [String: String] = [:]
    var profile: String? = "team"

    /// What is expected of EC2, ELBv2 and ACM; nil for AWS's own.
    let expected: [String?]
  }

  static let cases = [
    Case(testDescription: "nothing", profile: nil, expected: [nil, nil, nil]),
    Case(
      testDescription: "services section, then the profile's own",
      expected: ["http://ec2.example", "http://elb.example/prefix", "http://profile.example"]
    ),
    Case(
      testDescription: "AWS_ENDPOINT_URL goes before the profile",
      variables: ["AWS_ENDPOINT_URL": "http://all.example"],
      expected: ["http://all.example", "http://all.example", "http://all.example"]
    ),
    Case(
      testDescription: "the service's variable goes before the general one",
      variables: [
        "AWS_ENDPOINT_URL": "http://all.example",
        "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2": "https://one.example:8443/",
      ],
      expected: ["http://all.example", "https://one.example:8443", "http://all.example"]
    ),
    Case(
      testDescription: "the flag goes before everything",
      flag: "http://flag.example",
      variables: [
        "AWS_ENDPOINT_URL_EC2": "http://one.example",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
      ],
      expected: ["http://flag.example", "http://flag.example", "http://flag.example"]
    ),
    Case(
      testDescription: "the switch turns off all but the flag",
      variables: [
        "AWS_ENDPOINT_URL_EC2": "http://one.example",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "True",
      ],
      expected: [nil, nil, nil]
    ),
    Case(
      testDescription: "an empty variable is unset",
      variables: ["AWS_ENDPOINT_URL": ""],
      profile: nil,
      expected: [nil, nil, nil]
    ),
  ]

  @Test(arguments: cases)
  func `custom URLs are found in order`(example: Case) throws {
    let settings = try ClientSettingsTests.settings(
      .init(profile: example.profile, endpointURL: example.flag),
      example.variables
    )
    let found = [Service.ec2, .elbv2, .acm].map { settings.hosts.custom[$0].map(Self.url) }
    #expect(found == example.expected)
  }

  @Test func `a services section that isn't there is an error`() {
    #expect(
      throws: ConfigurationError.noSuchServices(
        name: "nowhere",
        profile: "lost",
        file: "/home/u/.aws/config"
      )
    ) {
      try ClientSettingsTests.settings(.init(profile: "lost"))
    }
  }

  @Test(
    arguments: [
      "", "x", "ftp://x", "http://", "http://:80", "http://a:0", "http://a:65536", "http://a:x",
      "http://a:", "http://a b", "http://a?q", "http://a/b#f", "http://a/ b", "http://[::1",
      "http://[x]", "http://é", "http://a:1:2", "http://.", "http://a\r\nb", "http://[::1]x",
    ]
  )
  func `what is no URL of a host is an error that names its source`(text: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try APIHost(Setting(value: text, source: "AWS_ENDPOINT_URL"))
    }
    guard case .invalidURL(text, "AWS_ENDPOINT_URL", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a password in a URL is refused and not repeated`() {
    let error = #expect(throws: ConfigurationError.self) {
      try APIHost(Setting(value: "https://me:hunter2@host", source: "s"))
    }
    #expect(error.map { "\($0)".contains("hunter2") } == false)
  }

  @Test func `a host is written in lower case and without the scheme's own port`() throws {
    let host = try APIHost(Setting(value: "HTTPS://MOCK.Example:443//a/b//", source: "s"))
    #expect(host.name == "mock.example")
    #expect(host.pathPrefix == "//a/b")
  }
}
