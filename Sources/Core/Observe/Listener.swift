/// A listener, as DescribeListeners shows it.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html
package struct Listener: Hashable, Sendable {
  package var arn: ARN
  package var loadBalancer: ARN
  package var port: Int
  package var `protocol`: String

  /// The default certificate; nil where the protocol has none.
  package var certificate: ARN?

  /// Those for other hosts (SNI), sorted; read only where the spec has a certificate.
  package var furtherCertificates: [ARN]

  package var sslPolicy: String?
  package var defaultActions: [ListenerAction]

  package init(
    arn: ARN,
    loadBalancer: ARN,
    port: Int,
    protocol: String,
    certificate: ARN? = nil,
    furtherCertificates: [ARN] = [],
    sslPolicy: String? = nil,
    defaultActions: [ListenerAction]
  ) {
    self.arn = arn
    self.loadBalancer = loadBalancer
    self.port = port
    self.protocol = `protocol`
    self.certificate = certificate
    self.furtherCertificates = furtherCertificates
    self.sslPolicy = sslPolicy
    self.defaultActions = defaultActions
  }

  /// All its certificates.
  package var certificates: Set<ARN> {
    Set([certificate].compactMap(\.self) + furtherCertificates)
  }
}

/// One action of a listener or rule, as far as mooring tells actions apart.
package enum ListenerAction: Hashable, Sendable {
  /// The target groups it forwards to, sorted; one for a plain forward, several for a weighted one.
  case forward([ARN])
  /// Any other action, by ELBv2's word: `authenticate-oidc`, `fixed-response`, `redirect`.
  case other(String)

  /// The group that gets every request, where there is just one.
  package var onlyTargetGroup: ARN? {
    if case .forward(let groups) = self, groups.count == 1 { groups[0] } else { nil }
  }
}
