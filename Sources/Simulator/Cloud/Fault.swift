package import Core

/// What goes wrong with one request, on the way or in AWS.
package enum Fault: Hashable, Sendable {
  /// When something breaks: before the request had an effect, or after.
  package enum Moment: Hashable, Sendable {
    case beforeEffect
    case afterEffect
  }

  /// AWS answers that the rate is exceeded; nothing happens.
  case throttled
  /// AWS answers a status 500.
  case serverError(Moment)
  /// The connection is reset and no answer comes.
  case connectionReset(Moment)
  /// Nothing was sent: no connection was made.
  case notConnected
  /// The effect took place, and the answer ends in the middle of its body.
  case cutOffBody
  /// AWS refuses with an error of its own choice; nothing happens.
  case refused(code: String, message: String, status: Int)
}

/// A request about which a fault plan decides; it is signed as it should be.
package struct Arrival: Hashable, Sendable {
  /// Counts from 1, as ``Journal/Entry/number`` does.
  package var number: Int

  /// Counts the requests of this operation, from 1.
  package var numberOfOperation: Int

  /// The service's signing name.
  package var service: String

  package var operation: String
  package var isMutating: Bool
  package var account: AccountID
  package var region: String
}

/// Decides what goes wrong with each request; nil for nothing.
///
/// It may edit the cloud, and so change the world between two requests.
package typealias FaultPlan = @Sendable (Arrival) -> Fault?
