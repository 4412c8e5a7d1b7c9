/// Why a text is not read as XML.
enum XMLError: Error, Hashable, Sendable {
  case empty
  case tooLarge(bytes: Int, limit: Int)
  case tooDeep(limit: Int)
  case tooMany(limit: Int)
  case tagTooLong(limit: Int)

  /// A document type can define entities, and no AWS answer has one.
  case documentType

  /// What the parser said, with the line.
  case malformed(String, line: Int)
}

extension XMLError: CustomStringConvertible {
  var description: String {
    switch self {
    case .empty: "it is empty"
    case .tooLarge(let bytes, let limit): "it is \(bytes) bytes long, over the limit of \(limit)"
    case .tooDeep(let limit): "its elements are nested deeper than \(limit)"
    case .tooMany(let limit): "it has more than \(limit) elements"
    case .tagTooLong(let limit): "it has a tag longer than \(limit) bytes"
    case .documentType: "it has a document type, which no AWS answer has"
    case .malformed(let what, let line): "it is not XML: \(what), line \(line)"
    }
  }
}
