import AWS
import Core
import Documents
import Engine

/// `mooring apply` and `mooring rollback`: plan, ask, apply, verify, report.
struct ApplyCommand {
  let arguments: ApplyArguments
  let session: Session
  let terminal: Terminal

  /// Takes these steps, in this order, so that nothing is written before everything is known.
  ///
  /// 1. Somebody can approve, the lock is ours, the report can be written.
  /// 2. All bindings are observed; a saved plan still holds for each of them.
  /// 3. The plan is shown and approved; after a question all is observed again.
  /// 4. The bindings are applied, one's failure leaving the others alone, and the report told.
  func run() async throws(CommandFailure) -> ExitCode {
    let keyboard = arguments.isApproved ? nil : Keyboard(isInputTaken: readsStandardInput)
    guard arguments.isApproved || keyboard != nil else {
      throw Approval.nobody(for: arguments.command)
    }
    let start = session.now
    let lock = try takeLock(at: start)
    defer { lock?.release() }
    try CommandFiles.checkWritable(arguments.report)

    let past = try report()
    var connection = arguments.connection
    if let region = past?.region { connection.flags.region = region }
    let observer = try Observer(connection, session)
    var work = try await work(observer, past, at: start)
    let isIdle = work.items.allSatisfy(\.approved.isEmpty)
    if !isIdle || !session.isQuiet {
      show(work.plan, past, isAsking: keyboard != nil && !isIdle)
    }
    if let keyboard, !isIdle {
      try Approval.ask(keyboard, session.console)
      work = try await work.approved(observer, at: session.now)
    }
    session.console.flush()

    let log = session.log
    Interruption.letWritesFinish { log.warning(Self.interrupted) }
    let bindings = await apply(work, observer)
    let end = session.now
    let report = Report(startedAt: start, finishedAt: end, bindings: bindings)
    try tell(report)
    return ExitCode(of: report)
  }

  private static let interrupted =
    "interrupted: what AWS was asked is waited for and reported, and nothing else is begun; a second "
    + "signal ends the run at once"

  private var readsStandardInput: Bool {
    switch arguments.source {
    case .spec(let spec): spec.readsStandardInput
    case .savedPlan, .report: false
    }
  }

  private func takeLock(at start: Int) throws(CommandFailure) -> LockFile? {
    guard let path = arguments.lock else { return nil }
    let holder = LockFile.holder(startedAt: Timestamp(seconds: start).description)
    do throws(LockError) {
      return try LockFile(path: path, for: holder)
    } catch {
      switch error {
      case .held: throw CommandFailure(.locked, error.description)
      case .foreign, .notFile, .file: throw CommandFailure(.failed, error.description)
      }
    }
  }

  /// The report that is rolled back, if one is.
  private func report() throws(CommandFailure) -> RollbackReport? {
    guard case .report(let path, let only) = arguments.source else { return nil }
    return try RollbackReport(path: path, only: only)
  }

  private func work(
    _ observer: Observer,
    _ past: RollbackReport?,
    at start: Int
  ) async throws(CommandFailure) -> ApplyWork {
    switch arguments.source {
    case .spec(let spec):
      let bindings = try SpecFiles.bindings(spec)
      return await ApplyWork(for: bindings.map(Goal.spec), observer, at: start)
    case .savedPlan(let path):
      return try await ApplyWork(savedIn: path, observer, at: start)
    case .report:
      let rollbacks = past?.rollbacks ?? []
      let work = await ApplyWork(for: rollbacks.map(Goal.before), observer, at: start)
      try past?.check(work.plan)
      return work
    }
  }

  /// Applies all bindings, as many at the same time as requests are allowed.
  private func apply(_ work: ApplyWork, _ observer: Observer) async -> [BindingReport] {
    let teller = ProgressTeller(session, redraws: terminal.redraws)
    var permitted = observer
    permitted.access = observer.access.permitted(WritePermit())
    permitted.access.pattern.transport = UninterruptedTransport(
      transport: observer.access.pattern.transport
    )
    let applier = Applier(observer: permitted) { teller.tell($0, $1) }
    return await inParallel(work.items, atMost: arguments.connection.parallelism) { item in
      switch item {
      case .apply(let approved, let plan, let seen):
        await applier.apply(approved, from: plan, seen: seen)
      case .failed(let name, let reason):
        BindingReport(name: name, status: .failed, error: reason)
      }
    }
  }

  private func show(_ plan: Plan, _ past: RollbackReport?, isAsking: Bool) {
    let text = PlanText.text(
      of: plan,
      under: past?.heading,
      isColored: session.isColored,
      columns: session.columns
    )
    switch arguments.format {
    case .text: session.console.result(text + "\n")
    case .json: if isAsking { session.console.note(text) }
    }
  }

  /// The result, then the file; targets in trouble are warned of even where all is in step.
  private func tell(_ report: Report) throws(CommandFailure) {
    let file = try CommandFiles.document { () throws(DocumentError) in
      try ReportDocument.encode(report, tool: Version.tool)
    }
    if report.isIdle, session.isQuiet {
      for binding in report.bindings {
        for finding in binding.findings where finding.code == .targetUnhealthy {
          session.log.warning("\(finding.message) \(finding.remedy)", ["binding": binding.name])
        }
      }
    } else {
      switch arguments.format {
      case .text:
        session.console.progress(nil)
        if terminal.redraws, terminal.isOutput, report.hasAttempts { session.console.note("") }
        session.console.result(
          ReportText.text(
            of: report,
            by: arguments.command,
            savedIn: arguments.report,
            isColored: session.isColored,
            columns: session.columns
          )
        )
      case .json:
        session.console.result(file)
        session.tellFailures(of: report)
      }
    }
    if let path = arguments.report { try CommandFiles.write(file, to: path) }
  }
}
