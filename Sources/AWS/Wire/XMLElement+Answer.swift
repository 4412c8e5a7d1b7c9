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
      throw .unreadable("its root is <\(root.name)>, not <\(expected)>")
    }
    return root
  }

  /// The request id of a successful answer, from where each protocol puts it.
  static func requestID(in body: [UInt8]) -> String? {
    guard let root = try? XMLElement(parsing: body) else { return nil }
    return root.child("ResponseMetadata")?.optionalText("RequestId")
      ?? root.optionalText("requestId")
  }
}
