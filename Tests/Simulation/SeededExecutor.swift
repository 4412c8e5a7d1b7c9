import Synchronization
import TestSupport

/// Runs tasks one job at a time on the thread that drives it, in an order that a seed decides.
///
/// Two runs with one seed interleave alike; another seed may bring another order.
final class SeededExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var generator: SeededGenerator
  }

  private let state: Mutex<State>

  init(seed: UInt64) {
    state = Mutex(State(generator: SeededGenerator(seed: seed)))
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
  }

  /// Runs one of the jobs that can go on; false where there is none.
  func runOne() -> Bool {
    let next: UnownedJob? = state.withLock { state in
      guard !state.jobs.isEmpty else { return nil }
      let index = Int.random(in: state.jobs.indices, using: &state.generator)
      return state.jobs.remove(at: index)
    }
    guard let next else { return false }
    next.runSynchronously(on: asUnownedTaskExecutor())
    return true
  }
}
