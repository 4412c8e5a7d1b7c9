import SigV4

/// The name of a Region, such as `us-west-2`; only what can stand in a host name.
package struct RegionName: Hashable, Sendable {
  package let text: String

  /// Nil for what no Region can be called: letters, digits and hyphens only, at most 63.
  package init?(_ text: String) {
    let isAllowed = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte.isASCIIDigit
        || byte == UInt8(ascii: "-")
    }
    guard isAllowed, (1...63).contains(text.utf8.count), text.first != "-", text.last != "-" else {
      return nil
    }
    self.text = text
  }
}

extension RegionName: CustomStringConvertible {
  package var description: String { text }
}
