import Core
import Documents
import Engine
import SpecFile

/// What an apply is about to do, observed and approved binding by binding; nothing is written yet.
struct ApplyWork: Sendable {
  enum Item: Hashable, Sendable {
    /// The approved changes, the plan of the latest observation, and what it was made from.
    case apply([PlannedChange], from: BindingPlan, seen: Observation)
    case failed(name: String, reason: String)

    var approved: [PlannedChange] {
      if case .apply(let approved, _, _) = self { approved } else { [] }
    }
  }

  /// As it is shown before the question.
  let plan: Plan

  let items: [Item]

  /// Plans for the goals: what is planned is what is applied.
  init(for goals: [Goal], _ observer: Observer, at second: Int) async {
    let world = World.live(observer)
    let sights = await world.sights(of: goals.map(\.binding))
    let results = zip(goals, sights).map { world.plan($0, from: $1) }.refusingSharedGroups()
    plan = Plan(createdAt: second, source: .live, bindings: results)
    items = zip(results, sights).map { result, sight in
      switch (result, sight) {
      case (.planned(let plan), .success(let seen)):
        .apply(plan.changes, from: plan, seen: seen)
      case (.planned, .failure(let error)): .failed(name: result.name, reason: "\(error)")
      case (.failed(let failed), _): .failed(name: result.name, reason: failed.reason)
      }
    }
  }

  /// Reads a saved plan and observes all its bindings again.
  ///
  /// - Throws: `stalePlan` where AWS is no longer what one of them was planned from, and `failed`
  ///   where that can't be told.
  init(savedIn path: String, _ observer: Observer, at second: Int) async throws(CommandFailure) {
    let saved = try Self.read(path)
    let planned = saved.bindings.filter { $0.error == nil }
    let spec = try CommandFiles.document { () throws(DocumentError) in try saved.specDocument() }
    let bindings = planned.isEmpty ? [] : try SpecFiles.bindings(carriedBy: path, "plan", spec)
    let reviewed = zip(planned, bindings).map { planned, binding in
      Reviewed(goal: .spec(binding), changes: planned.changes, fingerprint: planned.fingerprint)
    }
    let fresh = try await Self.observe(reviewed, of: "\(path): ", observer, at: second)
    plan = fresh.plan
    items =
      fresh.items
      + saved.bindings.compactMap { binding in
        binding.error.map { .failed(name: binding.name, reason: "It was not planned: \($0)") }
      }
  }

  /// The same work after somebody took time to approve it: all is observed again.
  ///
  /// - Throws: `stalePlan` where AWS is no longer what was shown, and `failed` where that can't be
  ///   told.
  func approved(_ observer: Observer, at second: Int) async throws(CommandFailure) -> ApplyWork {
    var reviewed: [Reviewed] = []
    for case .apply(let changes, let plan, _) in items {
      let fingerprint = try CommandFiles.document { () throws(DocumentError) in
        try plan.fingerprint()
      }
      reviewed.append(
        Reviewed(goal: plan.goal, changes: changes, fingerprint: fingerprint)
      )
    }
    let fresh = try await Self.observe(reviewed, of: "", observer, at: second)
    let failed = items.filter { if case .failed = $0 { true } else { false } }
    return ApplyWork(plan: fresh.plan, items: fresh.items + failed)
  }

  private init(plan: Plan, items: [Item]) {
    self.plan = plan
    self.items = items
  }

  /// What somebody has seen and approved of one binding.
  private struct Reviewed {
    var goal: Goal
    var changes: [PlannedChange]
    var fingerprint: String?
  }

  /// Observes what was reviewed again; what is planned now may only hold an approved change back.
  private static func observe(
    _ reviewed: [Reviewed],
    of file: String,
    _ observer: Observer,
    at second: Int
  ) async throws(CommandFailure) -> ApplyWork {
    let fresh = await ApplyWork(for: reviewed.map(\.goal), observer, at: second)
    var stale: [String] = []
    var items: [Item] = []
    for (review, item) in zip(reviewed, fresh.items) {
      switch item {
      case .failed(let name, let reason):
        throw CommandFailure(
          .failed,
          messages: [
            "\(name): \(reason)", "\(file)can't be compared with AWS. Nothing was written.",
          ]
        )
      case .apply(_, let plan, let seen):
        let fingerprint = try CommandFiles.document { () throws(DocumentError) in
          try plan.fingerprint()
        }
        if fingerprint == nil || fingerprint != review.fingerprint {
          stale.append(review.goal.binding.name)
        }
        items.append(.apply(review.changes, from: plan, seen: seen))
      }
    }
    guard stale.isEmpty, items.count == reviewed.count else {
      throw CommandFailure(
        .stalePlan,
        "\(file)AWS is no longer what the plan was made from, for \(Counting.list(stale)). "
          + "Nothing was written, for any binding. Plan and review again"
      )
    }
    let shown = items.compactMap(\.shown)
    return ApplyWork(plan: Plan(createdAt: second, source: .live, bindings: shown), items: items)
  }

  private static func read(_ path: String) throws(CommandFailure) -> SavedPlan {
    let bytes = try CommandFiles.read(path, limit: JSON.maximumByteCount)
    let saved = try CommandFiles.document { () throws(DocumentError) in
      try PlanDocument.decode(bytes, file: path)
    }
    guard saved.source == .live else {
      throw CommandFailure(
        .wrongUsage,
        "\(path): the plan was made from a snapshot, and is never applied. Plan again without "
          + "--snapshot"
      )
    }
    return saved
  }
}

extension ApplyWork.Item {
  /// The plan with the changes that were approved, but those that are held by now.
  fileprivate var shown: BindingResult? {
    guard case .apply(let approved, var plan, _) = self else { return nil }
    let held = Set(plan.held.map(\.change.action))
    plan.changes = approved.filter { !held.contains($0.change.action) }
    return .planned(plan)
  }
}
