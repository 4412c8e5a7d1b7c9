/// What AWS answered, with the request id that AWS support asks for.
package struct Answer<Value: Sendable>: Sendable {
  package var value: Value

  /// Nil when the answer named none.
  package var requestID: String?

  package init(_ value: Value, requestID: String?) {
    self.value = value
    self.requestID = requestID
  }
}

/// The answer of an operation that says nothing but that it was done.
package struct Done: Hashable, Sendable {
  package init() {}
}
