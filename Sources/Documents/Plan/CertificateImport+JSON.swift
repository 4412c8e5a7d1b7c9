import Core

/// Paths and a digest: nothing that the files hold.
extension CertificateImport: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers([
      "certificate", "chain", "privateKey", "digest", "domainName", "certificateArn",
    ])
    self.init(
      paths: try CertificatePaths(members),
      digest: try members.required("digest"),
      domainName: try members.required("domainName"),
      into: try members.optional("certificateArn")
    )
  }

  var json: JSON {
    .object(
      paths.fields.merging([
        "digest": .string(digest), "domainName": .string(domainName),
        "certificateArn": .text(into),
      ]) { $1 }
    )
  }
}
