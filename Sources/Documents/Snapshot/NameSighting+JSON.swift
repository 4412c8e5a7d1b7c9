import Core

/// The canonical names keep their order, which is the way from name to name.
extension NameSighting: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["name", "resolver", "canonicalNames", "addresses", "failure"])
    self.init(
      name: try members.required("name"),
      resolver: try members.optional("resolver"),
      canonicalNames: try members.list("canonicalNames"),
      addresses: try members.list("addresses"),
      failure: try members.optional("failure")
    )
  }

  var json: JSON {
    .sparse([
      "name": .string(name),
      "resolver": .text(resolver),
      "canonicalNames": .texts(canonicalNames),
      "addresses": .texts(addresses.sorted()),
      "failure": .text(failure),
    ])
  }
}
