import Core
import SpecFile
import Testing

@Suite struct DefaultsTests {
  /// A file with some defaults and one binding, in flow maps.
  private func read(defaults: String, binding: String) throws -> Binding {
    try #require(try bindings(of: text(defaults: defaults, binding: binding)).first)
  }

  private func text(defaults: String, binding: String) -> String {
    "version: 1\ndefaults: {\(defaults)}\nbindings:\n- {name: a, \(binding)}\n"
  }

  private let parts = "endpoint: {hostname: a.example.com}, targetGroup: {name: web}"

  @Test func `a default stands where the binding says nothing`() throws {
    let binding = try read(
      defaults: "region: us-west-2, \(parts)",
      binding: "account: 012345678901"
    )
    #expect(
      binding
        == plainBinding {
          $0.region = "us-west-2"
          $0.account = AccountID("012345678901")
        }
    )
  }

  @Test func `the binding's own value wins`() throws {
    let binding = try read(defaults: "region: us-west-2", binding: "region: eu-west-1, \(parts)")
    #expect(binding.region == "eu-west-1")
  }

  @Test func `maps merge key by key, at every depth`() throws {
    let binding = try read(
      defaults: "targetGroup: {port: 8443, healthCheck: {path: /a, intervalSeconds: 10}}",
      binding: """
        endpoint: {hostname: a.example.com}, targetGroup: {name: web, healthCheck: {path: /b}}
        """
    )
    #expect(
      binding.targetGroup
        == TargetGroupSpec(
          reference: .name("web"),
          port: 8443,
          healthCheck: HealthCheckSpec(path: "/b", intervalSeconds: 10)
        )
    )
  }

  @Test func `lists replace`() throws {
    let listener = "loadBalancer: web, certificate: {domain: a.example.com}"
    let binding = try read(
      defaults: "listener: {\(listener), rule: {hosts: [a.example.com], priority: 5}}",
      binding: "\(parts), listener: {rule: {hosts: [b.example.com]}}"
    )
    #expect(binding.listener?.rule == RuleSpec(hosts: ["b.example.com"], priority: 5))
  }

  @Test(arguments: ["", "null"]) func `an empty value removes a default`(empty: String) throws {
    let binding = try read(
      defaults: """
        region: us-west-2, safeguards: {maximumDeregistrations: 1, minimumZones: 1},
        listener: {loadBalancer: web, certificate: {domain: a.example.com}}
        """,
      binding: """
        \(parts), region: \(empty), listener: \(empty), safeguards: {maximumDeregistrations: \(empty)}
        """
    )
    #expect(binding == plainBinding { $0.safeguards.minimumZones = 1 })
  }

  @Test func `an empty map removes nothing`() throws {
    let binding = try read(
      defaults: "safeguards: {minimumZones: 1}",
      binding: "\(parts), safeguards: {}"
    )
    #expect(binding.safeguards.minimumZones == 1)
  }

  @Test func `an empty value for a key that must be there is a missing key`() {
    let lines = errorLines(
      text(defaults: parts, binding: "endpoint: , targetGroup: {name: null}")
    )
    #expect(
      lines == [
        "a.yaml:4:3: binding a: missing key `endpoint`",
        "a.yaml:4:25: binding a: targetGroup: missing key `name` or `arn`",
      ]
    )
  }

  @Test(arguments: [
    "mwaaEnvironment: prod", "vpcEndpointId: vpce-1", "addresses: [10.0.0.1]",
    "serviceName: com.amazonaws.us-west-2.s3, vpcId: vpc-1",
  ])
  func `a binding's endpoint source drops the default's`(source: String) throws {
    let binding = try read(
      defaults: "endpoint: {\(source), dns: required}",
      binding: "endpoint: {hostname: a.example.com}, targetGroup: {name: web}"
    )
    #expect(binding == plainBinding { $0.endpoint.dns = .required })
  }

  @Test func `a service takes its VPC from the defaults`() throws {
    let binding = try read(
      defaults: "endpoint: {serviceName: com.amazonaws.us-west-2.s3, vpcId: vpc-1}",
      binding: "endpoint: {serviceName: com.amazonaws.us-west-2.sts}, targetGroup: {name: web}"
    )
    #expect(
      binding.endpoint.source == .service(name: "com.amazonaws.us-west-2.sts", vpcId: "vpc-1")
    )
  }

  @Test func `a binding's certificate drops the default's whole`() throws {
    let files = "{import: {certificate: a.pem, chain: b.pem, privateKey: c.pem}}"
    let binding = try read(
      defaults: "listener: {loadBalancer: web, certificate: \(files)}",
      binding: """
        \(parts), listener: {certificate: {import: {certificate: /d.pem, privateKey: /e.pem}}}
        """
    )
    #expect(
      binding.listener?.certificate
        == .files(certificate: "/d.pem", chain: nil, privateKey: "/e.pem")
    )
  }

  @Test func `a role of the endpoint is not the binding's role`() throws {
    let binding = try read(
      defaults: "assumeRole: {arn: \"\(role)\"}",
      binding: "targetGroup: {name: web}, endpoint: {hostname: a.example.com}"
    )
    #expect(binding.assumeRole?.arn == ARN(role))
    #expect(binding.endpoint.assumeRole == nil)
  }

  @Test func `defaults hold in their own file only`() throws {
    let first = text(defaults: "region: us-west-2", binding: parts)
    let second = spec("targetGroup: {name: other}").replacing("name: a\n", with: "name: b\n")
    let read = try SpecReader.read([source("1.yaml", first), source("2.yaml", second)])
    #expect(read.map(\.region) == ["us-west-2", nil])
  }

  @Test func `what a binding makes of a default is told at the binding`() {
    let lines = errorLines(
      text(
        defaults: """
          region: eu-west-1, listener: {loadBalancer: web, certificate: {domain: a.example.com}},
            targetGroup: {healthCheck: {intervalSeconds: 10}}
          """,
        binding: """
          endpoint: {hostname: a.example.com}, listener: {protocol: HTTP},
            targetGroup: {name: web, healthCheck: {timeoutSeconds: 20}}
          """
      )
    )
    #expect(
      lines == [
        "a.yaml:5:61: binding a: listener: an HTTP listener has no `certificate`; "
          + "leave `certificate:` empty to drop a default",
        "a.yaml:6:42: binding a: targetGroup.healthCheck: `timeoutSeconds` (20) must be less than "
          + "`intervalSeconds` (10)",
      ]
    )
  }

  @Test func `a default listener without certificate is missing at the binding`() {
    let lines = errorLines(text(defaults: "listener: {loadBalancer: web}", binding: parts))
    #expect(
      lines == [
        "a.yaml:4:3: binding a: listener: missing key `certificate`: an HTTPS listener wants one"
      ]
    )
  }
}
