import Testing

@testable import AWS

@Suite struct InstanceMetadataTests {
  static func metadata(
    _ variables: [String: String],
    _ profile: [String: String]
  ) throws(CredentialError) -> InstanceMetadata {
    try InstanceMetadata(
      ProcessEnvironment(variables),
      InstanceCredentialsTests.profile(profile)
    )
  }

  static let ipv4 = "169.254.169.254"
  static let ipv6 = "[fd00:ec2::254]"

  @Test(
    arguments: [
      ([:], [:], ipv4),
      (["AWS_IMDS_USE_IPV6": "true"], [:], ipv6),
      ([:], ["imds_use_ipv6": "True"], ipv6),
      (["AWS_IMDS_USE_IPV6": "1"], [:], ipv4),
      (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], [:], ipv6),
      ([:], ["ec2_metadata_service_endpoint_mode": "ipv6"], ipv6),
      (
        ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv4"],
        ["ec2_metadata_service_endpoint_mode": "ipv6", "imds_use_ipv6": "true"], ipv4
      ),
      (
        [
          "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:81/a/",
          "AWS_IMDS_USE_IPV6": "true",
        ],
        ["ec2_metadata_service_endpoint": "http://other"], "127.0.0.1:81/a"
      ),
      ([:], ["ec2_metadata_service_endpoint": "http://other"], "other"),
    ] as [([String: String], [String: String], String)]
  )
  func `the host is the one that is set, or that of its kind of address`(
    variables: [String: String],
    profile: [String: String],
    host: String
  ) throws {
    let found = try Self.metadata(variables, profile).host
    #expect(found.name + found.pathPrefix == host)
    #expect(found.origin.scheme == .http)
  }

  @Test func `patience is set by variables and keys`() throws {
    let keys = ["metadata_service_timeout": "5", "metadata_service_num_attempts": "4"]
    let variables = [
      "AWS_METADATA_SERVICE_TIMEOUT": "7", "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "6",
    ]
    func patience(
      _ variables: [String: String],
      _ keys: [String: String]
    ) throws(CredentialError) -> [Int] {
      let found = try Self.metadata(variables, keys)
      return [found.timeOutSeconds, found.attempts]
    }
    #expect(try patience([:], [:]) == [1, 1])
    #expect(try patience([:], keys) == [5, 4])
    #expect(try patience(variables, keys) == [7, 6])
  }

  @Test(arguments: [
    ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "169.254.169.254"),
    ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://a b"),
    ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipv5"),
    ("AWS_METADATA_SERVICE_TIMEOUT", "0"),
    ("AWS_METADATA_SERVICE_TIMEOUT", "1.5"),
    ("AWS_METADATA_SERVICE_TIMEOUT", "9999999999999999999999"),
    ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "-1"),
    ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "many"),
  ])
  func `a setting that can't be is named`(variable: String, value: String) throws {
    let error = #expect(throws: CredentialError.self) {
      try Self.metadata([variable: value], [:])
    }
    let said = "\(try #require(error))"
    #expect(said.contains(variable) && said.contains("\"\(value)\""), "\(said)")
  }
}
