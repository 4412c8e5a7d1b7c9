import AWS
import Core

extension Applier {
  /// Registers the targets of one call; where the group is full, those fit that others make room for.
  ///
  /// Who makes room is the ``RemovalRun``'s to say, from a fresh observation each time; never more
  /// than registrations were refused.
  func register(
    _ targets: [Target],
    of change: Change,
    because reason: String,
    _ run: inout ApplyRun,
    _ writer: Writer
  ) async {
    var rest = targets
    var fitting = targets.count
    // Places that were made, and those of them that are not taken yet.
    var room = 0
    var free = 0
    var attempts = 0
    while !rest.isEmpty {
      let next = Array(rest.prefix(fitting))
      let made = await make(change.narrowed(to: next), because: reason, &run, writer)
      if made.outcome.result == .applied {
        end(made.outcome, &run)
        rest.removeFirst(next.count)
        free = max(0, free - next.count)
        fitting = rest.count
        continue
      }
      guard made.errorCode == "TooManyTargets", !Task.isCancelled else {
        return fail(change.narrowed(to: rest), made.outcome, &run)
      }
      // AWS may count those that just left for a moment longer.
      attempts += 1
      if free >= next.count, attempts <= Self.mostAttempts {
        await writer.client.clock.sleep(milliseconds: 1000 * attempts)
        continue
      }
      guard let plan = try? await fresh(&run), plan.stillWants(.registerTargets(rest)) else {
        return fail(change.narrowed(to: rest), made.outcome, &run)
      }
      switch run.removals.room(for: rest, atMost: targets.count - room, in: plan) {
      case .none(let held):
        return end(Outcome(held), &run)
      case .made(by: let removal):
        let left = await make(removal.change, because: removal.reason, &run, writer).outcome
        end(left, &run)
        guard left.result == .applied else {
          return fail(change.narrowed(to: rest), made.outcome, &run)
        }
        fitting = removal.change.targets.count
        room += fitting
        free = fitting
        attempts = 0
      }
    }
  }

  /// Says of all targets that are left what became of the call that some of them were in.
  private func fail(_ rest: Change, _ outcome: Outcome, _ run: inout ApplyRun) {
    var outcome = outcome
    outcome.change = rest
    end(outcome, &run)
  }
}
