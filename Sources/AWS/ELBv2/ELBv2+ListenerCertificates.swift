extension ELBv2 {
  /// A certificate of a listener.
  package struct ListenerCertificate: Hashable, Sendable {
    package var arn: String

    /// Whether it is for the clients that name no host, or one that no other certificate is for.
    package var isDefault: Bool
  }

  /// Asks for a listener's certificates: the default one, and further ones for other hosts (SNI).
  package static func describeListenerCertificates(
    of listener: String
  ) -> Listing<ListenerCertificate> {
    listing(.describeListenerCertificates, ("ListenerArn", listener), of: "Certificates") {
      member throws(ReadingError) in try ListenerCertificate(member)
    }
  }

  /// Adds a further certificate to a listener; one that it has already is no error.
  ///
  /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddListenerCertificates.html>:
  /// one certificate a call.
  package static func addListenerCertificate(
    _ certificate: String,
    to listener: String
  ) -> Call<Done> {
    var form = form(.addListenerCertificates)
    form.set("ListenerArn", listener)
    form.set("Certificates.member.1.CertificateArn", certificate)
    return call(form, .addListenerCertificates, about: listener) { _ in Done() }
  }
}

extension ELBv2.ListenerCertificate {
  init(_ member: XMLElement) throws(ReadingError) {
    arn = try member.text("CertificateArn")
    isDefault = try member.optionalBoolean("IsDefault") ?? false
  }
}
