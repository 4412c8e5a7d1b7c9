import SigV4

/// One attempt at a call, and what it shares with the others.
struct Attempt: Sendable {
  let invocation: Invocation

  /// From 1.
  let number: Int

  /// Why it follows another; nil for the first.
  let cause: RetryCause?

  /// Nil where the operation is not signed.
  let keys: Credentials?

  let lane: Lane

  /// The pace that it is sent at; see ``Pace``.
  let round: Int
}

extension Client {
  /// Signs a call with the time of now, sends it once, and reads the answer.
  func send<Output>(
    _ permitted: PermittedCall<Output>,
    _ attempt: Attempt
  ) async throws(AttemptFailure) -> Answer<Output> {
    let call = permitted.call
    let host = host(of: call.operation.service)
    let skew = clockSkew.seconds
    let signedAt = clock.seconds()
    var request = request(call, to: host)
    do throws(ServiceError) {
      if let keys = attempt.keys {
        let region = host.signingRegion ?? region
        try sign(&request, of: permitted, with: keys, in: region, at: signedAt + skew)
      }
    } catch {
      throw AttemptFailure(error: error)
    }
    request.headers += unsignedHeaders(attempt, at: signedAt + skew)

    let start = clock.milliseconds()
    let response: HTTPResponse
    do throws(TransportError) {
      response = try await transport.send(request)
    } catch {
      record(call.operation, host, attempt, start, failure: error.kind)
      throw AttemptFailure(
        error: .transport(operation: call.operation, host: host.name, error)
      )
    }
    let answer = WireAnswer(response, to: call.operation, hiding: attempt.keys?.sessionToken)
    record(call.operation, host, attempt, start, answer: answer)
    attempt.lane.learn(
      from: answer,
      round: attempt.round,
      after: attempt.cause,
      at: clock.milliseconds()
    )
    do throws(ServiceError) {
      return try read(answer, of: call, from: host)
    } catch {
      let time = answer.fault?.isAboutTime == true ? response.value(of: "Date") : nil
      throw AttemptFailure(
        error: error,
        retryAfterMilliseconds: response.retryAfterMilliseconds,
        skew: time.flatMap(HTTPDate.seconds).map {
          ClockSkew.Reading(measured: $0 - signedAt, used: skew)
        }
      )
    }
  }

  private func read<Output>(
    _ answer: WireAnswer,
    of call: Call<Output>,
    from host: APIHost
  ) throws(ServiceError) -> Answer<Output> {
    if let fault = answer.fault {
      throw .service(fault.asked(of: host, in: region, about: call.resource))
    }
    do throws(ReadingError) {
      return Answer(try call.read(answer.body), requestID: answer.requestID)
    } catch {
      switch error {
      case .missing(let member):
        throw .missingMember(
          operation: call.operation,
          member: member,
          requestID: answer.requestID
        )
      case .unreadable(let why):
        throw .unreadable(
          operation: call.operation,
          host: host.name,
          why: answer.explaining(why),
          requestID: answer.requestID
        )
      }
    }
  }

  /// A call as it is sent, but for its signature and what is never signed.
  private func request<Output>(_ call: Call<Output>, to host: APIHost) -> HTTPRequest {
    HTTPRequest(
      method: call.message.method,
      origin: host.origin,
      path: host.pathPrefix + call.message.path,
      query: call.message.query,
      headers: [HTTPHeader("Host", host.name)] + call.message.headers,
      body: call.message.body,
      totalMilliseconds: totalMilliseconds
    )
  }

  /// What a proxy may change on the way.
  private func unsignedHeaders(_ attempt: Attempt, at now: Int) -> [HTTPHeader] {
    let tracing = attempt.invocation.headers(
      attempt: attempt.number,
      of: retries.maximumAttempts,
      deadline: totalMilliseconds.map { now + $0 / 1000 }
    )
    return [HTTPHeader("User-Agent", userAgent.text)] + tracing
  }

  private func sign<Output>(
    _ request: inout HTTPRequest,
    of permitted: PermittedCall<Output>,
    with keys: Credentials,
    in region: RegionName,
    at now: Int
  ) throws(ServiceError) {
    let operation = permitted.call.operation
    let signer = Signer(
      credentials: keys,
      region: region.text,
      service: operation.service.signingName
    )
    let unsigned = SigningRequest(
      method: request.method,
      path: request.path,
      query: request.query,
      headers: request.headers.map { SigningRequest.Header($0.name, $0.value) },
      body: request.body
    )
    do throws(SigningError) {
      let key = try signingKeys.key(for: keys, scope: signer.scope(at: now))
      request.headers += try signer.sign(unsigned, at: now, with: key)
        .map { HTTPHeader($0.name, $0.value) }
    } catch {
      throw .signing(operation: operation, "\(error)")
    }
  }

  private func record(
    _ operation: APIOperation,
    _ host: APIHost,
    _ attempt: Attempt,
    _ start: Int,
    answer: WireAnswer? = nil,
    failure: TransportError.Kind? = nil
  ) {
    let code = answer?.fault.flatMap { $0.code == "\($0.status)" ? nil : $0.code }
    let record = RequestRecord(
      operation: operation,
      host: host.name,
      attempt: attempt.number,
      maximumAttempts: retries.maximumAttempts,
      status: answer?.status,
      code: code,
      failure: failure,
      milliseconds: clock.milliseconds() - start,
      requestID: answer?.requestID
    )
    observer?(.attempted(record))
  }
}
