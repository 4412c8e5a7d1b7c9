/// One call of an operation: what is sent, and how the answer is read.
///
/// Calls are made by the functions of ``MWAA``, ``EC2``, ``ELBv2``, ``ACM`` and ``STS`` and sent by
/// ``Client/send(_:)``. Making one asks nothing of AWS.
package struct Call<Output: Sendable>: Sendable {
  package let operation: APIOperation

  /// What it is about, where IAM can allow the operation for single resources: an ARN, or as much of
  /// it as the call tells; nil where IAM knows only all resources.
  package let resource: String?

  let message: WireMessage
  let read: @Sendable (_ body: [UInt8]) throws(ReadingError) -> Output

  init(
    _ operation: APIOperation,
    about resource: String? = nil,
    sending message: WireMessage,
    reading read: @escaping @Sendable (_ body: [UInt8]) throws(ReadingError) -> Output
  ) {
    self.operation = operation
    self.resource = resource
    self.message = message
    self.read = read
  }

  /// A call of the `query` or `ec2` protocol, whose answer is XML.
  ///
  /// `result` names the element below the root that holds the answer's members; it is nil where the
  /// root itself does, as in EC2.
  init(
    _ operation: APIOperation,
    about resource: String? = nil,
    _ form: QueryForm,
    result: String?,
    read: @escaping @Sendable (_ result: XMLElement) throws(ReadingError) -> Output
  ) {
    self.init(operation, about: resource, sending: .form(form)) { body throws(ReadingError) in
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
