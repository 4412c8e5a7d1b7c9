import Core

/// A command line as it was typed: which command, which flags, which operands.
///
/// Every flag in it is one of the table and of the command, with a value exactly where it takes one;
/// what the values mean is not looked at here.
struct TypedLine: Hashable, Sendable {
  /// What a line asks for before any command is looked at.
  enum Request: Hashable, Sendable {
    case run(TypedLine)
    /// `--help` or `-h` anywhere; nil for the whole program.
    case help(CommandName?)
    case version
  }

  let command: CommandName

  /// The values of each flag in the order typed; a switch that is on has one empty value.
  let values: [FlagName: [String]]

  let operands: [String]

  func isOn(_ flag: FlagName) -> Bool { values[flag] != nil }

  func value(of flag: FlagName) -> String? { values[flag]?.first }

  /// Reads the words after the program's name.
  ///
  /// `--flag value` and `--flag=value` are the same; after `--` every word is an operand; the first
  /// operand is the command.
  static func request(_ words: [String]) throws(UsageError) -> Request {
    var reading = Reading(words)
    let problem = reading.problem
    let command = reading.takeCommand()
    // Help wins over everything that is wrong with the line, but for the command itself.
    switch reading.wish {
    case .help:
      guard let command else { return .help(nil) }
      return .help(try Self.command(command))
    case .version: return .version
    case nil: break
    }
    guard let command else { throw problem ?? .noCommand }
    let name = try Self.command(command)
    if let problem { throw problem }
    for flag in Flag.table where reading.values[flag.name] != nil {
      guard Flag.row(of: flag.name, in: name) != nil else {
        throw .foreignFlag(flag.name, of: name)
      }
    }
    return .run(TypedLine(command: name, values: reading.values, operands: reading.operands))
  }

  /// The command of a name, or why there is none.
  static func command(_ word: String) throws(UsageError) -> CommandName {
    if let command = CommandName(rawValue: word) { return command }
    if CommandName.later.contains(word) { throw .laterCommand(word) }
    let nearest = Suggestion.nearest(to: word, among: CommandName.allCases.map(\.rawValue))
    throw .unknownCommand(word, nearest: nearest)
  }
}

/// The words of a line, sorted into flags and operands; the first thing wrong is kept, not thrown,
/// because help may still be asked for later in the line.
private struct Reading {
  enum Wish { case help, version }

  private(set) var values: [FlagName: [String]] = [:]
  private(set) var operands: [String] = []
  private(set) var problem: UsageError?
  private(set) var wish: Wish?

  init(_ words: [String]) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      }
      if word == "-h" {
        wish = wish ?? .help
      } else if word.hasPrefix("-"), word != "-" {
        do throws(UsageError) {
          try takeFlag(word, &rest)
        } catch {
          problem = problem ?? error
        }
      } else {
        operands.append(word)
      }
    }
  }

  mutating func takeCommand() -> String? { operands.isEmpty ? nil : operands.removeFirst() }

  private mutating func takeFlag(
    _ word: String,
    _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let typed = String(parts[0])
    guard typed.hasPrefix("--"), let name = FlagName(rawValue: String(typed.dropFirst(2))),
      let flag = Flag.row(of: name)
    else { throw .unknownFlag(typed, nearest: Self.nearest(to: typed)) }
    if flag.placeholder == nil {
      guard parts.count == 1 else { throw .unexpectedValue(name) }
      switch name {
      case .help: wish = wish ?? .help
      case .version: wish = wish ?? .version
      default: values[name] = [""]
      }
      return
    }
    let value = parts.count == 2 ? String(parts[1]) : Self.takeValue(&rest)
    guard let value, !value.isEmpty else { throw .missingValue(name) }
    guard flag.isRepeatable || values[name] == nil else { throw .repeatedFlag(name) }
    values[name, default: []].append(value)
  }

  /// The next word, unless it is a flag itself: then the value was forgotten.
  private static func takeValue(_ rest: inout ArraySlice<String>) -> String? {
    guard let next = rest.first, next == "-" || !next.hasPrefix("-") else { return nil }
    return rest.popFirst()
  }

  /// The nearest flag, or the only one that begins so.
  private static func nearest(to typed: String) -> String? {
    let flags = FlagName.allCases.map(\.typed)
    if typed.utf8.count > 3 {
      let longer = flags.filter { $0.hasPrefix(typed) }
      if longer.count == 1 { return longer[0] }
    }
    return Suggestion.nearest(to: typed, among: flags)
  }
}
