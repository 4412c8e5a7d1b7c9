import Core

/// What a CreateListener or ModifyListener names, checked against the estate.
struct ListenerRequest {
  var port: Int?
  var protocolName: String?
  var sslPolicy: String?
  var certificate: ARN?

  /// Nil where the call names none.
  var actions: [Action]?

  init(_ inquiry: Inquiry, in estate: Estate) throws(ServiceError) {
    port = try inquiry.number("Port")
    if let port, !(1...65535).contains(port) {
      throw .validation("Port '\(port)' must be between 1 and 65535 inclusive")
    }
    protocolName = inquiry.parameters.text("Protocol")
    if let protocolName, !["HTTP", "HTTPS"].contains(protocolName) {
      throw .validation(
        "Listener protocol '\(protocolName)' must be one of 'HTTP, HTTPS' for an application load "
          + "balancer"
      )
    }
    sslPolicy = inquiry.parameters.text("SslPolicy")
    if let sslPolicy, !Self.sslPolicies.contains(sslPolicy) {
      throw ServiceError("SSLPolicyNotFound", "SSL policy '\(sslPolicy)' not found")
    }
    certificate = try Self.certificate(inquiry, in: estate)
    let members = inquiry.parameters.list("DefaultActions")
    if !members.isEmpty { actions = try Action.read(members, inquiry, in: estate) }
  }

  /// The one certificate that a call names; one of another Region isn't there, whatever its ARN says.
  static func certificate(
    _ inquiry: Inquiry,
    in estate: Estate
  ) throws(ServiceError) -> ARN? {
    let certificates = inquiry.parameters.list("Certificates")
    guard certificates.count <= 1 else {
      throw ServiceError("TooManyCertificates", "Exactly one certificate must be specified")
    }
    guard let text = certificates.first?.text("CertificateArn") else { return nil }
    guard let certificate = estate.certificates[text] else {
      throw ServiceError("CertificateNotFound", "Certificate '\(text)' not found")
    }
    guard certificate.status == "ISSUED" else {
      throw ServiceError(
        "UnsupportedCertificate",
        "The certificate '\(text)' must have a fully-qualified domain name, a supported signature, "
          + "and a supported key size."
      )
    }
    return certificate.arn
  }

  /// The policy that ELBv2 gives a listener for HTTPS that is created without one.
  static let defaultSSLPolicy = "ELBSecurityPolicy-2016-08"

  private static let sslPolicies: Set = [
    defaultSSLPolicy, "ELBSecurityPolicy-TLS-1-1-2017-01", "ELBSecurityPolicy-TLS-1-2-2017-01",
    "ELBSecurityPolicy-TLS-1-2-Ext-2018-06", "ELBSecurityPolicy-FS-1-2-2019-08",
    "ELBSecurityPolicy-FS-1-2-Res-2019-08", "ELBSecurityPolicy-FS-1-2-Res-2020-10",
    "ELBSecurityPolicy-TLS13-1-0-2021-06", "ELBSecurityPolicy-TLS13-1-1-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  ]
}
