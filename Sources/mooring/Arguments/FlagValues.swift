/// The form of a command's result.
enum OutputFormat: String, CaseIterable, Hashable, Sendable {
  case text
  case json

  /// Forms that a later version has.
  static let later = ["markdown", "html"]
}

/// The form of a check's result.
enum CheckFormat: String, CaseIterable, Hashable, Sendable {
  case text
  case json
  /// Fit for a comment on a pull request.
  case markdown

  /// Forms that a later version has.
  static let later = ["html"]
}

/// When text is coloured.
enum ColorChoice: String, CaseIterable, Hashable, Sendable {
  case auto
  case always
  case never
}

/// How much of a run is told on standard error.
enum LogLevel: String, CaseIterable, Comparable, Hashable, Sendable {
  case debug
  case info
  case warning
  case error

  static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The form of a log line.
enum LogFormat: String, CaseIterable, Hashable, Sendable {
  case text
  case json
}

/// The values that flags take: each reader turns what was typed into a type or says what it expected.
extension TypedLine {
  /// One of an enum's words.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ flag: FlagName,
    default standard: Choice,
    later: [String] = []
  ) throws(UsageError) -> Choice where Choice.RawValue == String {
    guard let word = value(of: flag) else { return standard }
    if let choice = Choice(rawValue: word) { return choice }
    if later.contains(word) { throw .laterValue(flag, word, of: command) }
    let words = Choice.allCases.map(\.rawValue)
    throw .invalidValue(flag, word, expected: Self.alternatives(words))
  }

  func number(
    _ flag: FlagName,
    default standard: Int,
    in range: ClosedRange<Int>
  ) throws(UsageError) -> Int {
    guard let word = value(of: flag) else { return standard }
    let isDecimal = word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isDecimal, let number = Int(word), range.contains(number) else {
      let bounds = "a whole number from \(range.lowerBound) to \(range.upperBound)"
      throw .invalidValue(flag, word, expected: bounds)
    }
    return number
  }

  /// The path of a file that is read or written; standard input and output are not files here.
  func file(_ flag: FlagName) throws(UsageError) -> String? {
    guard let path = value(of: flag) else { return nil }
    guard path != "-" else {
      throw .invalidValue(flag, path, expected: "the path of a file")
    }
    return path
  }

  /// The path of the one file that the command is about.
  func operand(_ name: String) throws(UsageError) -> String {
    guard let path = operands.first, !path.isEmpty, path != "-" else {
      throw .missingOperand(name, of: command)
    }
    if operands.count > 1 { throw .unexpectedOperand(operands[1], of: command) }
    return path
  }

  private static func alternatives(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}
