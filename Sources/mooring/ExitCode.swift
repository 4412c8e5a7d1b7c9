/// What the process ends with; scripts and CI jobs rely on each number.
enum ExitCode: Int32, CaseIterable, Hashable, Sendable {
  case done = 0
  case failed = 1
  case changesPending = 2
  case held = 3
  case stalePlan = 4
  case partial = 5
  case locked = 6
  case wrongUsage = 64
  case invalidFile = 65
  case interrupted = 130
  case terminated = 143

  /// One line for help.
  var meaning: String {
    switch self {
    case .done: "done: nothing to do, or everything applied and verified"
    case .failed: "failed: AWS, network, credentials, or a bug; nothing more is claimed"
    case .changesPending:
      "plan --detailed-exitcode: changes are pending, none is held; check: a requirement fails"
    case .held: "a safeguard or an error finding keeps back a change that is due"
    case .stalePlan: "the saved plan is stale; nothing was written, for any binding"
    case .partial: "applied in part; a new run continues"
    case .locked: "another run holds the lock"
    case .wrongUsage: "wrong usage, or approval refused"
    case .invalidFile: "the spec (or a plan, snapshot or report file) is not valid"
    case .interrupted: "interrupted: the write in flight was finished, no other begun"
    case .terminated: "terminated: as interrupted"
    }
  }

  /// The same for one command, where it means less.
  func meaning(of command: CommandName) -> String {
    switch (self, command) {
    case (.done, .plan): "done: a plan could be made, whatever it holds"
    case (.changesPending, .plan): "with --detailed-exitcode: changes are pending, none is held"
    case (.done, .check): "done: no requirement fails"
    case (.changesPending, .check): "a requirement fails"
    case (.held, .plan): "with --detailed-exitcode: a change that is due is held back"
    case (.done, .discover), (.done, .snapshot), (.done, .iamPolicy): "done"
    case (.done, .initialize): "done: the spec is written"
    case (.wrongUsage, .initialize): "wrong usage, or something is left to be said by a flag"
    case (.done, .validate): "the spec is valid"
    case (.invalidFile, .validate): "the spec is not valid"
    case (.stalePlan, .rollback):
      "the report is of another account or API host, or AWS has changed since"
    case (.invalidFile, .rollback): "the report is not valid"
    case (.wrongUsage, .apply), (.wrongUsage, .rollback): meaning
    case (.wrongUsage, _): "wrong usage"
    default: meaning
    }
  }

  /// The codes that several bindings are merged by, the highest-ranking first.
  private static let ranking: [ExitCode] = [.failed, .partial, .held, .changesPending, .done]

  /// The run's code, from those of its bindings: the highest-ranking of 1, 5, 3, 2, 0.
  ///
  /// A code outside this ranking is not a binding's but the run's own, and outranks them all.
  static func merged(_ codes: some Sequence<ExitCode>) -> ExitCode {
    codes.min { rank($0) < rank($1) } ?? .done
  }

  private static func rank(_ code: ExitCode) -> Int { ranking.firstIndex(of: code) ?? -1 }
}
