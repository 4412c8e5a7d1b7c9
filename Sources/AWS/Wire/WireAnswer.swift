import SigV4

/// An HTTP answer as an operation's answer: its body, or the error in it.
struct WireAnswer: Hashable, Sendable {
  let status: Int
  let body: [UInt8]
  let requestID: String?

  /// What AWS refused or failed; nil for a success.
  let fault: ServiceFault?

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
    let format = operation.service.errorFormat

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

  /// What is shown of AWS's sentence: its first line, of a bounded length.
  ///
  /// After a wrong signature AWS goes on with the whole canonical request, session token included.
  private static func shown(_ message: String, hiding token: Secret?) -> String {
    let line = message.prefix { !$0.isNewline }.prefix(1000)
    guard let token, !token.exposed.isEmpty else { return String(line) }
    return String(line.replacing(token.exposed, with: "\(token)"))
  }
}

extension HTTPResponse {
  /// The first value of a header, its blanks trimmed; nil when there is none, or an empty one.
  package func value(of name: String) -> String? {
    let name = name.lowercased()
    guard let header = headers.first(where: { $0.name.lowercased() == name }) else { return nil }
    let value = header.value.split(separator: " ", omittingEmptySubsequences: true)
      .joined(separator: " ")
    return value.isEmpty ? nil : value
  }
}
