import Core
import SpecFile
import Testing

/// A few keys of a binding and what becomes of them.
struct ReadCase: CustomTestStringConvertible, Sendable {
  let keys: String
  let binding: Binding

  init(_ keys: String, _ change: (inout Binding) -> Void) {
    self.keys = keys
    binding = plainBinding(change)
  }

  var testDescription: String { keys }
}

@Suite struct ReadSpecTests {
  @Test func `a spec that says the least gets every default`() throws {
    #expect(try bindings(of: spec("")) == [plainBinding()])
  }

  @Test(arguments: general + endpoints) func `a key is read by the type it expects`(
    readable: ReadCase
  ) throws {
    #expect(try bindings(of: spec(readable.keys)) == [readable.binding])
  }

  @Test(arguments: targetGroups + listeners + safeguards) func `a part is read`(
    readable: ReadCase
  ) throws {
    #expect(try bindings(of: spec(readable.keys)) == [readable.binding])
  }

  /// YAML 1.1 would read false, 10 (octal), null and 4:30 in base 60.
  @Test(arguments: ["no", "on", "0777", "~", "12e3", "y"])
  func `a name is its text, whatever YAML would make of it`(text: String) throws {
    let yaml = spec("assumeRole: {arn: \"\(role)\", sessionName: '\(text)x', externalId: x\(text)}")
    guard text != "~" else { return #expect(!errorLines(yaml).isEmpty) }
    let read = try #require(try bindings(of: yaml).first?.assumeRole)
    #expect(read.sessionName == text + "x")
    #expect(read.externalId == "x" + text)
  }

  @Test func `bindings come out in the order of files and text`() throws {
    let first = spec("").replacing("name: a\n", with: "name: z\n")
    let second = spec("targetGroup: {name: other}")
    let read = try SpecReader.read([source("1.yaml", first), source("2.yaml", second)])
    #expect(read.map(\.name) == ["z", "a"])
  }

  @Test func `no files are no bindings`() throws {
    #expect(try SpecReader.read([]).isEmpty)
  }

  static let general: [ReadCase] = [
    ReadCase("region: us-gov-west-1") { $0.region = "us-gov-west-1" },
    ReadCase("region: eusc-de-east-1") { $0.region = "eusc-de-east-1" },
    ReadCase("region:") { _ in },
    ReadCase("region: null") { _ in },
    ReadCase("account: 012345678901") { $0.account = AccountID("012345678901") },
    ReadCase("account: \"012345678901\"") { $0.account = AccountID("012345678901") },
    ReadCase("assumeRole: {arn: \"\(role)\"}") {
      $0.assumeRole = ARN(role).map { AssumeRole(arn: $0) }
    },
    ReadCase("assumeRole: {arn: \"\(role)\", externalId: 0123, sessionName: no}") {
      $0.assumeRole = ARN(role).map {
        AssumeRole(arn: $0, externalId: "0123", sessionName: "no")
      }
    },
  ]

  static let endpoints: [ReadCase] = [
    ReadCase("endpoint: {mwaaEnvironment: airflow_prod-1}") {
      $0.endpoint.source = .mwaaEnvironment("airflow_prod-1")
    },
    ReadCase("endpoint: {vpcEndpointId: vpce-0123456789abcdef0}") {
      $0.endpoint.source = .vpcEndpoint(id: "vpce-0123456789abcdef0")
    },
    ReadCase("endpoint: {serviceName: com.amazonaws.us-west-2.execute-api, vpcId: vpc-0abc}") {
      $0.endpoint.source = .service(
        name: "com.amazonaws.us-west-2.execute-api",
        vpcId: "vpc-0abc"
      )
    },
    ReadCase("endpoint: {hostname: Internal.Example.COM.}") {
      $0.endpoint.source = .hostname("internal.example.com")
    },
    ReadCase("endpoint: {addresses: [10.0.2.7, \"fd00::5\", 10.0.1.5]}") {
      $0.endpoint.source = .addresses(
        ["10.0.1.5", "10.0.2.7", "fd00::5"].compactMap(IPAddress.init)
      )
    },
    ReadCase("endpoint: {addresses: [52.1.2.3, 100.64.0.1]}") {
      $0.endpoint.source = .addresses(["52.1.2.3", "100.64.0.1"].compactMap(IPAddress.init))
    },
    ReadCase("endpoint: {hostname: a.example.com, dns: off, resolver: 10.0.0.2}") {
      $0.endpoint.dns = .off
      $0.endpoint.resolver = "10.0.0.2"
    },
    ReadCase("endpoint: {hostname: a.example.com, dns: required, resolver: 10.0.0.2:5353}") {
      $0.endpoint.dns = .required
      $0.endpoint.resolver = "10.0.0.2:5353"
    },
    ReadCase("endpoint: {hostname: a.example.com, resolver: \"[FD00:0::2]:53\"}") {
      $0.endpoint.resolver = "[fd00::2]:53"
    },
    ReadCase("endpoint: {hostname: a.example.com, resolver: \"fd00::2\"}") {
      $0.endpoint.resolver = "fd00::2"
    },
    ReadCase(
      """
      endpoint:
        hostname: a.example.com
        assumeRole: {arn: "\(role)"}
        environmentAssumeRole: {arn: "\(role)", externalId: x:/y}
      """
    ) {
      $0.endpoint.assumeRole = ARN(role).map { AssumeRole(arn: $0) }
      $0.endpoint.environmentAssumeRole = ARN(role).map {
        AssumeRole(arn: $0, externalId: "x:/y")
      }
    },
  ]
}

let role = "arn:aws:iam::123456789012:role/path/mooring"
