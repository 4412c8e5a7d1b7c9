/// The text in quotes, fit for a terminal: without control characters and cut to a sane length.
func quoted(_ text: String) -> String {
  let limit = 80
  let shown = text.unicodeScalars.prefix(limit).map { scalar -> String in
    let isHidden = [.control, .format, .lineSeparator, .paragraphSeparator, .surrogate]
      .contains(scalar.properties.generalCategory)
    return isHidden ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
  }
  return "\"\(shown.joined())\(text.unicodeScalars.dropFirst(limit).isEmpty ? "" : "…")\""
}
