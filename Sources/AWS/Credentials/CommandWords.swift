/// The words of a command line, split as a POSIX shell does, but with nothing else of a shell: no
/// variables, no patterns, no pipes.
///
/// Between single quotes all is literal; between double quotes a backslash goes before `"` and `\`;
/// elsewhere it takes the next character literally. It is how AWS's tools split `credential_process`.
struct CommandWords: Hashable, Sendable {
  let words: [String]

  enum Mistake: String, Error, Hashable {
    case openQuote = "a quotation mark is not closed"
    case lonelyBackslash = "it ends in a backslash"
    case zero = "it holds a zero byte"
  }

  init(_ text: String) throws(Mistake) {
    guard !text.unicodeScalars.contains("\u{0}") else { throw .zero }
    var words: [String] = []
    var word: String.UnicodeScalarView?
    var rest = text.unicodeScalars[...]
    while let next = rest.popFirst() {
      switch next {
      case " ", "\t", "\r", "\n":
        if let whole = word { words.append(String(whole)) }
        word = nil
      case "'", "\"":
        word = (word ?? .init()) + (try Self.quoted(by: next, &rest))
      case "\\":
        guard let escaped = rest.popFirst() else { throw .lonelyBackslash }
        word = (word ?? .init()) + [escaped]
      default:
        word = (word ?? .init()) + [next]
      }
    }
    if let whole = word { words.append(String(whole)) }
    self.words = words
  }

  /// What stands up to the closing mark, which is taken too.
  private static func quoted(
    by mark: Unicode.Scalar,
    _ rest: inout Substring.UnicodeScalarView
  ) throws(Mistake) -> String.UnicodeScalarView {
    var text = String.UnicodeScalarView()
    while let next = rest.popFirst() {
      if next == mark { return text }
      if next == "\\", mark == "\"", let escaped = rest.first, escaped == mark || escaped == "\\" {
        text.append(escaped)
        rest.removeFirst()
      } else {
        text.append(next)
      }
    }
    throw .openQuote
  }
}

/// A word may be a password: only how many there are is shown.
extension CommandWords: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "\(words.count) words" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: []) }
}
