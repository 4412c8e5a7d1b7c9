extension String {
  /// The text in backticks, shortened and on one line, as an error may show it.
  ///
  /// Key material is never shown: a PEM text that stands where a path belongs is only named.
  var quoted: String {
    guard !contains("-----BEGIN") else { return "a PEM text" }
    return "`\(escapedForMessage)`"
  }

  /// Control, formatting and separator characters as `\u{…}`, at most 120 characters of the text.
  var escapedForMessage: String {
    var shown = ""
    var count = 0
    for scalar in unicodeScalars {
      guard count < 120 else { return shown + "…" }
      count += 1
      if scalar.isPlainInMessages {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return shown
  }
}

extension Unicode.Scalar {
  fileprivate var isPlainInMessages: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: true
    }
  }
}
