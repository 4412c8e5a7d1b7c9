/// One spec as it was read: its bytes, and where it came from.
package struct SpecSource: Hashable, Sendable {
  /// What errors call it: the path as the operator gave it, or `<stdin>`.
  package let name: String

  /// YAML or JSON in UTF-8; not checked yet.
  package let bytes: [UInt8]

  /// The absolute path of the folder that relative paths in the spec start from.
  package let baseDirectory: String

  package init(name: String, bytes: [UInt8], baseDirectory: String) {
    self.name = name
    self.bytes = bytes
    self.baseDirectory = baseDirectory
  }
}
