import Core

extension SpecDecoder {
  mutating func listener(in binding: Fields) -> ListenerSpec? {
    guard let fields = map("listener", keys: SpecKeys.listener, in: binding) else { return nil }
    let loadBalancer = required("loadBalancer", .loadBalancer, in: fields)
    let port = value("port", .port, in: fields)
    let listenerProtocol = value("protocol", TextForm<TargetProtocol>.choice, in: fields)
    let certificate = certificate(in: fields)
    let sslPolicy = value("sslPolicy", .sslPolicy, in: fields)
    let rule = rule(in: fields)
    checkEncryption(of: fields, speaking: listenerProtocol)
    guard let loadBalancer else { return nil }
    return ListenerSpec(
      loadBalancer: loadBalancer,
      port: port ?? 443,
      protocol: listenerProtocol ?? .https,
      certificate: certificate,
      sslPolicy: sslPolicy,
      rule: rule
    )
  }

  /// HTTPS wants a certificate; HTTP has neither a certificate nor a policy.
  private mutating func checkEncryption(of fields: Fields, speaking given: TargetProtocol?) {
    guard given == .http, let field = fields["protocol"] else {
      let isWrong = given == nil && fields["protocol"] != nil
      if fields["certificate"] == nil, !isWrong {
        complain(missingIn: fields, "missing key `certificate`: an HTTPS listener wants one")
      }
      return
    }
    for key in ["certificate", "sslPolicy"] {
      guard let other = fields[key] else { continue }
      complain(
        conflict: [other, field],
        in: fields,
        "an HTTP listener has no `\(key)`; leave `\(key):` empty to drop a default"
      )
    }
  }

  private mutating func certificate(in listener: Fields) -> CertificateSource? {
    guard let field = listener["certificate"] else { return nil }
    guard case .map = field.node.kind else {
      return value("certificate", .certificateARN, in: listener).map(CertificateSource.arn)
    }
    guard let fields = map("certificate", keys: SpecKeys.certificate, in: listener) else {
      return nil
    }
    let domain = value("domain", .domain, in: fields)
    let files = certificateFiles(in: fields)
    switch (fields["domain"], fields["import"]) {
    case (nil, nil): complain(missingIn: fields, "missing key `domain` or `import`")
    case (let domain?, let files?):
      complain(
        conflict: [files, domain],
        in: fields,
        "`domain` and `import` are both given; one is wanted"
      )
    default: break
    }
    return domain.map(CertificateSource.domain) ?? files
  }

  private mutating func certificateFiles(in certificate: Fields) -> CertificateSource? {
    guard let fields = map("import", keys: SpecKeys.certificateFiles, in: certificate) else {
      return nil
    }
    let form = TextForm.file(from: baseDirectory)
    let certificate = required("certificate", form, in: fields)
    let chain = value("chain", form, in: fields)
    let privateKey = required("privateKey", form, in: fields)
    guard let certificate, let privateKey else { return nil }
    return .files(certificate: certificate, chain: chain, privateKey: privateKey)
  }

  private mutating func rule(in listener: Fields) -> RuleSpec? {
    guard let fields = map("rule", keys: SpecKeys.rule, in: listener) else { return nil }
    require("hosts", in: fields)
    let hosts = entries("hosts", .ruleHost, in: fields)
    let priority = required("priority", .integer(1...50_000), in: fields)
    guard let hosts, let priority else { return nil }
    return RuleSpec(hosts: Set(hosts.map(\.value)).sorted(), priority: priority)
  }
}
