/// The syntax of a header line, from RFC 9110 section 5.
package enum HeaderField {
  /// Tells whether a text is a token (section 5.6.2), as a header's name and a method must be.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { isTokenCharacter[Int($0)] }
  }

  /// Tells whether a value stays on its line: no CR, LF or NUL (section 5.5).
  static func isValue(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 != 0 && $0 != 0x0a && $0 != 0x0d }
  }

  /// Takes the blanks off both ends and makes each run of blanks within into one space.
  package static func canonicalValue(_ value: String) -> String {
    guard hasSpareBlanks(value) else { return value }
    var kept: [UInt8] = []
    kept.reserveCapacity(value.utf8.count)
    var blankBefore = false
    for byte in value.utf8 {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        blankBefore = true
        continue
      }
      if blankBefore, !kept.isEmpty { kept.append(UInt8(ascii: " ")) }
      blankBefore = false
      kept.append(byte)
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private static func hasSpareBlanks(_ value: String) -> Bool {
    var blankBefore = true
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\t") || blankBefore && byte == UInt8(ascii: " ") { return true }
      blankBefore = byte == UInt8(ascii: " ")
    }
    return blankBefore && !value.isEmpty
  }

  /// Compares two names without regard to ASCII case (section 5.1).
  package static func areSameName(_ first: String, _ second: String) -> Bool {
    first.utf8.count == second.utf8.count
      && first.utf8.elementsEqual(second.utf8) {
        $0 == $1 || $0.lowercasedASCII == $1.lowercasedASCII
      }
  }

  private static let isTokenCharacter: [Bool] = {
    let marks = Array("!#$%&'*+-.^_`|~".utf8)
    return (UInt8.min...UInt8.max).map {
      $0.isASCIIDigit || $0.isASCIILetter || marks.contains($0)
    }
  }()
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 { isASCIILetter ? self | 0x20 : self }
}
