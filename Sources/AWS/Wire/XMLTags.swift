/// The lengths of a document's tags, which are looked at before libxml2 reads them.
///
/// libxml2 compares each attribute of a tag with all others: a tag with a million of them would keep
/// it busy for minutes.
enum XMLTags {
  /// In bytes; AWS's longest tag names a namespace or two.
  static let lengthLimit = 16 * 1024

  /// Whether no tag is longer than the limit; the text need not be well-formed.
  static func areShort(in bytes: [UInt8]) -> Bool {
    var index = bytes.startIndex
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = bytes[start...]
      if let end = endOfAside(rest) {
        index = self.index(after: end, in: rest) ?? bytes.endIndex
      } else {
        guard let end = endOfTag(in: rest.prefix(lengthLimit)) else {
          return rest.count <= lengthLimit
        }
        index = end
      }
    }
    return true
  }

  /// What is no tag and has no attributes, however long it is.
  private static let asides = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
    .map { (start: Array($0.utf8), end: Array($1.utf8)) }

  private static func endOfAside(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard let second = bytes.dropFirst().first, "!?".utf8.contains(second) else { return nil }
    return asides.first { bytes.starts(with: $0.start) }?.end
  }

  private static func index(after mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while let next = bytes[index...].firstIndex(of: mark[0]) {
      if bytes[next...].starts(with: mark) { return next + mark.count }
      index = next + 1
    }
    return nil
  }

  /// The index after the `>` that ends a tag; one between quotes doesn't.
  private static func endOfTag(in bytes: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8?
    for index in bytes.indices {
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
