import FoundationEssentials

extension JSON {
  /// The most that is read of one file: 64 MiB.
  package static let maximumByteCount = 64 << 20

  /// The deepest nesting of lists and objects that is read.
  package static let maximumDepth = 64

  /// Reads one JSON text; errors begin with the file's name.
  ///
  /// - Throws: `DocumentError` for what RFC 8259 doesn't allow, repeated keys, numbers that aren't
  ///   integers, and more depth or size than the limits.
  package init(_ bytes: [UInt8], file: String) throws(DocumentError) {
    guard bytes.count <= Self.maximumByteCount else { throw .tooLarge(file: file) }
    do {
      self = try JSONParser.parse(bytes, maximumDepth: Self.maximumDepth)
    } catch {
      throw .notJSON(file: file, line: error.line, column: error.column, reason: error.reason)
    }
  }

  /// The text of a file: keys sorted, indented, with a newline at the end.
  package func documentBytes() throws(DocumentError) -> [UInt8] {
    try bytes([.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]) + [UInt8(ascii: "\n")]
  }

  /// The shortest text: keys sorted, no space.
  package func compactBytes() throws(DocumentError) -> [UInt8] {
    try bytes([.sortedKeys, .withoutEscapingSlashes])
  }

  private func bytes(_ formatting: JSONEncoder.OutputFormatting) throws(DocumentError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    do {
      return [UInt8](try encoder.encode(self))
    } catch {
      throw .notWritten(reason: "it can't be written as JSON: \(error)")
    }
  }
}

extension JSON: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .int(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}
