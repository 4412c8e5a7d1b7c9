/// One write as the checker sees it: what was asked, and what became of it.
struct Write: Sendable {
  enum Reply: Sendable {
    /// The client has AWS's answer, a success or a refusal.
    case heard(errorCode: String?)
    /// AWS surely did nothing.
    case undone
    /// The client can't know whether it took effect.
    case lost
  }

  let asked: Asked
  let number: Int
  let before: Truth
  let after: Truth
  let reply: Reply

  /// When it took effect, in milliseconds.
  let time: Int
}

/// A rule that was broken.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
  /// The request that broke it; nil where a whole run did.
  package var request: Int?
  package var what: String
  package var rule: String

  package var description: String {
    let place = request.map { "request \($0), " } ?? ""
    return "\(place)\(what): \(rule)"
  }
}
