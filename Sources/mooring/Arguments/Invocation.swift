/// What a command line asks for: one command with its own arguments, and nothing of another's.
enum Invocation: Hashable, Sendable {
  case plan(PlanArguments)
  case apply(ApplyArguments)
  case rollback(ApplyArguments)
  case check(CheckArguments)
  case discover(DiscoverArguments)
  case snapshot(SnapshotArguments)
  case validate(ValidateArguments)
  case iamPolicy(IAMPolicyArguments)
  case initialize(InitArguments)
  case version
  /// Nil for the whole program.
  case help(CommandName?)

  /// Reads the words after the program's name.
  init(_ words: [String]) throws(UsageError) {
    switch try TypedLine.request(words) {
    case .help(let command): self = .help(command)
    case .version: self = .version
    case .run(let line): self = try Self.understood(line)
    }
  }

  private static func understood(_ line: TypedLine) throws(UsageError) -> Invocation {
    switch line.command {
    case .plan: return .plan(try PlanArguments(line))
    case .apply: return .apply(try ApplyArguments(line))
    case .rollback: return .rollback(try ApplyArguments(line))
    case .check: return .check(try CheckArguments(line))
    case .discover: return .discover(try DiscoverArguments(line))
    case .snapshot: return .snapshot(try SnapshotArguments(line))
    case .validate: return .validate(try ValidateArguments(line))
    case .iamPolicy: return .iamPolicy(try IAMPolicyArguments(line))
    case .initialize: return .initialize(try InitArguments(line))
    case .version:
      if let word = line.operands.first { throw .unexpectedOperand(word, of: .version) }
      return .version
    case .help:
      if line.operands.count > 1 { throw .unexpectedOperand(line.operands[1], of: .help) }
      guard let word = line.operands.first else { return .help(nil) }
      return .help(try TypedLine.command(word))
    }
  }
}

struct PlanArguments: Hashable, Sendable {
  let spec: SpecArguments
  let format: OutputFormat

  /// Where the plan is saved; nil for nowhere.
  let out: String?

  let isExitCodeDetailed: Bool

  /// The recording that stands in for AWS and DNS.
  let snapshot: String?

  let connection: ConnectionArguments
  let output: OutputArguments

  init(_ line: TypedLine) throws(UsageError) {
    spec = try SpecArguments(line)
    format = try line.choice(.format, default: .text, later: OutputFormat.later)
    out = try line.file(.out)
    isExitCodeDetailed = line.isOn(.detailedExitcode)
    snapshot = try line.file(.snapshot)
    connection = try ConnectionArguments(line)
    output = try OutputArguments(line)
  }
}

/// The arguments of `apply`, and of `rollback`, which applies as well.
struct ApplyArguments: Hashable, Sendable {
  /// What is applied.
  enum Source: Hashable, Sendable {
    case spec(SpecArguments)
    case savedPlan(String)
    /// The settings before the apply that wrote the report; of all bindings where none is named.
    case report(String, only: [NamePattern])
  }

  let source: Source
  let format: OutputFormat

  /// Whether nobody is asked before the first write.
  let isApproved: Bool

  let report: String?

  /// The lock file; nil for no lock.
  let lock: String?

  let connection: ConnectionArguments
  let output: OutputArguments

  /// The command that these are the arguments of.
  var command: CommandName {
    switch source {
    case .spec, .savedPlan: .apply
    case .report: .rollback
    }
  }

  init(_ line: TypedLine) throws(UsageError) {
    if line.command == .rollback {
      source = .report(try line.operand("REPORT"), only: NamePattern.all(of: line))
    } else if let plan = try line.file(.plan) {
      guard line.operands.isEmpty else { throw .savedPlan(with: "a spec") }
      guard !line.isOn(.only) else { throw .savedPlan(with: "`--only`") }
      source = .savedPlan(plan)
    } else {
      source = .spec(try SpecArguments(line))
    }
    format = try line.choice(.format, default: .text, later: OutputFormat.later)
    isApproved = line.isOn(.autoApprove)
    report = try line.file(.report)
    if case .report(let path, _) = source, report == path {
      // A rollback that ends in part has to be run with the same report again.
      throw .invalidValue(.report, path, expected: "another file than the report that is read")
    }
    lock = try line.file(.lock)
    if let lock, lock.hasPrefix("dynamodb:") { throw .laterValue(.lock, lock, of: line.command) }
    connection = try ConnectionArguments(line)
    output = try OutputArguments(line)
  }
}

struct DiscoverArguments: Hashable, Sendable {
  let spec: SpecArguments
  let format: OutputFormat

  /// The recording that stands in for AWS and DNS.
  let snapshot: String?

  let connection: ConnectionArguments
  let output: OutputArguments

  init(_ line: TypedLine) throws(UsageError) {
    spec = try SpecArguments(line)
    format = try line.choice(.format, default: .text, later: OutputFormat.later)
    snapshot = try line.file(.snapshot)
    connection = try ConnectionArguments(line)
    output = try OutputArguments(line)
  }
}

struct SnapshotArguments: Hashable, Sendable {
  let spec: SpecArguments
  let out: String
  let connection: ConnectionArguments
  let output: OutputArguments

  init(_ line: TypedLine) throws(UsageError) {
    spec = try SpecArguments(line)
    guard let file = try line.file(.out) else { throw .missingFlag(.out, of: .snapshot) }
    out = file
    connection = try ConnectionArguments(line)
    output = try OutputArguments(line)
  }
}

struct ValidateArguments: Hashable, Sendable {
  let spec: SpecArguments
  let output: OutputArguments

  init(_ line: TypedLine) throws(UsageError) {
    spec = try SpecArguments(line)
    output = try OutputArguments(line)
  }
}
