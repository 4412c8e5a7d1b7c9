package import Core

/// What an apply is doing, told as it happens to whoever waits at the terminal.
package enum Progress: Hashable, Sendable {
  case writing(Change)
  case ended(Outcome)

  /// So many of the awaited targets are healthy; seconds until the wait ends.
  case waiting(healthy: Int, of: Int, secondsLeft: Int)

  case verifying
}

/// Takes a binding's name and what is being done for it.
package typealias ProgressListener = @Sendable (_ binding: String, Progress) -> Void
