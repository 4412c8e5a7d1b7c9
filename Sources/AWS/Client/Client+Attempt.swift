import SigV4

extension Client {
  /// Signs a call with the time of now, sends it once, and reads the answer.
  func attempt<Output>(
    _ permitted: PermittedCall<Output>,
    number: Int
  ) async throws(ServiceError) -> Answer<Output> {
    let call = permitted.call
    let host = host(of: call.operation.service)
    var request = request(call, to: host)
    let keys = call.operation.isSigned ? try await keys(for: call.operation) : nil
    if let keys {
      try sign(&request, of: permitted, with: keys, for: host.signingRegion ?? region)
    }

    let start = clock.milliseconds()
    let response: HTTPResponse
    do throws(TransportError) {
      response = try await transport.send(request)
    } catch {
      record(call.operation, host, number, start, failure: error.kind)
      throw .transport(operation: call.operation, host: host.name, error)
    }
    let answer = WireAnswer(response, to: call.operation, hiding: keys?.sessionToken)
    record(call.operation, host, number, start, status: answer.status, answer.requestID)
    return try read(answer, of: call, from: host)
  }

  private func read<Output>(
    _ answer: WireAnswer,
    of call: Call<Output>,
    from host: APIHost
  ) throws(ServiceError) -> Answer<Output> {
    if let fault = answer.fault {
      throw .service(fault)
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

  private func keys(for operation: APIOperation) async throws(ServiceError) -> Credentials {
    do throws(CredentialError) {
      return try await credentials.credentials()
    } catch {
      throw .credentials(operation: operation, error)
    }
  }

  /// A call as it is sent, but for its signature.
  private func request<Output>(_ call: Call<Output>, to host: APIHost) -> HTTPRequest {
    HTTPRequest(
      method: call.message.method,
      origin: host.origin,
      path: host.pathPrefix + call.message.path,
      query: call.message.query,
      headers: [HTTPHeader("Host", host.name)] + call.message.headers
        + [HTTPHeader("User-Agent", userAgent)],
      body: call.message.body
    )
  }

  private func sign<Output>(
    _ request: inout HTTPRequest,
    of permitted: PermittedCall<Output>,
    with keys: Credentials,
    for region: RegionName
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
      headers: request.headers.filter { $0.name != "User-Agent" }
        .map { SigningRequest.Header($0.name, $0.value) },
      body: request.body
    )
    do throws(SigningError) {
      let now = clock.seconds()
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
    _ attempt: Int,
    _ start: Int,
    status: Int? = nil,
    _ requestID: String? = nil,
    failure: TransportError.Kind? = nil
  ) {
    observer?(
      RequestRecord(
        operation: operation,
        host: host.name,
        attempt: attempt,
        status: status,
        failure: failure,
        milliseconds: clock.milliseconds() - start,
        requestID: requestID
      )
    )
  }
}
