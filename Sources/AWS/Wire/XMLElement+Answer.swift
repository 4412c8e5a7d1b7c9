extension XMLElement {
  /// The root of a successful answer, which is named for its operation.
  static func answer(
    _ body: [UInt8],
    to operation: APIOperation
  ) throws(ReadingError) -> XMLElement {
    let root: XMLElement
    do throws(XMLError) {
      root = try XMLElement(parsing: body)
    } catch {
      throw .unreadable("\(error)")
    }
    let expected = operation.rawValue + "Response"
    guard root.name == expected else {
      throw .unreadable("its root is <\(root.name.prefix(100))>, not <\(expected)>")
    }
    return root
  }

  /// The request id of an answer or an error, from where each protocol puts it.
  static func requestID(in body: [UInt8]) -> String? {
    guard let root = try? XMLElement(parsing: body) else { return nil }
    return root.requestID
  }

  /// The request id below the root of an answer (`ResponseMetadata` in `query`, `requestId` in `ec2`)
  /// or of an error (`RequestId` in `query`, `RequestID` in `ec2`).
  var requestID: String? {
    child("ResponseMetadata")?.optionalText("RequestId")
      ?? ["RequestId", "RequestID", "requestId"].lazy.compactMap { optionalText($0) }.first
  }
}
