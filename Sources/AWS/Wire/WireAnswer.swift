import SigV4

/// An HTTP answer as an operation's answer: its body, or the error in it.
struct WireAnswer: Hashable, Sendable {
  let status: Int
  let body: [UInt8]
  let requestID: String?

  /// What AWS refused or failed; nil for a success.
  let fault: ServiceFault?

  private let response: HTTPResponse
  private let format: Service.ErrorFormat

  /// Reads an answer to a request that carried a session token; nil for one without.
  init(
    _ response: HTTPResponse,
    to operation: APIOperation,
    hiding token: Secret? = nil
  ) {
    status = response.status
    body = response.body
    let isError = !(200..<300).contains(response.status)
    let heading = response.value(of: "x-amzn-requestid") ?? response.value(of: "x-amz-request-id")
    format = operation.service.errorFormat
    self.response = response

    guard isError else {
      requestID = heading ?? (format == .xml ? XMLElement.requestID(in: response.body) : nil)
      fault = nil
      return
    }
    let said: FaultBody =
      switch format {
      case .xml: FaultBody(xml: response.body)
      case .json: FaultBody(json: response)
      }
    requestID = heading ?? said.requestID
    fault = ServiceFault(
      operation: operation,
      status: response.status,
      code: said.code ?? "\(response.status)",
      message: Self.shown(said.message ?? "", hiding: token),
      requestID: requestID
    )
  }

  /// Why the body can't be read, with what its headers tell of it.
  func explaining(_ why: String) -> String {
    oddity.map { "\(why); \($0)" } ?? why
  }

  /// What the headers tell of a body that can't be read; nil where they are as AWS's.
  ///
  /// A wrong content type alone is no error: the body decides, as it does for AWS's own clients.
  private var oddity: String? {
    if let encoding = response.value(of: "content-encoding"), encoding.lowercased() != "identity" {
      return "it is encoded as \(Self.shown(encoding)), which was not asked for"
    }
    guard let type = response.value(of: "content-type") else { return nil }
    let expected =
      switch format {
      case .xml: "xml"
      case .json: "json"
      }
    return type.lowercased().contains(expected) ? nil : "its content type is \(Self.shown(type))"
  }

  /// What is shown of AWS's sentence: its first line, of a bounded length.
  ///
  /// After a wrong signature AWS goes on with the whole canonical request, session token included.
  private static func shown(_ message: String, hiding token: Secret? = nil) -> String {
    let start = message.drop { $0.isWhitespace }
    // Control characters would have their way with a terminal.
    let line = start.prefix { !$0.isNewline }.prefix(4000).filter { character in
      !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    return String(line).hiding([token])
  }
}

extension HTTPResponse {
  /// The first value of a header, its blanks trimmed; nil when there is none, or an empty one.
  package func value(of name: String) -> String? {
    guard let header = headers.first(where: { HeaderField.areSameName($0.name, name) }) else {
      return nil
    }
    let value = HeaderField.canonicalValue(header.value)
    return value.isEmpty ? nil : value
  }
}
