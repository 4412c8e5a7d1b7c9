/// The commands of this version, in the order in which help lists them.
enum CommandName: String, CaseIterable, Hashable, Sendable {
  case plan
  case apply
  case rollback
  case check
  case discover
  case snapshot
  case validate
  case iamPolicy = "iam-policy"
  case initialize = "init"
  case version
  case help

  /// Commands that a later version has; naming one now is wrong usage that says so.
  static let later = [
    "watch", "schema", "completions",
  ]

  /// One line for the list of commands.
  var summary: String {
    switch self {
    case .plan: "show what would change, and why; writes nothing to AWS"
    case .apply: "plan, ask, apply, and verify"
    case .rollback: "put back what an apply changed, from its report"
    case .check: "every requirement, one by one, with the remedy of each that fails"
    case .discover: "show where the addresses come from, and how the sources agree"
    case .snapshot: "record what is observed in a file"
    case .validate: "check the spec alone; no network"
    case .iamPolicy: "print the least IAM policy that the spec needs; no network"
    case .initialize: "write a first spec from what is there; asks, or takes flags"
    case .version: "print the version"
    case .help: "explain a command"
    }
  }

  /// What stands after the command's name, one usage line each.
  var operands: [String] {
    switch self {
    case .plan, .check, .discover, .validate: ["[SPEC...]"]
    case .apply: ["[SPEC...]", "--plan FILE"]
    case .rollback: ["REPORT"]
    case .snapshot: ["[SPEC...] --out FILE"]
    case .iamPolicy: ["[SPEC...] --for plan|apply"]
    case .initialize, .version: [""]
    case .help: ["[COMMAND]"]
    }
  }

  var takesSpec: Bool {
    switch self {
    case .plan, .apply, .check, .discover, .snapshot, .validate, .iamPolicy: true
    case .rollback, .initialize, .version, .help: false
    }
  }

  /// The exit codes of its own, beside those of every command.
  var exitCodes: [ExitCode] {
    switch self {
    case .plan: [.done, .failed, .changesPending, .held, .wrongUsage, .invalidFile]
    case .apply, .rollback:
      [
        .done, .failed, .held, .stalePlan, .partial, .locked, .wrongUsage, .invalidFile,
        .interrupted, .terminated,
      ]
    case .check: [.done, .failed, .changesPending, .wrongUsage, .invalidFile]
    case .discover, .snapshot, .iamPolicy: [.done, .failed, .wrongUsage, .invalidFile]
    case .initialize: [.done, .failed, .wrongUsage]
    case .validate: [.done, .wrongUsage, .invalidFile]
    case .version, .help: []
    }
  }
}
