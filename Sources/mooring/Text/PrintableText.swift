extension String {
  /// The text with everything that a terminal would obey or hide as `\u{…}`.
  ///
  /// AWS's answers and specs can hold any character; an escape sequence in a description must not
  /// colour, move or rewrite what an operator reads.
  var printable: String {
    guard !unicodeScalars.allSatisfy(\.isPrintable) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isPrintable {
        text.unicodeScalars.append(scalar)
      } else {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows the character as one, in its place.
  var isPrintable: Bool {
    if (0x20...0x7e).contains(value) { return true }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      return false
    default: return true
    }
  }
}
