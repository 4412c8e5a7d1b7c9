import SigV4

/// Lets in the requests that are signed as AWS wants it, and says why the others are not.
struct FrontDoor {
  var sessions: Sessions
  private var keys = SigningKeyCache()

  /// The actions that IAM denies everybody, such as `elasticloadbalancing:RegisterTargets`.
  var deniedActions: Set<String> = []

  init(sessions: Sessions) { self.sessions = sessions }

  /// Verifies a request and reads its call.
  ///
  /// The call has its effects at `now`, in milliseconds; signatures are compared with another clock,
  /// in seconds.
  mutating func admit(
    _ request: ReceivedRequest,
    to service: SimulatedService,
    now: Int,
    signingTime: Int
  ) throws(ServiceError) -> Inquiry {
    if let region = request.hostRegion, let claimed = request.region, region != claimed {
      throw .wrongRegion(region, service)
    }
    let principal = try verify(request, service, signingTime: signingTime)
    if sessions.isExpired(principal.accessKeyID, at: signingTime) { throw .expiredToken(service) }
    guard let caller = sessions.principal(of: principal.accessKeyID) else {
      throw .refused(.unknownAccessKey(principal.accessKeyID), by: service)
    }
    guard let name = request.operationName(of: service) else {
      throw service.wireProtocol == .restJSON
        ? ServiceError("UnknownOperationException", "There is no such operation", status: 404)
        : ServiceError("MissingAction", "The request names no action")
    }
    guard let operation = Operation(rawValue: name), operation.service == service else {
      throw .invalidAction(name, service)
    }
    if deniedActions.contains(operation.action) {
      throw .denied(operation, to: caller)
    }
    guard let parameters = request.parameters(of: service) else {
      throw ServiceError("SerializationException", "The body of the request is not a JSON object")
    }
    return Inquiry(
      operation: operation,
      parameters: parameters,
      caller: caller,
      region: principal.scope.region,
      now: now,
      signingTime: signingTime
    )
  }

  private mutating func verify(
    _ request: ReceivedRequest,
    _ service: SimulatedService,
    signingTime: Int
  ) throws(ServiceError) -> SignatureVerifier.Verified {
    let sessions = sessions
    do throws(VerificationError) {
      return try SignatureVerifier(service: service.rawValue).verify(
        request.signed,
        knowing: request.authorization,
        at: signingTime,
        keys: &keys
      ) { sessions.credentials(of: $0) }
    } catch {
      throw .refused(error, by: service)
    }
  }
}
