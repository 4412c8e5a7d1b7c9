import SigV4
import TestSupport
import Testing

@testable import AWS

/// What goes over the wire is, byte for byte, what botocore sends for the same call.
@Suite struct GoldenWireTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let service: String
    let operation: String
    let send: @Sendable (Client) async throws -> Void

    var testDescription: String { "\(service) \(operation)" }

    init<Output>(_ service: String, _ operation: String, _ call: Call<Output>) {
      self.service = service
      self.operation = operation
      send = { _ = try await $0.send(call) }
    }

    init<Item>(_ service: String, _ operation: String, _ listing: Listing<Item>) {
      self.service = service
      self.operation = operation
      send = { _ = try await $0.list(listing) }
    }
  }

  static let group =
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/mwaa/0123456789abcdef"

  static let examples = [
    Example("elbv2", "describe_target_health", ELBv2.describeTargetHealth(targetGroup: group)),
    Example(
      "elbv2",
      "register_targets",
      ELBv2.registerTargets(
        [
          .init(id: "10.0.0.5", port: 443),
          .init(id: "10.1.0.5", port: 443, availabilityZone: "all"),
        ],
        in: group
      )
    ),
    Example(
      "elbv2",
      "deregister_targets",
      ELBv2.deregisterTargets([.init(id: "10.0.0.5", port: 443)], from: group)
    ),
    Example(
      "elbv2",
      "modify_target_group",
      ELBv2.modifyTargetGroup(
        group,
        healthCheck: .init(protocolName: "HTTPS", path: "/health?x=1&y=~*", httpCode: "200,302")
      )
    ),
    Example("elbv2", "describe_load_balancers", ELBv2.describeLoadBalancers(.names(["lb"]))),
    Example(
      "elbv2",
      "describe_listeners",
      ELBv2.describeListeners(loadBalancer: "arn:x")
    ),
    Example(
      "elbv2",
      "create_listener",
      ELBv2.createListener(
        .init(
          loadBalancerARN: "arn:lb",
          protocolName: "HTTPS",
          port: 443,
          sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
          certificate: "arn:cert",
          targetGroupARN: group,
          tags: [.init(key: "a", value: "b c/+é~*")]
        )
      )
    ),
    Example(
      "elbv2",
      "modify_listener",
      ELBv2.modifyListener("arn:li", .init(certificate: "arn:cert"))
    ),
    Example("elbv2", "describe_tags", ELBv2.describeTags(of: [group, "arn:li"])),
    Example("elbv2", "add_tags", ELBv2.addTags([.init(key: "k", value: "")], to: group)),
    Example(
      "ec2",
      "describe_network_interfaces",
      EC2.describeNetworkInterfaces(.ids(["eni-1", "eni-2"]))
    ),
    Example("ec2", "describe_subnets", EC2.describeSubnets(.ids(["subnet-1"]))),
    Example(
      "acm",
      "describe_certificate",
      ACM.describeCertificate("arn:aws:acm:eu-west-1:123456789012:certificate/x")
    ),
    Example("sts", "get_caller_identity", STS.callerIdentity()),
    Example(
      "sts",
      "assume_role",
      STS.assumeRole(
        .init(
          arn: "arn:aws:iam::123456789012:role/r",
          externalID: "ext",
          sessionName: "sess",
          durationSeconds: 3600
        )
      )
    ),
  ]

  @Test(arguments: examples)
  func `a call goes over the wire as botocore sends it`(example: Example) async throws {
    let expected = GoldenRequest.all.filter {
      $0.service == example.service && $0.operation == example.operation
    }
    #expect(!expected.isEmpty)
    for golden in expected {
      let sent = try await Self.request(golden, example.send)
      #expect(String(decoding: sent.body, as: UTF8.self) == golden.body)
      Self.expectEqual(sent, golden)
    }
  }

  @Test(arguments: GoldenRequest.all.filter { $0.operation == "get_environment" }.indices)
  func `an environment is asked for as botocore asks`(index: Int) async throws {
    let golden = GoldenRequest.all.filter { $0.operation == "get_environment" }[index]
    let name = String(golden.target.dropFirst("/environments/".count))
    let sent = try await Self.request(golden) {
      _ = try await $0.send(MWAA.environment(named: name))
    }
    #expect(sent.body == [])
    Self.expectEqual(sent, golden)
  }

  @Test func `filters are numbered as botocore numbers them`() async throws {
    let bodies = GoldenRequest.all.filter { $0.operation == "describe_vpc_endpoints" }.map(\.body)
    let listing = EC2.describeVPCEndpoints(
      .filters([
        .init("service-name", ["com.amazonaws.vpce.eu-west-1.vpce-svc-0a1", "b"]),
        .init("vpc-id", "vpc-1"),
      ])
    )
    let firstPage = try #require(listing.batches.first)
    let sent = firstPage(nil).message.body
    // The vectors ask for smaller pages.
    let expected = bodies.map { $0.replacing("MaxResults=100", with: "MaxResults=1000") }
    #expect(expected.contains(String(decoding: sent, as: UTF8.self)))
  }

  /// The request that a call makes of a client set up as for a vector.
  private static func request(
    _ golden: GoldenRequest,
    _ send: (Client) async throws -> Void
  ) async throws -> HTTPRequest {
    let transport = ScriptedTransport([.answer(400)])
    let custom = golden.isForCustomHost ? golden.origin : nil
    let hosts = try custom.map {
      APIHosts(all: try APIHost(Setting(value: $0, source: "the vector")))
    }
    let client = try Client.scripted(
      transport,
      credentials: FixedCredentials(.example(sessionToken: golden.session_token)),
      hosts: hosts ?? APIHosts(),
      permit: WritePermit()
    )
    try? await send(client)
    return try #require(transport.requests.first)
  }

  private static func expectEqual(_ sent: HTTPRequest, _ golden: GoldenRequest) {
    let port = sent.origin.port.map { ":\($0)" } ?? ""
    let url = "\(sent.origin.scheme.rawValue)://\(sent.origin.host)\(port)\(sent.path)"
    #expect(sent.method == golden.method)
    #expect(url == golden.url)
    let notSigned = ["User-Agent", "amz-sdk-invocation-id", "amz-sdk-request"]
    let headers = sent.headers.filter { !(["Host"] + notSigned).contains($0.name) }
    #expect(
      Dictionary(headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $0 + ", " + $1 })
        == golden.headers
    )
  }
}
