import Core
import Documents

extension Log {
  /// A line for the audit of a write that was made: what became of it, why it was made, and what it
  /// is found by in CloudTrail.
  ///
  /// The answer is AWS's status; it and the request's id are in none where it was lost.
  func write(_ outcome: Outcome, of binding: String, answer: String?) {
    let time = outcome.at.map { Timestamp(seconds: $0).description }
    info(
      "\(ChangeText.summary(outcome.change)): \(outcome.result.rawValue)",
      [
        "binding": binding,
        "action": outcome.change.action.word,
        "request": outcome.requestId ?? "none",
        "status": answer ?? "no answer",
        "at": time ?? "none",
        "why": outcome.reason,
        "error": outcome.error ?? "none",
      ]
    )
  }
}
