extension YAMLProblem {
  /// What to tell the operator: libyaml's words where they help, better ones where they don't.
  func complaint(in text: SourceText) -> Complaint {
    if context == "while scanning an alias" {
      return Complaint(
        mark: contextMark,
        message: "`*` begins a YAML alias, which a spec can't have; "
          + "if the text is meant, quote it: \"\(text.word(at: contextMark).escapedForMessage)\""
      )
    }
    if context == "while scanning an anchor" {
      return Complaint(
        mark: contextMark,
        message: "`&` begins a YAML anchor, which a spec can't have; quote the text if it is meant"
      )
    }
    if problem == "found unexpected end of stream", context == "while scanning a quoted scalar" {
      return Complaint(mark: contextMark, message: "the quote that opens here is never closed")
    }
    if problem == "found character that cannot start any token" {
      return Complaint(mark: mark, message: Self.explanation(of: text.word(at: mark)))
    }
    return Complaint(mark: mark, message: "not valid YAML: \(problem)\(place)\(advice)")
  }

  private static func explanation(of word: String) -> String {
    // A tab ends a word, so there is none to show.
    guard !word.isEmpty else {
      return "a tab can't indent a line of YAML; use spaces"
    }
    let quoted = "\"\(word.escapedForMessage)\""
    return "a YAML value can't begin with this character; quote it: \(quoted)"
  }

  private var place: String {
    guard let context else { return "" }
    guard contextMark != mark else { return " \(context)" }
    return " \(context) that begins at \(contextMark.line):\(contextMark.column)"
  }

  private var advice: String {
    switch problem {
    case "mapping values are not allowed in this context":
      "; check the indentation, and quote a value that holds `: `"
    case "could not find expected ':'": "; a key wants a colon and a space after it"
    case "did not find expected key", "did not find expected '-' indicator":
      "; check the indentation of this line"
    case "found invalid Unicode character escape code":
      "; surrogate escapes are not read: write the character itself"
    default: ""
    }
  }
}
