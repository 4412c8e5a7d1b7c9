import Core
import Documents
import Engine

/// `mooring check`: every requirement, one by one, with the remedy of each that fails.
struct CheckCommand {
  let arguments: CheckArguments
  let session: Session

  func run() async throws(CommandFailure) -> ExitCode {
    let bindings = try SpecFiles.bindings(arguments.spec)
    let world = try World(
      snapshot: arguments.snapshot,
      arguments.connection,
      session,
      depth: .check
    )
    let prober = arguments.isProbing ? try TargetProber(arguments.connection) : nil
    let results = await world.checks(of: bindings, probing: prober)
    if !session.isQuiet || results.contains(where: \.isAmiss) {
      switch arguments.format {
      case .text:
        session.console.result(
          CheckText.text(of: results, isColored: session.isColored, columns: session.columns)
        )
      case .json:
        session.console.result(
          try CommandFiles.document { () throws(DocumentError) in
            try CheckResult.json(of: results).documentBytes()
          }
        )
        tellFailures(of: results)
      case .markdown:
        session.console.result(CheckMarkdown.text(of: results))
        tellFailures(of: results)
      }
    }
    return ExitCode(of: results)
  }

  private func tellFailures(of results: [CheckResult]) {
    session.tellFailures(
      of: results.compactMap { if case .failed(let failed) = $0 { .failed(failed) } else { nil } }
    )
  }
}

extension World {
  /// The check of each binding, or why there is none; with a prober the addresses are asked too.
  func checks(
    of bindings: [Binding],
    probing prober: TargetProber? = nil
  ) async -> [CheckResult] {
    let sights = await sights(of: bindings)
    let plans = zip(bindings, sights).map { plan(.spec($0), from: $1) }.refusingSharedGroups()
    var results: [CheckResult] = []
    for (result, sight) in zip(plans, sights) {
      switch (result, sight) {
      case (.planned(let plan), .success(let observation)):
        var check = Check(of: plan, in: observation)
        if let prober {
          let sightings = await prober.ask(plan.probeQuestions(in: observation))
          check.add(sightings, for: plan.healthCheckCall(in: observation))
        }
        results.append(.checked(check))
      case (.failed(let failed), _):
        results.append(.failed(failed))
      case (.planned(let plan), .failure(let error)):
        results.append(.failed(FailedBinding(binding: plan.binding, reason: "\(error)")))
      }
    }
    return results
  }
}

extension CheckResult {
  /// Whether there is something to act on, or to look at.
  fileprivate var isAmiss: Bool {
    switch self {
    case .checked(let check): check.verdict >= .warn
    case .failed: true
    }
  }
}

extension ExitCode {
  /// 2 where a requirement fails, 1 where a binding could not be looked at.
  init(of results: [CheckResult]) {
    self = .merged(
      results.map { result in
        switch result {
        case .failed: .failed
        case .checked(let check): check.verdict == .fail ? .changesPending : .done
        }
      }
    )
  }
}
