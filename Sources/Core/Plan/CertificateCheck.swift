/// Whether a certificate can be used by a listener, from the ARNs first and then from ACM.
enum CertificateCheck {
  private static let secondsADay = 86_400

  /// Holds certificate, load balancer and environment against each other: all three have to be in
  /// one Region and partition.
  ///
  /// A load balancer takes certificates of its own Region only, and the MWAA guide asks for the
  /// environment's. https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-vpe-access.html
  static func region(
    of certificate: ARN,
    loadBalancer: ARN,
    environment: ARN?
  ) -> Finding? {
    let others = [loadBalancer] + (environment.map { [$0] } ?? [])
    let agrees = others.allSatisfy {
      $0.region == certificate.region && $0.partition == certificate.partition
    }
    guard !agrees else { return nil }
    func place(_ arn: ARN) -> String {
      arn.partition == "aws" ? arn.region : "\(arn.region) (\(arn.partition))"
    }
    var sentence = "The certificate is in \(place(certificate)), the load balancer in "
    sentence += place(loadBalancer)
    sentence += environment.map { ", the environment in \(place($0))." } ?? "."
    return Finding(
      .certificateRegion,
      sentence,
      remedy: "Request or import the certificate in \(loadBalancer.region), and name that one: "
        + "a load balancer takes certificates of its own Region only."
    )
  }

  /// What ACM says of the certificate, and which hosts it leaves out.
  static func state(of certificate: Certificate, hosts: [String], at now: Int) -> [Finding] {
    var findings: [Finding] = []
    // Clamped, for a time that no calendar holds must not overflow.
    let days = certificate.notAfter.map { (min(max($0, 0), 1 << 40) - now) / secondsADay }
    let isExpired = certificate.notAfter.map { $0 <= now } ?? false
    if certificate.status == "EXPIRED" || isExpired {
      findings.append(
        Finding(
          .certificateExpired,
          "Certificate \(certificate.arn) for \(certificate.domainName) has expired.",
          remedy: "Renew it in ACM, or name another one."
        )
      )
    } else if certificate.status != "ISSUED" {
      findings.append(
        Finding(
          .certificateNotIssued,
          "Certificate \(certificate.arn) for \(certificate.domainName) is \(certificate.status), "
            + "not ISSUED.",
          remedy: certificate.status == "PENDING_VALIDATION"
            ? "Make the DNS records that ACM asks for, or answer its mail."
            : "Request a new one, or name another one."
        )
      )
    } else if let days, days < 30 {
      findings.append(
        Finding(
          .certificateExpiring,
          "Certificate \(certificate.arn) for \(certificate.domainName) expires in \(days) "
            + (days == 1 ? "day." : "days."),
          remedy: "Renew it: ACM renews its own where their DNS records stand; imported ones are "
            + "imported again."
        )
      )
    }
    let left = hosts.filter { !certificate.covers($0) }
    if !left.isEmpty {
      findings.append(
        Finding(
          .certificateDomain,
          "Certificate \(certificate.arn) doesn't cover \(left.joined(separator: ", ")).",
          remedy: "Browsers will refuse it there: name a certificate that covers every host."
        )
      )
    }
    return findings
  }

  /// Whether a certificate's name covers a host: the same, or a wildcard for one label.
  ///
  /// RFC 6125 section 6.4.3; a rule's own wildcard is covered by the same wildcard only.
  static func covers(_ name: String, _ host: String) -> Bool {
    let name = name.lowercased()
    let host = host.lowercased()
    guard name != host else { return true }
    guard name.hasPrefix("*."), let dot = host.firstIndex(of: "."), dot != host.startIndex,
      !host[..<dot].contains("*")
    else { return false }
    return host[dot...] == name.dropFirst()
  }
}
