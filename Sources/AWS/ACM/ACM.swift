/// Certificate Manager.
///
/// <https://docs.aws.amazon.com/acm/latest/APIReference/>
package enum ACM {
  /// Asks for a certificate; one that doesn't exist is a `ResourceNotFoundException`.
  package static func describeCertificate(_ arn: String) -> Call<Certificate> {
    let message = WireMessage.json(
      target: "CertificateManager.\(APIOperation.describeCertificate.rawValue)",
      body: "{\"CertificateArn\": \(JSONReading.quoted(arn))}"
    )
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
}
