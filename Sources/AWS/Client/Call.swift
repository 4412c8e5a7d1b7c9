/// One call of an operation: what is sent, and how the answer is read.
///
/// Calls are made by the functions of ``MWAA``, ``EC2``, ``ELBv2``, ``ACM`` and ``STS`` and sent by
/// ``Client/send(_:)``. Making one asks nothing of AWS.
package struct Call<Output: Sendable>: Sendable {
  package let operation: APIOperation

  let message: WireMessage
  let read: @Sendable (_ body: [UInt8]) throws(ReadingError) -> Output

  init(
    _ operation: APIOperation,
    sending message: WireMessage,
    reading read: @escaping @Sendable (_ body: [UInt8]) throws(ReadingError) -> Output
  ) {
    self.operation = operation
    self.message = message
    self.read = read
  }

  /// A call of the `query` or `ec2` protocol, whose answer is XML.
  ///
  /// `result` names the element below the root that holds the answer's members; it is nil where the
  /// root itself does, as in EC2.
  init(
    _ operation: APIOperation,
    _ form: QueryForm,
    result: String?,
    read: @escaping @Sendable (_ result: XMLElement) throws(ReadingError) -> Output
  ) {
    self.init(operation, sending: .form(form)) { body throws(ReadingError) in
      let root = try XMLElement.answer(body, to: operation)
      guard let result else { return try read(root) }
      return try read(root.required(result))
    }
  }
}

extension APIOperation {
  /// The element that holds the operation's output in the `query` protocol.
  var resultName: String { rawValue + "Result" }
}
