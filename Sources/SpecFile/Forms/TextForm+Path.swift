extension TextForm where Value == String {
  /// The path of a PEM file, absolute or from a base directory; made absolute.
  ///
  /// The text is never shown: who pastes the private key itself must not find it in a log.
  static func file(from baseDirectory: String) -> TextForm {
    TextForm(
      noun: "the path of a PEM file",
      parse: { text in
        guard (1...4096).contains(text.utf8.count), !text.hasPrefix("~"), !text.hasSuffix("/"),
          !text.contains("-----BEGIN"), text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f })
        else { return nil }
        if text.hasPrefix("/") { return text }
        var relative = text[...]
        while relative.hasPrefix("./") { relative = relative.dropFirst(2) }
        return baseDirectory + (baseDirectory.hasSuffix("/") ? "" : "/") + relative
      },
      remark: { text in
        if text.contains("-----BEGIN") { return "it is the PEM text itself: put it in a file" }
        return text.hasPrefix("~") ? "`~` is not expanded: write the whole path" : nil
      },
      isShown: false
    )
  }
}
