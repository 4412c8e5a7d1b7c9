package import Crypto

extension ACM {
  /// A certificate of one's own to be kept by ACM.
  package struct Import: Sendable {
    /// The certificate alone, in PEM.
    package var certificate: [UInt8]

    /// The certificates of its issuers in order, in PEM; empty for none.
    package var chain: [UInt8]

    package var privateKey: PrivateKey

    package init(certificate: [UInt8], chain: [UInt8], privateKey: PrivateKey) {
      self.certificate = certificate
      self.chain = chain
      self.privateKey = privateKey
    }
  }

  /// Imports a certificate anew, with tags, and answers its ARN.
  ///
  /// <https://docs.aws.amazon.com/acm/latest/APIReference/API_ImportCertificate.html>
  package static func importCertificate(
    _ new: Import,
    tags: [Tag]
  ) -> Call<String> {
    importCertificate(new, about: nil, beside: [("Tags", list(tags))])
  }

  /// Imports a certificate in the place of one that was imported before, which keeps its ARN.
  ///
  /// ACM takes no tags with it: they are added by a call of their own.
  package static func importCertificate(_ new: Import, into arn: String) -> Call<String> {
    importCertificate(new, about: arn, beside: [("CertificateArn", JSONReading.quoted(arn))])
  }

  private static func importCertificate(
    _ new: Import,
    about arn: String?,
    beside members: [(name: String, json: String)]
  ) -> Call<String> {
    let operation = APIOperation.importCertificate
    // The key goes into the body as bytes, so that no text of it is left behind.
    var body = Array("{\"Certificate\": \"".utf8)
    body += Base64.encode(new.certificate)
    body += Array("\", \"PrivateKey\": \"".utf8)
    new.privateKey.appendBase64(to: &body)
    if !new.chain.isEmpty {
      body += Array("\", \"CertificateChain\": \"".utf8)
      body += Base64.encode(new.chain)
    }
    body += Array("\"".utf8)
    for member in members {
      body += Array(", \(JSONReading.quoted(member.name)): \(member.json)".utf8)
    }
    body += Array("}".utf8)
    let message = WireMessage.json(
      target: "CertificateManager.\(operation.rawValue)",
      body: body
    )
    return Call(operation, about: arn, sending: message) { body throws(ReadingError) in
      try JSONReading.decode(ImportAnswer.self, from: body).arn
    }
  }

  private struct ImportAnswer: Decodable {
    var arn: String

    private enum CodingKeys: String, CodingKey {
      case arn = "CertificateArn"
    }
  }
}
