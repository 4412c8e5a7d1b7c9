import Core

/// What is wrong with a command line.
enum UsageError: Error, Hashable, Sendable {
  case noCommand
  case unknownCommand(String, nearest: String?)
  /// A command of the contract that this version doesn't have.
  case laterCommand(String)
  case unknownFlag(String, nearest: String?)
  case foreignFlag(FlagName, of: CommandName)
  case missingFlag(FlagName, of: CommandName)
  case missingValue(FlagName)
  case unexpectedValue(FlagName)
  case repeatedFlag(FlagName)
  case invalidValue(FlagName, String, expected: String)
  /// A value of the contract that this version doesn't have.
  case laterValue(FlagName, String, of: CommandName)
  case unexpectedOperand(String, of: CommandName)
  case missingOperand(String, of: CommandName)
  case emptyOperand
  case repeatedStandardInput
  case savedPlan(with: String)
  case probedRecording
  /// Two flags that say the same thing in two ways.
  case eitherFlag(FlagName, FlagName)
  /// A flag that AWS's clients can't be configured with, in the AWS module's words.
  case configuration(String)
  /// `--only` matches no binding of the spec or report.
  case nothingMatches([String], names: [String], in: String)
  /// `--role` is none that a run of the spec takes on.
  case unknownRole(ARN, roles: [ARN])
}

extension UsageError: CustomStringConvertible {
  /// What is wrong, then what to do: one or two sentences.
  var description: String {
    switch self {
    case .noCommand: "no command given; `mooring help` lists them"
    case .unknownCommand(let word, let nearest):
      "unknown command `\(word)`; \(Self.meant(nearest, otherwise: "`mooring help` lists them"))"
    case .laterCommand(let word):
      "this version of mooring doesn't have the command `\(word)` yet; `mooring help` lists those "
        + "that it has"
    case .unknownFlag(let flag, let nearest):
      "unknown flag `\(flag)`; "
        + Self.meant(nearest, otherwise: "`mooring help COMMAND` lists a command's flags")
    case .foreignFlag(let flag, let command): Self.foreign(flag, command)
    case .missingFlag(let flag, let command):
      "`mooring \(command.rawValue)` needs `\(Self.usage(flag))`"
    case .missingValue(let flag):
      "`\(flag.typed)` needs a value: `\(Self.usage(flag))`; one that begins with a hyphen is given "
        + "as `\(flag.typed)=VALUE`"
    case .unexpectedValue(let flag): "`\(flag.typed)` takes no value"
    case .repeatedFlag(let flag): "`\(flag.typed)` is given more than once"
    case .invalidValue(let flag, let value, let expected):
      "`\(flag.typed) \(value)`: expected \(expected)"
    case .laterValue(let flag, let value, let command):
      "`\(flag.typed) \(value)`: this version of mooring doesn't have that yet; it takes "
        + "`\(Self.usage(flag, command))`"
    case .unexpectedOperand(let word, let command):
      "`mooring \(command.rawValue)` takes no argument `\(word)`"
    case .missingOperand(let name, let command):
      "`mooring \(command.rawValue)` needs the path of a file: `mooring \(command.rawValue) \(name)`"
    case .emptyOperand: "an empty argument is no path to a spec"
    case .repeatedStandardInput: "`-`, standard input, can be read only once"
    case .savedPlan(let other):
      "`--plan` goes without \(other): a saved plan carries its spec, and is applied as it was "
        + "reviewed or not at all"
    case .probedRecording:
      "`--probe` goes without `--snapshot`: a recording has no addresses that could be asked"
    case .eitherFlag(let first, let second):
      "`\(first.typed)` goes without `\(second.typed)`: give one of them"
    case .configuration(let text): text
    case .nothingMatches(let patterns, let names, let source):
      Self.unmatched(patterns, names, source)
    case .unknownRole(let role, let roles):
      "`--role \(role)`: the spec takes on "
        + (roles.isEmpty ? "no role" : roles.map(\.description).joined(separator: ", "))
    }
  }

  private static func meant(_ nearest: String?, otherwise: String) -> String {
    nearest.map { "did you mean `\($0)`?" } ?? otherwise
  }

  private static func usage(_ flag: FlagName, _ command: CommandName? = nil) -> String {
    Flag.row(of: flag, in: command)?.usage ?? flag.typed
  }

  private static func foreign(_ flag: FlagName, _ command: CommandName) -> String {
    let takers = Flag.table.filter { $0.name == flag }.flatMap(\.commands)
    let names = CommandName.allCases.filter(takers.contains).map { "`\($0.rawValue)`" }
    return "`mooring \(command.rawValue)` takes no `\(flag.typed)`; it is a flag of "
      + names.joined(separator: ", ")
  }

  private static func unmatched(
    _ patterns: [String],
    _ names: [String],
    _ source: String
  ) -> String {
    let asked = patterns.map { "`--only \($0)`" }.joined(separator: " and ")
    let verb = patterns.count == 1 ? "matches" : "match"
    let shown = names.prefix(10).joined(separator: ", ")
    let rest = names.count > 10 ? " and \(names.count - 10) more" : ""
    return "\(asked) \(verb) no binding; the \(source) has \(shown)\(rest)"
  }
}
