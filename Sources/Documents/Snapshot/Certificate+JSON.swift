import Core

extension Certificate: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "arn",
      "domainName",
      "subjectAlternativeNames",
      "status",
      "notAfter",
      "keyAlgorithm",
      "imported",
    ])
    let notAfter: CertificateEnd? = try members.optional("notAfter")
    self.init(
      arn: try members.required("arn"),
      domainName: try members.required("domainName"),
      subjectAlternativeNames: try members.list("subjectAlternativeNames"),
      status: try members.required("status"),
      notAfter: notAfter?.seconds,
      keyAlgorithm: try members.optional("keyAlgorithm"),
      imported: try members.optional("imported")
    )
  }

  var json: JSON {
    .sparse([
      "arn": .text(arn),
      "domainName": .string(domainName),
      "subjectAlternativeNames": .texts(subjectAlternativeNames.sorted()),
      "status": .string(status),
      "notAfter": .text(notAfter.map(Timestamp.init(seconds:))),
      "keyAlgorithm": .text(keyAlgorithm),
      "imported": imported?.json ?? .null,
    ])
  }
}

extension ImportTags: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["binding", "digest"])
    self.init(
      binding: try members.required("binding"),
      digest: try members.optional("digest")
    )
  }

  var json: JSON { .sparse(["binding": .string(binding), "digest": .text(digest)]) }
}

/// The end of a certificate: written as text, and read in seconds since 1970 too, which is how
/// ACM's answers and its command line show it.
private struct CertificateEnd: JSONReadable {
  let seconds: Int

  init(_ node: Node) throws(DocumentError) {
    if case .int(let number) = node.json {
      seconds = Timestamp(seconds: number).seconds
    } else {
      seconds = try Timestamp(node).seconds
    }
  }
}
