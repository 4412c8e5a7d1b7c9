/// The program that wrote a document.
package struct ToolVersion: Hashable, Sendable {
  package var name: String
  package var version: String

  package init(name: String, version: String) {
    self.name = name
    self.version = version
  }

  /// The version of all programs of this package.
  package static let current = "0.1.0"
}

extension ToolVersion: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers(["name", "version"])
    self.init(name: try members.required("name"), version: try members.required("version"))
  }

  package var json: JSON { .object(["name": .string(name), "version": .string(version)]) }
}
