import SigV4

extension HTTPResponse {
  /// What a host on this machine or next to it said instead of credentials, for an error's text.
  ///
  /// It is the status, with the message of a JSON error or the first line of a plain text, of a bounded
  /// length, and without the secrets that were sent. Of other text nothing is shown: what else may be
  /// in it is unknown.
  func words(hiding secrets: [Secret]) -> String {
    guard let said = message?.hiding(secrets).shownLine, !said.isEmpty else {
      return "HTTP status \(status)"
    }
    return "HTTP status \(status), \(said)"
  }

  private var message: String? {
    let fault = FaultBody(json: self)
    if fault.code != nil || fault.message != nil {
      return [fault.code, fault.message].compactMap { $0 }.joined(separator: ": ")
    }
    let text = String(decoding: body, as: UTF8.self)
    guard let first = text.first, !"{[<\"".contains(first) else { return nil }
    return text
  }
}

extension ReadingError {
  /// What is wrong with an answer, as the rest of a sentence about it.
  var words: String {
    switch self {
    case .missing(let member): "its answer lacks \(member)"
    case .unreadable(let why): "its answer can't be read: \(why)"
    }
  }
}

extension String {
  /// What is shown of a text from outside: its first line, of a bounded length, and without the full
  /// stop that the sentence around it brings.
  var shownLine: String {
    let line = prefix { !$0.isNewline }.prefix(200)
      .filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }
    return line.hasSuffix(".") ? String(line.dropLast()) : String(line)
  }
}
