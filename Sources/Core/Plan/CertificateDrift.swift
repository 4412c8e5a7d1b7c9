/// The certificate that a listener is to have, held against what there is.
struct CertificateDrift {
  /// Nil where none is wanted, or none can be told.
  var arn: PlannedARN?

  /// Nil where it isn't known, or isn't there yet.
  var certificate: Certificate?

  /// The import that is due, if one is.
  var change: PlannedChange?

  /// What was imported for the binding, where it is what the files hold.
  var imported: ImportedCertificate?

  var findings: [Finding] = []

  /// What the choice was made from, for the plan's fingerprint.
  var lines: [(key: String, value: String?)] = []

  private let binding: String
  private let hosts: [String]
  private let now: Int

  /// - Parameters:
  ///   - listener: What the spec says.
  ///   - binding: Whose imports are looked for.
  ///   - balancer: Whose listener it is for.
  ///   - environment: The environment behind it, which has to be in the same Region.
  ///   - inUse: The certificates that the listener has.
  ///   - place: Where the load balancer is.
  ///   - observation: What was seen.
  init(
    _ listener: ListenerSpec,
    of binding: String,
    on balancer: LoadBalancer,
    environment: ARN?,
    inUse: Set<ARN>,
    at place: Place,
    in observation: Observation
  ) {
    self.binding = binding
    hosts = listener.rule?.hosts ?? []
    now = observation.observedAt
    switch listener.certificate {
    case nil: return
    case .arn(let arn): take(arn, from: observation)
    case .domain(let domain): choose(for: domain, inUse, from: observation[place], at: place)
    case .files(let certificate, let chain, let key):
      let paths = CertificatePaths(certificate: certificate, chain: chain, privateKey: key)
      let files = observation.files.first { $0.paths == paths }
      take(files, at: paths, from: observation[place])
    }
    guard let known = arn?.known else { return }
    let region = CertificateCheck.region(
      of: known,
      loadBalancer: balancer.arn,
      environment: environment
    )
    if let region { findings.append(region) }
  }

  /// Takes the one that the spec names, wherever it is.
  private mutating func take(_ named: ARN, from observation: Observation) {
    arn = .known(named)
    guard let account = AccountID(named.account) else { return }
    let seen = observation[Place(account: account, region: named.region)]
    if let known = seen.certificates.first(where: { $0.arn == named }) {
      take(known)
    } else if let unread = seen.unreadCertificate(named.description) {
      findings.append(.unread("certificate \(named)", because: unread.reason))
    } else {
      findings.append(.certificateNotFound(named))
    }
  }

  private mutating func take(_ known: Certificate) {
    arn = .known(known.arn)
    certificate = known
    findings += CertificateCheck.state(of: known, hosts: hosts, at: now)
  }

  /// Takes the best one for a domain.
  private mutating func choose(
    for domain: String,
    _ inUse: Set<ARN>,
    from seen: Resources,
    at place: Place
  ) {
    if let unread = seen.unreadCertificate(domain) {
      let what = "list of certificates for \(domain)"
      findings.append(.unread(what, because: unread.reason))
      return
    }
    switch CertificateChoice(of: seen.certificates, for: domain, inUse: inUse, at: now) {
    case .one(let chosen): take(chosen)
    case .several(let equals): findings.append(.certificateAmbiguous(equals, for: domain))
    case .none(let near):
      findings.append(.certificateNotFound(for: domain, near: near, at: place, now))
    }
    lines.append(("chosenCertificate", arn?.description))
  }

  /// Takes the one that was imported from the files, or imports it first.
  private mutating func take(
    _ files: CertificateFiles?,
    at paths: CertificatePaths,
    from seen: Resources
  ) {
    guard let files else {
      findings.append(.unread("file \(paths.certificate)", because: "it was not looked at."))
      return
    }
    findings += files.troubles.map(Finding.importInvalid)
    lines.append(("certificateFiles", files.content?.digest))
    if let unread = seen.unreadCertificate(paths.certificate) {
      let what = "list of imported certificates"
      findings.append(.unread(what, because: unread.reason))
      return
    }
    let known = files.imported(for: binding, among: seen.certificates)
    lines.append(("importedCertificate", known?.arn.description))
    lines.append(("importedDigest", known?.imported?.digest))
    guard let content = files.content else { return }
    if let known, files.holds(known) {
      imported = ImportedCertificate(arn: known.arn, digest: content.digest)
      take(known)
    } else {
      findings += content.findings(at: paths.certificate, hosts: hosts, now: now)
      plan(content, of: paths, after: known)
    }
  }

  private mutating func plan(
    _ content: CertificateFiles.Content,
    of paths: CertificatePaths,
    after known: Certificate?
  ) {
    // ACM takes no other type or size of key into the place of a certificate that is there.
    let place = known.flatMap { $0.keyAlgorithm == content.keyAlgorithm ? $0.arn : nil }
    let new = CertificateImport(
      paths: paths,
      digest: content.digest,
      domainName: content.names.first ?? "",
      into: place
    )
    arn = place.map(PlannedARN.known) ?? .made(by: .importCertificate)
    let reason =
      if known == nil {
        "ACM keeps no certificate that was imported for this binding."
      } else if place == nil {
        "The files hold another certificate than was imported, with a key of another kind, which ACM "
          + "keeps apart."
      } else {
        "The files hold another certificate than the one that was imported for this binding."
      }
    change = PlannedChange(.importCertificate(new), because: reason)
  }
}

extension Resources {
  /// Why what a spec names of certificates could not be read; nil where it could.
  fileprivate func unreadCertificate(_ name: String) -> Unread? {
    unread.filter { $0.kind == .certificate && $0.name == name }.min()
  }
}
