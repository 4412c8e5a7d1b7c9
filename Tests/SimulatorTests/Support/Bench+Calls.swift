import AWS
import Core
import SigV4
import Simulator
import Testing

extension Bench {
  /// The health of a group's targets, as `10.0.1.5:443 healthy` lines.
  func health(_ group: String = SampleWorld.groupARN) async throws -> [String] {
    let reply = try await elb("DescribeTargetHealth", [("TargetGroupArn", group)])
    try #require(reply.status == 200, "\(reply.body)")
    let reasons = reply.all("TargetHealth").map { health in
      [Reply(status: 200, headers: [], body: health)].map { part in
        [part.first("State"), part.first("Reason")].compactMap { $0 }.joined(separator: " ")
      }.joined()
    }
    return zip(zip(reply.all("Id"), reply.all("Port")), reasons).map { target, reason in
      "\(target.0):\(target.1) \(reason)"
    }
  }

  func register(
    _ targets: [String],
    group: String = SampleWorld.groupARN
  ) async throws -> Reply {
    try await elb("RegisterTargets", Self.targets(targets, group))
  }

  func deregister(
    _ targets: [String],
    group: String = SampleWorld.groupARN
  ) async throws -> Reply {
    try await elb("DeregisterTargets", Self.targets(targets, group))
  }

  /// The parameters for targets written `10.0.1.5` or `10.0.1.5:443`.
  static func targets(_ targets: [String], _ group: String) -> [(String, String)] {
    [("TargetGroupArn", group)]
      + targets.enumerated().flatMap { index, target in
        let parts = target.split(separator: ":", maxSplits: 1).map(String.init)
        let name = "Targets.member.\(index + 1)"
        return [("\(name).Id", parts[0])] + parts.dropFirst().map { ("\(name).Port", $0) }
      }
  }

  /// The states of a group's only target, a second apart.
  func states(for seconds: Int) async throws -> [String] {
    var states: [String] = []
    for _ in 0..<seconds {
      let line = try #require(try await health().first)
      states.append(String(line.drop { $0 != " " }.dropFirst()))
      clock.advance(seconds: 1)
    }
    return states
  }

  func setMatcher(_ text: String) async throws -> Reply {
    try await elb(
      "ModifyTargetGroup",
      [("TargetGroupArn", SampleWorld.groupARN), ("Matcher.HttpCode", text)]
    )
  }

  /// Makes a listener for HTTPS that forwards to the unused group; of equal names the last counts.
  func createListener(_ parameters: [(String, String)] = []) async throws -> Reply {
    try await elb(
      "CreateListener",
      [
        ("LoadBalancerArn", SampleWorld.loadBalancerARN), ("Protocol", "HTTPS"),
        ("Port", "8443"), ("Certificates.member.1.CertificateArn", SampleWorld.certificateARN),
        ("DefaultActions.member.1.Type", "forward"),
        ("DefaultActions.member.1.TargetGroupArn", SampleWorld.unusedGroupARN),
      ] + parameters
    )
  }
}

extension Bench {
  /// Signs a request again, with the right key id and another secret.
  func resign(_ request: inout HTTPRequest, secret: String) {
    guard let account = try? SampleWorld.accountId(account),
      let index = request.headers.firstIndex(where: { $0.name == "Authorization" }),
      let authorization = try? Authorization(parsing: request.headers[index].value),
      let credentials = try? Credentials(
        accessKeyID: AccessKey(of: account).id,
        secretAccessKey: secret
      )
    else { return }
    let added = ["Authorization", "X-Amz-Date"]
    request.headers.removeAll { added.contains($0.name) }
    let signer = Signer(
      credentials: credentials,
      region: region,
      service: authorization.scope.service
    )
    let signed = try? signer.sign(
      SigningRequest(
        method: request.method,
        path: request.path,
        query: request.query,
        headers: request.headers.map { SigningRequest.Header($0.name, $0.value) },
        body: request.body
      ),
      at: clock.seconds() + skew
    )
    request.headers += (signed ?? []).map { HTTPHeader($0.name, $0.value) }
  }
}

extension Bench.Reply {
  /// The text of a member of a JSON answer.
  func member(_ name: String) -> String? {
    guard let start = body.firstRange(of: "\"\(name)\":\"") else { return nil }
    return String(body[start.upperBound...].prefix { $0 != "\"" })
  }
}
