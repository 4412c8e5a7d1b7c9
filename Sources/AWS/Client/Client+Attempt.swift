import SigV4

extension Client {
  /// Signs a call with the time of now, sends it once, and reads the answer.
  func attempt<Output>(
    _ permitted: PermittedCall<Output>,
    number: Int
  ) async throws(ServiceError) -> Answer<Output> {
    let call = permitted.call
    let host = host(of: call.operation.service)
    let keys = try await keys(for: call.operation)
    let request = try signed(permitted, for: host, with: keys)

    let start = clock.milliseconds()
    let response: HTTPResponse
    do throws(TransportError) {
      response = try await transport.send(request)
    } catch {
      record(call.operation, host, number, start, failure: error.kind)
      throw .transport(operation: call.operation, host: host.name, error)
    }
    let answer = WireAnswer(response, to: call.operation, hiding: keys.sessionToken)
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
          why: why,
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

  private func signed<Output>(
    _ permitted: PermittedCall<Output>,
    for host: APIHost,
    with keys: Credentials
  ) throws(ServiceError) -> HTTPRequest {
    let operation = permitted.call.operation
    let message = permitted.call.message
    let signer = Signer(
      credentials: keys,
      region: region.text,
      service: operation.service.signingName
    )
    let path = host.pathPrefix + message.path
    let headers = [HTTPHeader("Host", host.name)] + message.headers
    let request = SigningRequest(
      method: message.method,
      path: path,
      headers: headers.map { SigningRequest.Header($0.name, $0.value) },
      body: message.body
    )
    let added: [SigningRequest.Header]
    do throws(SigningError) {
      let now = clock.seconds()
      let key = try signingKeys.key(for: keys, scope: signer.scope(at: now))
      added = try signer.sign(request, at: now, with: key)
    } catch {
      throw .signing(operation: operation, "\(error)")
    }
    return HTTPRequest(
      method: message.method,
      origin: host.origin,
      path: path,
      headers: headers + added.map { HTTPHeader($0.name, $0.value) }
        + [HTTPHeader("User-Agent", userAgent)],
      body: message.body
    )
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
