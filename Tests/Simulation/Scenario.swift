import Core
import Simulator
import TestSupport

/// Everything that a seed decides: the world, the spec, what is run, and what goes wrong when.
package struct Scenario: Sendable {
  package let seed: UInt64
  var harbour: Harbour
  var limits = Limits()

  /// What is run before all is calm.
  var commands: [Command] = []

  /// All interfaces that the endpoint may have, whether they are there at first or not.
  var interfaces: [NetworkInterface] = []

  /// What the endpoint's addresses answer to a health check of a path; others answer as ever.
  var answersByPath: [String: Int] = [:]

  package var troubles: [Trouble] = []

  enum Command: Hashable, Sendable {
    case plan
    case apply
    /// Applies what the last plan saved, if AWS is still what it was planned from.
    case applySaved
  }
}
