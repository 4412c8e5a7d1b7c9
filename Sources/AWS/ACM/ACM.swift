/// Certificate Manager.
///
/// <https://docs.aws.amazon.com/acm/latest/APIReference/>
package enum ACM {
  /// Asks for a certificate; one that doesn't exist is a `ResourceNotFoundException`.
  package static func describeCertificate(_ arn: String) -> Call<Certificate> {
    let message = message(.describeCertificate, [("CertificateArn", JSONReading.quoted(arn))])
    return Call(.describeCertificate, about: arn, sending: message) { body throws(ReadingError) in
      try JSONReading.decode(CertificateAnswer.self, from: body).certificate
    }
  }

  private struct CertificateAnswer: Decodable {
    var certificate: Certificate

    private enum CodingKeys: String, CodingKey {
      case certificate = "Certificate"
    }
  }

  /// A call's message, of members that are JSON already.
  static func message(
    _ operation: APIOperation,
    _ members: [(name: String, json: String)]
  ) -> WireMessage {
    let body = members.map { "\(JSONReading.quoted($0.name)): \($0.json)" }
    return .json(
      target: "CertificateManager.\(operation.rawValue)",
      body: "{\(body.joined(separator: ", "))}"
    )
  }

  /// A list of texts as JSON.
  static func list(_ texts: [String]) -> String {
    "[\(texts.map(JSONReading.quoted).joined(separator: ", "))]"
  }
}
