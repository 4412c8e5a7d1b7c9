import Core

extension HealthAnswer: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["address", "status"])
    self.init(
      address: try members.required("address"),
      status: try members.optionalInt("status", in: Bounds.statusCode)
    )
  }

  var json: JSON { .sparse(["address": .text(address), "status": .number(status)]) }
}
