import FoundationEssentials

/// What the body of an error says; nothing in it has to be there.
///
/// A proxy or load balancer on the way may answer in AWS's place, with HTML or nothing at all; then
/// the HTTP status stands for the code.
struct FaultBody: Hashable, Sendable {
  var code: String?
  var message: String?
  var requestID: String?

  /// The longest body that is looked into, in bytes; AWS's errors are a few hundred.
  private static let sizeLimit = 256 * 1024

  /// Reads `<ErrorResponse><Error><Code>` of `query`, and `<Response><Errors><Error>` of `ec2`.
  init(xml body: [UInt8]) {
    guard body.count <= Self.sizeLimit else { return }
    guard let root = try? XMLElement(parsing: body) else {
      message = Self.plainText(body)
      return
    }
    let error = root.child("Error") ?? root.child("Errors")?.child("Error")
    code = error?.optionalText("Code")
    message = error?.optionalText("Message")
    requestID = root.requestID
  }

  /// Reads the code from the header `x-amzn-ErrorType`, else from the body's `code` or `__type`.
  ///
  /// A code may stand between a namespace and a URL: `com.amazonaws#Code:http://…`.
  ///
  /// What stands in front of the service answers in XML instead: as `query` does, or with the code as
  /// the root's name.
  init(json response: HTTPResponse) {
    let isShort = response.body.count <= Self.sizeLimit
    let body = !isShort ? nil : try? JSONReading.decode(Members.self, from: response.body)
    let codes = [
      response.value(of: "x-amzn-errortype"), body?.code, body?.capitalCode, body?.type,
    ]
    code = codes.lazy.compactMap { $0 }.compactMap(Self.bareCode).first
    message = body?.message ?? body?.capitalMessage
    guard body == nil, isShort else { return }
    guard let root = try? XMLElement(parsing: response.body) else {
      message = Self.plainText(response.body)
      return
    }
    let said = FaultBody(xml: response.body)
    requestID = said.requestID
    message = said.message ?? root.optionalText("Message")
    code = code ?? said.code ?? (root.name.hasSuffix("Exception") ? root.name : nil)
  }

  /// A body that is neither XML nor JSON but a sentence, as of a proxy or a load balancer.
  private static func plainText(_ body: [UInt8]) -> String? {
    let text = String(validating: body, as: UTF8.self)
    guard let first = text?.first(where: { !$0.isWhitespace }) else { return nil }
    return "<{[".contains(first) ? nil : text
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
