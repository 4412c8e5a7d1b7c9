import AWS

/// What the front door decided about one request.
struct Admission {
  var number: Int
  var numberOfOperation: Int
  var envelope: Envelope

  /// Nil where the request is refused.
  var inquiry: Inquiry?

  /// The answer to a request that is refused.
  var refusal: HTTPResponse

  var faults: FaultPlan?

  func arrival(of inquiry: Inquiry) -> Arrival {
    Arrival(
      number: number,
      numberOfOperation: numberOfOperation,
      service: inquiry.operation.service.rawValue,
      operation: inquiry.operation.rawValue,
      isMutating: inquiry.operation.isMutating,
      account: inquiry.caller.account,
      region: inquiry.region
    )
  }
}
