import AWS
import Core

extension Client {
  /// Sends a call; an answer whose code says that the thing isn't there is nil.
  func find<Output>(
    _ call: Call<Output>,
    absent codes: Set<String> = []
  ) async throws(ObserveError) -> Output? {
    do throws(ServiceError) {
      return try await send(call).value
    } catch {
      if let code = error.code, codes.contains(code) { return nil }
      throw .service(error)
    }
  }

  /// Asks for a list; an answer whose code says that a named thing isn't there is an empty one.
  func all<Item>(
    _ listing: Listing<Item>,
    absent codes: Set<String> = []
  ) async throws(ObserveError) -> [Item] {
    do throws(ServiceError) {
      return try await list(listing)
    } catch {
      if let code = error.code, codes.contains(code) { return [] }
      throw .service(error)
    }
  }
}

extension ELBv2.Selection {
  /// The one thing that a reference names.
  init(_ reference: Reference) {
    switch reference {
    case .name(let name): self = .names([name])
    case .arn(let arn): self = .arns([arn.description])
    }
  }
}
