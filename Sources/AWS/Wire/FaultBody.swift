import FoundationEssentials

/// What the body of an error says; nothing in it has to be there.
///
/// A proxy or load balancer on the way may answer in AWS's place, with HTML or nothing at all; then
/// the HTTP status stands for the code.
struct FaultBody: Hashable, Sendable {
  var code: String?
  var message: String?
  var requestID: String?

  /// Reads `<ErrorResponse><Error><Code>` of `query`, and `<Response><Errors><Error>` of `ec2`.
  init(xml body: [UInt8]) {
    guard let root = try? XMLElement(parsing: body) else { return }
    let error = root.child("Error") ?? root.child("Errors")?.child("Error")
    code = error?.optionalText("Code")
    message = error?.optionalText("Message")
    requestID = root.optionalText("RequestId") ?? root.optionalText("RequestID")
  }

  /// Reads the code from the header `x-amzn-ErrorType`, else from the body's `code` or `__type`.
  ///
  /// A code may stand between a namespace and a URL: `com.amazonaws#Code:http://…`.
  init(json response: HTTPResponse) {
    let body = try? JSONDecoder().decode(Members.self, from: Data(response.body))
    let codes = [
      response.value(of: "x-amzn-errortype"), body?.code, body?.capitalCode, body?.type,
    ]
    code = codes.lazy.compactMap { $0 }.compactMap(Self.bareCode).first
    message = body?.message ?? body?.capitalMessage
  }

  private static func bareCode(_ text: String) -> String? {
    let name = text.prefix { $0 != ":" }
    let code = name.split(separator: "#").last.map(String.init)
    return code?.isEmpty == false ? code : nil
  }

  private struct Members: Decodable {
    var code: String?
    var capitalCode: String?
    var type: String?
    var message: String?
    var capitalMessage: String?

    private enum CodingKeys: String, CodingKey {
      case code
      case capitalCode = "Code"
      case type = "__type"
      case message
      case capitalMessage = "Message"
    }

    // A member of another type than text is as good as none.
    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      code = try? members.decode(String.self, forKey: .code)
      capitalCode = try? members.decode(String.self, forKey: .capitalCode)
      type = try? members.decode(String.self, forKey: .type)
      message = try? members.decode(String.self, forKey: .message)
      capitalMessage = try? members.decode(String.self, forKey: .capitalMessage)
    }
  }
}
