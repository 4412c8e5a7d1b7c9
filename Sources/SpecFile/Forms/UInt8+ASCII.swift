extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self) }
  var isLowerLetter: Bool { (0x61...0x7a).contains(self) }
  var isLetter: Bool { isLowerLetter || (0x41...0x5a).contains(self) }
  var isHyphen: Bool { self == UInt8(ascii: "-") }

  /// A letter, a digit or a hyphen: what AWS lets into most names.
  var isNameCharacter: Bool { isLetter || isDigit || isHyphen }

  func isOne(of characters: StaticString) -> Bool {
    characters.withUTF8Buffer { $0.contains(self) }
  }
}
