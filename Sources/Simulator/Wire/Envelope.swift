import AWS

/// What an operation answers, before its protocol gives it a form.
enum Reply {
  /// What stands in the result element or, for EC2, beside the request id.
  case xml(XMLWriter)
  case json(JSONText)
}

/// Writes answers and errors in the form of a service's protocol.
struct Envelope {
  let service: SimulatedService
  let requestId: String

  /// The time of the answer in seconds since 1970.
  let time: Int

  func response(_ reply: Reply, to operation: String) -> HTTPResponse {
    switch reply {
    case .json(let json): response(200, Array(json.text.utf8))
    case .xml(let content): response(200, wrapped(content.bytes, operation))
    }
  }

  func response(_ error: ServiceError) -> HTTPResponse {
    switch service.wireProtocol {
    case .query:
      return response(error.status, queryError(error))
    case .ec2:
      return response(error.status, ec2Error(error))
    case .json, .restJSON:
      // Access that is denied comes with a capital, all else without.
      let member = error.code == "AccessDeniedException" ? "Message" : "message"
      let message = JSONText.Member(member, .string(error.message))
      guard service.wireProtocol == .restJSON else {
        let body = JSONText.object([.init("__type", .string(error.code)), message])
        return response(error.status, Array(body.text.utf8))
      }
      var answer = response(error.status, Array(JSONText.object([message]).text.utf8))
      answer.headers.append(HTTPHeader("x-amzn-ErrorType", error.code))
      return answer
    }
  }

  private func wrapped(_ content: [UInt8], _ operation: String) -> [UInt8] {
    var writer = XMLWriter()
    if service.wireProtocol == .ec2 {
      writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
      writer.element("\(operation)Response", namespace: service.namespace) { response in
        response.text("requestId", requestId)
        response.append(content)
      }
    } else {
      writer.element("\(operation)Response", namespace: service.namespace) { response in
        response.element("\(operation)Result") { $0.append(content) }
        response.element("ResponseMetadata") { $0.text("RequestId", requestId) }
      }
    }
    return writer.bytes
  }

  private func queryError(_ error: ServiceError) -> [UInt8] {
    var writer = XMLWriter()
    writer.element("ErrorResponse", namespace: service.namespace) { response in
      response.element("Error") { body in
        body.text("Type", error.status >= 500 ? "Receiver" : "Sender")
        body.text("Code", error.code)
        body.text("Message", error.message)
      }
      response.text("RequestId", requestId)
    }
    return writer.bytes
  }

  private func ec2Error(_ error: ServiceError) -> [UInt8] {
    var writer = XMLWriter()
    writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    writer.element("Response") { response in
      response.element("Errors") { errors in
        errors.element("Error") { body in
          body.text("Code", error.code)
          body.text("Message", error.message)
        }
      }
      response.text("RequestID", requestId)
    }
    return writer.bytes
  }

  private func response(_ status: Int, _ body: [UInt8]) -> HTTPResponse {
    let type =
      switch service.wireProtocol {
      case .query: "text/xml"
      case .ec2: "text/xml;charset=UTF-8"
      case .json: "application/x-amz-json-1.1"
      case .restJSON: "application/json"
      }
    return HTTPResponse(
      status: status,
      headers: [
        HTTPHeader("x-amzn-RequestId", requestId),
        HTTPHeader("Content-Type", type),
        HTTPHeader("Date", HTTPDate.text(time)),
      ],
      body: body
    )
  }
}
