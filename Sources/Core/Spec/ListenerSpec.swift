/// The listener that brings clients to the target group.
package struct ListenerSpec: Hashable, Sendable {
  package var loadBalancer: Reference

  /// 1 to 65535.
  package var port: Int

  package var `protocol`: TargetProtocol

  /// Given exactly when the protocol is HTTPS.
  package var certificate: CertificateSource?

  /// Managed only when given.
  package var sslPolicy: String?

  /// Nil where the listener's default action forwards to the group.
  package var rule: RuleSpec?

  package init(
    loadBalancer: Reference,
    port: Int = 443,
    protocol: TargetProtocol = .https,
    certificate: CertificateSource? = nil,
    sslPolicy: String? = nil,
    rule: RuleSpec? = nil
  ) {
    self.loadBalancer = loadBalancer
    self.port = port
    self.protocol = `protocol`
    self.certificate = certificate
    self.sslPolicy = sslPolicy
    self.rule = rule
  }

  /// Whether it matters who else uses the listener: their rules stand beside ours, and its default
  /// certificate is theirs as well.
  package var dependsOnOtherUsers: Bool { rule != nil || certificate != nil }
}

/// Where the listener's certificate comes from.
package enum CertificateSource: Hashable, Sendable {
  case arn(ARN)
  /// The best issued certificate that covers the domain.
  case domain(String)
  /// PEM files, as absolute paths.
  case files(certificate: String, chain: String?, privateKey: String)
}

/// A listener rule that forwards requests for some hosts.
package struct RuleSpec: Hashable, Sendable {
  /// Host names, wildcards allowed; sorted, in lower case, without repeats; never empty.
  package var hosts: [String]

  /// 1 to 50000; the lowest number is asked first.
  package var priority: Int

  package init(hosts: [String], priority: Int) {
    self.hosts = hosts
    self.priority = priority
  }
}
