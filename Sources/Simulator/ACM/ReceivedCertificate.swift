import AWS
import Core
import Crypto
import FoundationEssentials

/// A certificate that somebody imports, checked as ACM checks it.
struct ReceivedCertificate {
  private let leaf: X509Certificate

  init(_ inquiry: Inquiry) throws(ServiceError) {
    let certificates = try Self.certificates("Certificate", inquiry)
    guard let leaf = certificates?.first else {
      throw .acmInvalid("Member must not be null: certificate")
    }
    guard certificates?.count == 1 else {
      throw .acmInvalid(
        "The certificate field contains more than one certificate. You can specify only one "
          + "certificate in this field."
      )
    }
    self.leaf = leaf
    if let chain = try Self.certificates("CertificateChain", inquiry) {
      for (subject, issuer) in zip([leaf] + chain, chain) where !subject.isSigned(by: issuer) {
        throw .acmInvalid("Could not validate the certificate with the certificate chain.")
      }
    }
    guard let text = Self.bytes("PrivateKey", inquiry) else {
      throw .acmInvalid("Member must not be null: privateKey")
    }
    guard let key = try? PrivateKey(pem: text) else {
      throw .acmInvalid("The private key is not supported.")
    }
    guard leaf.isCertified(key) else {
      throw .acmInvalid("The private key does not match the public key in the certificate.")
    }
    guard leaf.notBefore <= inquiry.signingTime else {
      throw .acmInvalid("The certificate is not in effect yet.")
    }
    guard leaf.notAfter > inquiry.signingTime else {
      throw .acmInvalid("The certificate has expired.")
    }
    guard Certificate.keyAlgorithms.contains(ACM.keyAlgorithm(of: leaf.key)) else {
      throw .acmInvalid("The key algorithm of the certificate is not supported.")
    }
  }

  var keyAlgorithm: String { ACM.keyAlgorithm(of: leaf.key) }

  func certificate(_ arn: ARN) -> Certificate {
    Certificate(
      arn: arn,
      domainName: leaf.names.first ?? "",
      subjectAlternativeNames: leaf.names.dropFirst().sorted(),
      status: "ISSUED",
      notAfter: leaf.notAfter,
      keyAlgorithm: keyAlgorithm
    )
  }

  private static func certificates(
    _ name: String,
    _ inquiry: Inquiry
  ) throws(ServiceError) -> [X509Certificate]? {
    guard let text = bytes(name, inquiry) else { return nil }
    guard let certificates = try? X509Certificate.certificates(inPEM: text) else {
      throw .acmInvalid("The \(name) is not PEM-encoded, or is not valid.")
    }
    return certificates
  }

  private static func bytes(_ name: String, _ inquiry: Inquiry) -> [UInt8]? {
    inquiry.parameters.text(name).map { Array(Data(base64Encoded: $0) ?? Data()) }
  }
}
