import SigV4

/// The name of a Region, such as `us-west-2`; only what can stand in a host name.
package struct RegionName: Hashable, Sendable {
  package let text: String

  package let partition: Partition

  /// Nil for what no Region can be called: small letters, digits and hyphens only, at most 63, and
  /// not digits alone.
  package init?(_ text: String) {
    let isAllowed = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte.isASCIIDigit
        || byte == UInt8(ascii: "-")
    }
    guard isAllowed, (1...63).contains(text.utf8.count), text.first != "-", text.last != "-",
      !text.utf8.allSatisfy(\.isASCIIDigit)
    else { return nil }
    self.init(known: text)
  }

  private init(known text: String) {
    self.text = text
    partition = Partition(ofRegion: text)
  }

  /// The Region that signs for what is not any Region's own.
  static let usEast1 = RegionName(known: "us-east-1")
}

extension RegionName: CustomStringConvertible {
  package var description: String { text }
}
