import Core

extension CertificateFiles: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "certificate", "chain", "privateKey", "digest", "names", "notBefore", "notAfter",
      "keyAlgorithm", "troubles",
    ])
    self.init(
      try CertificatePaths(members),
      content: members.has("digest") ? try Content(members) : nil,
      troubles: try members.list("troubles").sorted()
    )
  }

  /// Where nothing could be read, nothing is written of the content.
  var json: JSON {
    var fields = paths.fields
    if let content { fields.merge(content.fields) { $1 } }
    fields["troubles"] = .sorted(troubles, by: \.self, \.json)
    return .sparse(fields)
  }
}

extension CertificatePaths {
  init(_ members: Members) throws(DocumentError) {
    self.init(
      certificate: try members.required("certificate"),
      chain: try members.optional("chain"),
      privateKey: try members.required("privateKey")
    )
  }

  var fields: [String: JSON] {
    [
      "certificate": .string(certificate), "chain": .text(chain),
      "privateKey": .string(privateKey),
    ]
  }
}

extension CertificateFiles.Content {
  fileprivate init(_ members: Members) throws(DocumentError) {
    let notBefore: Timestamp = try members.required("notBefore")
    let notAfter: Timestamp = try members.required("notAfter")
    let names: [String] = try members.list("names")
    self.init(
      digest: try members.required("digest"),
      names: names.sorted(),
      notBefore: notBefore.seconds,
      notAfter: notAfter.seconds,
      keyAlgorithm: try members.required("keyAlgorithm")
    )
  }

  fileprivate var fields: [String: JSON] {
    [
      "digest": .string(digest),
      "names": .texts(names.sorted()),
      "notBefore": .text(Timestamp(seconds: notBefore)),
      "notAfter": .text(Timestamp(seconds: notAfter)),
      "keyAlgorithm": .string(keyAlgorithm),
    ]
  }
}

extension CertificateFiles.Trouble: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["path", "what", "remedy"])
    self.init(
      try members.required("path"),
      try members.required("what"),
      remedy: try members.required("remedy")
    )
  }

  var json: JSON {
    .object(["path": .string(path), "what": .string(what), "remedy": .string(remedy)])
  }
}
