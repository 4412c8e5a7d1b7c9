import Core

/// What a target gives back to a health check.
enum CheckAnswer: Hashable {
  case status(Int)
  case silence
}
