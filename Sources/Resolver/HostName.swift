/// An absolute DNS name that can be asked for: ASCII, in lower case, without the trailing dot.
struct HostName: Hashable, Sendable {
  let text: String
}

extension HostName {
  /// Accepts what RFC 1035 lets a question carry, or gives `nil`.
  ///
  /// Letters, digits, `-` and `_` only: c-ares would read a backslash as an escape and stop at
  /// a NUL, and so ask for another name than the one given.
  init?(_ name: String) {
    let absolute = name.hasSuffix(".") ? name.dropLast() : name[...]
    let labels = absolute.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard absolute.utf8.count <= 253, labels.allSatisfy({ (1...63).contains($0.count) }),
      labels.joined().allSatisfy(Self.isAllowed)
    else { return nil }
    text = absolute.lowercased()
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
