import AWS
import Core

/// What was seen of the certificates that a listener's spec is about.
struct CertificateSightings: Sendable {
  var certificates: [Certificate] = []
  var files: CertificateFiles?
  var unread: [Unread] = []
}

extension Observer {
  /// What a listener's certificate is chosen from; the client is for the load balancer's Region.
  func sightCertificates(
    _ binding: Binding,
    through client: Client
  ) async -> CertificateSightings {
    guard let source = binding.listener?.certificate else { return CertificateSightings() }
    switch source {
    case .arn(let arn):
      return await sight(source) { () throws(ObserveError) in
        try await [sightCertificate(arn, binding)].compactMap(\.self)
      }
    case .domain(let domain):
      return await sight(source) { () throws(ObserveError) in
        try await certificates(for: domain, at: client.seconds(), through: client)
      }
    case .files(let certificate, let chain, let key):
      let paths = CertificatePaths(certificate: certificate, chain: chain, privateKey: key)
      let read = PEMCertificates.read(paths)
      let files = CertificateFiles(paths, read)
      var seen = await sight(source) { () throws(ObserveError) in
        try await imported(like: files, through: client)
      }
      let known = files.imported(for: binding.name, among: seen.certificates)
      let isDue = files.content != nil && !(known.map(files.holds) ?? false)
      // The key is nobody's business while nothing is to be imported.
      seen.files = isDue && seen.unread.isEmpty ? files.withKey(of: read) : files
      return seen
    }
  }

  private func sight(
    _ source: CertificateSource,
    _ read: () async throws(ObserveError) -> [Certificate]
  ) async -> CertificateSightings {
    do throws(ObserveError) {
      return CertificateSightings(certificates: try await read())
    } catch {
      return CertificateSightings(
        unread: [Unread(.certificate, name: source.name, reason: "\(error)")]
      )
    }
  }

  /// Asks ACM in the certificate's own Region, wherever the load balancer is.
  private func sightCertificate(
    _ arn: ARN,
    _ binding: Binding
  ) async throws(ObserveError) -> Certificate? {
    let client = try access.client(in: arn.region, as: [binding.assumeRole])
    let found = try await client.find(
      ACM.describeCertificate(arn.description),
      absent: ["ResourceNotFoundException"]
    )
    return try found.map { found throws(ObserveError) in try Certificate(found) }
  }

  /// The certificates that are for a domain or near it; where none can serve it, those too that wait,
  /// have expired or failed, so that the plan can say so.
  private func certificates(
    for domain: String,
    at now: Int,
    through client: Client
  ) async throws(ObserveError) -> [Certificate] {
    let issued = try await certificates(["ISSUED"], near: domain, through: client)
    guard case .none = CertificateChoice(of: issued, for: domain, at: now) else { return issued }
    let others = [
      "PENDING_VALIDATION", "INACTIVE", "EXPIRED", "VALIDATION_TIMED_OUT", "REVOKED", "FAILED",
    ]
    return try await issued + certificates(others, near: domain, through: client)
  }

  private func certificates(
    _ statuses: [String],
    near domain: String,
    through client: Client
  ) async throws(ObserveError) -> [Certificate] {
    var found: [Certificate] = []
    for summary in try await client.all(ACM.listCertificates(statuses: statuses)) {
      var certificate = try Certificate(summary)
      if summary.hasMoreNames, !certificate.covers(domain) {
        // A list shows a hundred names at most.
        let call = ACM.describeCertificate(summary.arn)
        let whole = try await client.find(call, absent: ["ResourceNotFoundException"])
        guard let whole else { continue }
        certificate.subjectAlternativeNames = whole.subjectAlternativeNames.sorted()
      }
      if certificate.isNear(domain) { found.append(certificate) }
    }
    return found
  }

  /// The imported certificates that have a name in common with the files, with mooring's tags.
  private func imported(
    like files: CertificateFiles,
    through client: Client
  ) async throws(ObserveError) -> [Certificate] {
    guard let names = files.content.map({ Set($0.names) }) else { return [] }
    var found: [Certificate] = []
    for summary in try await client.all(ACM.listCertificates(statuses: ["ISSUED", "EXPIRED"])) {
      guard summary.type == "IMPORTED" else { continue }
      var certificate = try Certificate(summary)
      guard certificate.names.contains(where: { names.contains($0.lowercased()) }) else { continue }
      let call = ACM.listTags(of: summary.arn)
      let tags = try await client.find(call, absent: ["ResourceNotFoundException"])
      certificate.imported = tags.flatMap { ImportTags($0.map { ($0.key, $0.value) }) }
      if certificate.imported != nil { found.append(certificate) }
    }
    return found
  }
}

extension CertificateSource {
  /// What the spec calls it by.
  fileprivate var name: String {
    switch self {
    case .arn(let arn): arn.description
    case .domain(let domain): domain
    case .files(let certificate, _, _): certificate
    }
  }
}

extension Certificate {
  init(_ seen: ACM.CertificateSummary) throws(ObserveError) {
    self.init(
      arn: try .parse(seen.arn, from: .listCertificates),
      domainName: seen.domainName ?? seen.subjectAlternativeNames.first ?? "",
      subjectAlternativeNames: seen.subjectAlternativeNames.sorted(),
      status: seen.status ?? "",
      notAfter: seen.notAfter,
      keyAlgorithm: seen.keyAlgorithm
    )
  }
}
