/// A call that may be signed: one that only reads, or one that a ``WritePermit`` came with.
///
/// Signing takes nothing else, so nothing that changes AWS gets around the permit.
struct PermittedCall<Output: Sendable>: Sendable {
  let call: Call<Output>

  init(_ call: Call<Output>, _ permit: WritePermit?) throws(ServiceError) {
    guard call.operation.effect == .read || permit != nil else {
      throw .writeNotPermitted(operation: call.operation)
    }
    self.call = call
  }
}
