import Core
import Engine
import Synchronization

/// Tells on standard error what an apply is doing, while it does it.
///
/// On a terminal a wait is one line that is drawn over; elsewhere a line is written whenever the
/// number of healthy targets changes. Where the log tells of writes, their lines are the log's: with
/// `--quiet` too.
final class ProgressTeller: Sendable {
  private let session: Session
  private let redraws: Bool
  private let lastHealthy = Mutex<[String: Int]>([:])

  init(_ session: Session, redraws: Bool) {
    self.session = session
    self.redraws = redraws
  }

  func tell(_ binding: String, _ progress: Progress) {
    if case .ended(let outcome) = progress, session.log.level <= .info {
      let answer = outcome.requestId.flatMap { session.answers[$0] }
      return session.log.write(outcome, of: binding, answer: answer)
    }
    guard !session.isQuiet else { return }
    switch progress {
    case .writing(let change): show("\(binding): \(ChangeText.summary(change)) …")
    case .ended(let outcome):
      let result = outcome.result == .applied ? "done" : outcome.result.rawValue
      session.log.progress("\(binding): \(ChangeText.summary(outcome.change)): \(result)")
    case .waiting(let healthy, let count, let seconds):
      let health = "\(binding): \(healthy) of \(Counting.text(count, "target")) healthy"
      show("\(health), waiting \(Self.duration(seconds)) more at most")
      let isNews = lastHealthy.withLock { $0.updateValue(healthy, forKey: binding) != healthy }
      if isNews, !redraws { session.log.progress(health) }
    case .verifying: show("\(binding): looking at the result …")
    }
  }

  private func show(_ line: String) { session.console.progress(line.printable) }

  /// `4m50s`, as specs write durations.
  static func duration(_ seconds: Int) -> String {
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
    let shown = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    return shown.isEmpty ? "0s" : shown
  }
}
