// Which hosts a certificate's names are for.

extension Certificate {
  /// Whether one of its names covers a host.
  package func covers(_ host: String) -> Bool {
    names.contains { CertificateCheck.covers($0, host) }
  }

  /// Whether it has a host's own name, and not only a wildcard for it.
  func names(_ host: String) -> Bool {
    names.contains { $0.lowercased() == host.lowercased() }
  }

  /// Whether it has to do with a domain: it covers it, or is for another name beside or above it.
  ///
  /// What is near is told where nothing covers the domain; everything else is nobody's business.
  package func isNear(_ domain: String) -> Bool {
    guard !covers(domain) else { return true }
    let labels = domain.lowercased().split(separator: ".")
    let parent = labels.dropFirst(labels.count > 2 ? 1 : 0).joined(separator: ".")
    return names.contains { name in
      let name = name.lowercased()
      return name == parent || name.hasSuffix(".\(parent)")
    }
  }
}
