extension Finding {
  static func certificateNotFound(_ arn: ARN) -> Finding {
    Finding(
      .certificateNotFound,
      "ACM in \(arn.region) knows no certificate \(arn).",
      remedy: "Check the ARN; ACM's list for the Region shows what there is."
    )
  }

  static func certificateNotFound(
    for domain: String,
    near: [Certificate],
    at place: Place,
    _ now: Int
  ) -> Finding {
    let shown = near.prefix(5).map { "\($0.arn) (\($0.words(for: domain, at: now)))" }
    var message = "ACM in \(place.region) has no certificate that can serve \(domain)"
    message += shown.isEmpty ? ", and none near it." : "; near it: \(shown.joined(separator: ", "))"
    if near.count > shown.count { message += " and \(near.count - shown.count) more" }
    if !shown.isEmpty { message += "." }
    return Finding(
      .certificateNotFound,
      message,
      remedy: "Request or import one for \(domain) in \(place.region), or name another one's ARN."
    )
  }

  static func certificateAmbiguous(_ equals: [Certificate], for domain: String) -> Finding {
    let shown = equals.map(\.arn.description).joined(separator: ", ")
    return Finding(
      .certificateAmbiguous,
      "\(equals.count) certificates are as good as each other for \(domain): \(shown).",
      remedy: "Name the ARN of the right one in `certificate`, or delete the others."
    )
  }
}

extension Certificate {
  /// Why it can't serve a domain, in words.
  fileprivate func words(for domain: String, at now: Int) -> String {
    guard covers(domain) else {
      let more = names.count > 2 ? " and \(names.count - 2) more" : ""
      return "for \(Array(Set(names)).sorted().prefix(2).joined(separator: ", "))\(more)"
    }
    if status == "EXPIRED" || notAfter.map({ $0 <= now }) ?? false { return "expired" }
    guard status == "ISSUED" else { return status }
    return "its key is \(keyAlgorithm ?? "unknown")"
  }
}

extension Finding {
  static func importInvalid(_ trouble: CertificateFiles.Trouble) -> Finding {
    Finding(
      .certificateImportInvalid,
      "\(trouble.path) can't be imported: \(trouble.what).",
      remedy: trouble.remedy
    )
  }
}

extension CertificateFiles.Content {
  /// What stands against the import of the certificate, beside what OpenSSL says of the files.
  func findings(at path: String, hosts: [String], now: Int) -> [Finding] {
    var findings: [Finding] = []
    func refuse(_ what: String, _ remedy: String) {
      findings.append(.importInvalid(CertificateFiles.Trouble(path, what, remedy: remedy)))
    }
    if notAfter <= now {
      refuse("the certificate has expired", "Put the renewed one there.")
    } else if notBefore > now {
      refuse(
        "the certificate is not valid yet",
        "Run again when it is, or look at the clock of this machine."
      )
    } else if (notAfter - now) / 86_400 < 30 {
      let days = (notAfter - now) / 86_400
      findings.append(
        Finding(
          .certificateExpiring,
          "The certificate in \(path) expires in \(days) " + (days == 1 ? "day." : "days."),
          remedy: "Put a renewed one there soon: ACM doesn't renew what was imported."
        )
      )
    }
    if !Certificate.keyAlgorithms.contains(keyAlgorithm) {
      refuse(
        "its key is \(keyAlgorithm), which ACM doesn't take",
        "Have one issued for an RSA key of 2048 to 4096 bits, or on P-256, P-384 or P-521."
      )
    }
    if names.isEmpty {
      refuse("the certificate names no host", "Have one issued for the listener's host.")
    }
    let left = hosts.filter { host in !names.contains { CertificateCheck.covers($0, host) } }
    if !left.isEmpty, !names.isEmpty {
      refuse(
        "the certificate doesn't cover \(left.joined(separator: ", ")), which the rule is for",
        "Put a certificate there that covers every host of the rule."
      )
    }
    return findings
  }
}
