import Synchronization

/// Many lives, lived on all cores; each has an executor and a clock of its own.
package struct Sum: Sendable {
  package private(set) var counts = Counts()
  package private(set) var failed: [SimulationResult] = []

  /// Of all stories, whatever the order in which they were lived.
  package private(set) var hash: UInt64 = 0

  /// Lives the lives of some seeds; to the first that breaks a rule, if so asked.
  package static func of(
    _ seeds: Range<UInt64>,
    stopsAtFirst: Bool = false,
    live: @escaping @Sendable (UInt64) -> SimulationResult
  ) async -> Sum {
    let crew = Crew(next: seeds.lowerBound)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.cores {
        group.addTask {
          while let seed = crew.take(before: seeds.upperBound) {
            let result = live(seed)
            crew.add(result, endsAll: stopsAtFirst && !result.violations.isEmpty)
          }
        }
      }
    }
    return crew.sum
  }

  /// No more tasks run at a time than there are cores.
  private static let cores = 64

  fileprivate mutating func add(_ result: SimulationResult) {
    counts += result.counts
    hash ^= result.story.hash &* (2 * result.seed + 1)
    if !result.violations.isEmpty { failed.append(result) }
  }
}

/// Hands out seeds, and takes what they came to.
private final class Crew: Sendable {
  private struct State {
    var next: UInt64
    var isOver = false
    var sum = Sum()
  }

  private let state: Mutex<State>

  init(next: UInt64) { state = Mutex(State(next: next)) }

  var sum: Sum { state.withLock { $0.sum } }

  func take(before end: UInt64) -> UInt64? {
    state.withLock { state in
      guard !state.isOver, state.next < end else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func add(_ result: SimulationResult, endsAll: Bool) {
    state.withLock { state in
      state.sum.add(result)
      state.isOver = state.isOver || endsAll
    }
  }
}
