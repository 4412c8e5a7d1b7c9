/// What the request log says of one attempt; never a header or a body.
package struct RequestRecord: Hashable, Sendable {
  package var operation: APIOperation
  package var host: String

  /// From 1.
  package var attempt: Int

  package var maximumAttempts: Int

  /// The HTTP status; nil where no answer came.
  package var status: Int?

  /// AWS's code of an error, such as `Throttling`; nil where the answer is none, or names none.
  package var code: String?

  /// Why no answer came; nil where one did.
  package var failure: TransportError.Kind?

  package var milliseconds: Int
  package var requestID: String?

  package init(
    operation: APIOperation,
    host: String,
    attempt: Int,
    maximumAttempts: Int,
    status: Int?,
    code: String? = nil,
    failure: TransportError.Kind?,
    milliseconds: Int,
    requestID: String?
  ) {
    self.operation = operation
    self.host = host
    self.attempt = attempt
    self.maximumAttempts = maximumAttempts
    self.status = status
    self.code = code
    self.failure = failure
    self.milliseconds = milliseconds
    self.requestID = requestID
  }
}
