/// Why a document can't be read or written.
package enum DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Larger than is read of any file.
  case tooLarge(file: String)
  /// No JSON, or JSON of a kind that documents never hold; line and column count from one.
  case notJSON(file: String, line: Int, column: Int, reason: String)
  /// JSON, but not the document: `path` is the member, such as `bindings[0].name`; empty for the
  /// whole.
  case invalid(file: String, path: String, reason: String)
  /// A `formatVersion` of another version of the program.
  case unknownVersion(file: String, found: Int)
  /// A plan whose digest isn't that of its text.
  case edited(file: String)
  /// It could not be written, or its digest not computed.
  case notWritten(reason: String)

  package var description: String {
    switch self {
    case .tooLarge(let file):
      "\(file): it is larger than \(JSON.maximumByteCount >> 20) MiB, the most that is read"
    case .notJSON(let file, let line, let column, let reason):
      "\(file):\(line):\(column): not a JSON document: \(reason)"
    case .invalid(let file, "", let reason): "\(file): \(reason)"
    case .invalid(let file, let path, let reason): "\(file): \(path): \(reason)"
    case .unknownVersion(let file, let found):
      """
      \(file): formatVersion: this program reads version \(formatVersion), and the file has \
      version \(found); use the version of mooring that wrote it, or write it again
      """
    case .edited(let file):
      """
      \(file): digest: the plan isn't as it was written; an edited plan is never applied: \
      change the spec and plan again
      """
    case .notWritten(let reason): "the document could not be written: \(reason)"
    }
  }
}
