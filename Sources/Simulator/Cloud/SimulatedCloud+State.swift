import AWS
import Core
import Crypto
import SigV4

// One request from the front door to its answer, under the lock.
extension SimulatedCloud.State {
  /// Checks a request, and begins its entry in the journal.
  mutating func admit(_ request: ReceivedRequest, now: Int, signing: Int) -> Admission {
    requestCount += 1
    let number = requestCount
    let service = request.service
    let envelope = Envelope(
      service: service ?? .sts,
      requestId: Self.requestId(number),
      time: signing
    )
    let name = service.flatMap { request.operationName(of: $0) } ?? ""
    operationCounts[name, default: 0] += 1
    var entry = Journal.Entry(
      number: number,
      service: service?.rawValue ?? "",
      operation: name,
      region: request.region ?? "",
      isMutating: Operation(rawValue: name)?.isMutating ?? false,
      at: now
    )
    var admission = Admission(
      number: number,
      numberOfOperation: operationCounts[name] ?? 1,
      envelope: envelope,
      refusal: HTTPResponse(status: 500),
      faults: faults
    )
    do throws(ServiceError) {
      guard let service else { throw .refused(.missingAuthorization, by: .sts) }
      let inquiry = try door.admit(request, to: service, now: now, signingTime: signing)
      entry.account = inquiry.caller.account
      admission.inquiry = inquiry
    } catch {
      admission.refusal = envelope.response(error)
      entry.status = error.status
      entry.errorCode = error.code
    }
    journal.append(entry, atMost: journalLength)
    return admission
  }

  /// The world as it is now; worked out once for all who ask at one time.
  mutating func observed(at now: Int, observedAt: Int) -> Observation {
    if let latest, latest.now == now, latest.seen.observedAt == observedAt { return latest.seen }
    let seen = world.observed(at: now, observedAt: observedAt)
    latest = (now, seen)
    return seen
  }

  /// Carries out an admitted request as far as its fault lets it, and ends its entry.
  mutating func settle(
    _ inquiry: Inquiry,
    _ admission: Admission,
    _ fault: Fault?
  ) -> Result<HTTPResponse, TransportError> {
    let envelope = admission.envelope
    let service = inquiry.operation.service
    switch fault {
    case nil:
      return .success(note(perform(inquiry, envelope), admission))
    case .throttled:
      return .success(note(envelope, .throttled(service), admission))
    case .refused(let code, let message, let status):
      return .success(
        note(envelope, ServiceError(code, message, status: status), admission)
      )
    case .serverError(let moment):
      if moment == .afterEffect { _ = perform(inquiry, envelope) }
      return .success(note(envelope, .failure(service), admission))
    case .connectionReset(let moment):
      if moment == .afterEffect { _ = perform(inquiry, envelope) }
      return .failure(TransportError(.cutOff, detail: "connection reset by peer"))
    case .notConnected:
      return .failure(TransportError(.notConnected, detail: "connection refused"))
    case .cutOffBody:
      var response = perform(inquiry, envelope).response
      response.body.removeLast(response.body.count - response.body.count / 2)
      return .success(note((response, nil), admission))
    }
  }

  private mutating func perform(
    _ inquiry: Inquiry,
    _ envelope: Envelope
  ) -> (response: HTTPResponse, errorCode: String?) {
    if inquiry.operation.isMutating { latest = nil }
    do throws(ServiceError) {
      let reply = try reply(to: inquiry)
      return (envelope.response(reply, to: inquiry.operation.rawValue), nil)
    } catch {
      return (envelope.response(error), error.code)
    }
  }

  private mutating func reply(to inquiry: Inquiry) throws(ServiceError) -> Reply {
    switch inquiry.operation.service {
    case .elbv2: return .xml(try world.answerELBv2(inquiry))
    case .sts: return .xml(try door.sessions.answer(inquiry))
    case .ec2:
      return .xml(
        try world.withEstate(inquiry.place) { estate throws(ServiceError) in
          try estate.answerEC2(inquiry)
        }
      )
    case .mwaa:
      return .json(
        try world.withEstate(inquiry.place) { estate throws(ServiceError) in
          try estate.answerMWAA(inquiry)
        }
      )
    case .acm: return .json(try world.answerACM(inquiry))
    }
  }

  private mutating func note(
    _ envelope: Envelope,
    _ error: ServiceError,
    _ admission: Admission
  ) -> HTTPResponse {
    note((envelope.response(error), error.code), admission)
  }

  private mutating func note(
    _ answer: (response: HTTPResponse, errorCode: String?),
    _ admission: Admission
  ) -> HTTPResponse {
    // The last entry but for requests that came while a fault plan thought about this one.
    if let index = journal.entries.lastIndex(where: { $0.number == admission.number }) {
      journal.entries[index].status = answer.response.status
      journal.entries[index].errorCode = answer.errorCode
    }
    return answer.response
  }

  /// A request id in the form of a UUID, made of the request's number.
  private static func requestId(_ number: Int) -> String {
    let bytes = (0..<6).map { UInt8(truncatingIfNeeded: number >> (40 - 8 * $0)) }
    return "00000000-0000-4000-8000-" + Hex.encode(bytes)
  }
}
