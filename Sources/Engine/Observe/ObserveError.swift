package import AWS

/// Why a binding could not be observed.
package enum ObserveError: Error, Hashable, Sendable, CustomStringConvertible {
  case service(ServiceError)

  /// AWS answered something that its own documentation rules out.
  case malformed(operation: APIOperation, what: String)

  case regionMissing
  case regionInvalid(String)
  case resolverInvalid(String)

  package var description: String {
    switch self {
    case .service(let error): "\(error)"
    case .malformed(let operation, let what):
      "\(operation.rawValue) answered \(what). Nothing was changed; run again, and report it if it "
        + "lasts."
    case .regionMissing:
      "No Region: give the binding a `region`, use --region, or set AWS_REGION."
    case .regionInvalid(let region): "\(region) is no Region's name, such as us-west-2."
    case .resolverInvalid(let server):
      "`endpoint.resolver` is \(server), which is neither ADDRESS nor ADDRESS:PORT."
    }
  }
}

/// Runs a call and carries its typed error through places that lose it, such as `async let`.
func result<Value: Sendable>(
  _ body: () async throws(ObserveError) -> Value
) async -> Result<Value, ObserveError> {
  do throws(ObserveError) {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}
