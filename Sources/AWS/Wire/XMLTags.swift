/// The lengths of a document's tags, which are looked at before libxml2 reads them.
///
/// libxml2 compares each attribute of a tag with all others: a tag with a million of them would keep
/// it busy for minutes.
enum XMLTags {
  /// In bytes; AWS's longest tag names a namespace or two.
  static let lengthLimit = 16 * 1024

  /// Whether no tag is longer than the limit; the text need not be well-formed.
  static func areShort(in bytes: [UInt8]) -> Bool {
    if bytes.count <= lengthLimit { return true }
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if let end = endOfAside(at: index, in: bytes) {
        index = self.index(after: end, from: index, in: bytes) ?? bytes.count
      } else {
        guard let end = endOfTag(from: index, in: bytes) else {
          return bytes.count - index <= lengthLimit
        }
        index = end
      }
    }
    return true
  }

  /// What is no tag and has no attributes, however long it is.
  private static let asides = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
    .map { (start: Array($0.utf8), end: Array($1.utf8)) }

  private static func endOfAside(at index: Int, in bytes: [UInt8]) -> [UInt8]? {
    guard index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "!") || bytes[index + 1] == UInt8(ascii: "?")
    else { return nil }
    return asides.first { bytes[index...].starts(with: $0.start) }?.end
  }

  private static func index(after mark: [UInt8], from start: Int, in bytes: [UInt8]) -> Int? {
    var index = start
    while let next = bytes[index...].firstIndex(of: mark[0]) {
      if bytes[next...].starts(with: mark) { return next + mark.count }
      index = next + 1
    }
    return nil
  }

  /// The index after the `>` that ends a tag; one between quotes doesn't.
  private static func endOfTag(from start: Int, in bytes: [UInt8]) -> Int? {
    var quote: UInt8?
    for index in start..<min(start + lengthLimit, bytes.count) {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return nil
  }
}
