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

  /// The most values that one filter of EC2 takes.
  private static let filterLimit = 200

  /// Lists what a filter of EC2 finds, for any number of values.
  ///
  /// By filter and not by id, for one id that is gone already would fail the call for all.
  func all<Item, Value>(
    where name: String,
    isOneOf values: Set<String>,
    and further: [EC2.Filter] = [],
    _ listing: (EC2.Selection) -> Listing<Item>,
    read: (Item) throws(ObserveError) -> Value
  ) async throws(ObserveError) -> [Value] {
    var found: [Value] = []
    for chunk in values.sorted().chunks(of: Self.filterLimit) {
      let filters = [EC2.Filter(name, chunk)] + further
      for item in try await all(listing(.filters(filters))) { found.append(try read(item)) }
    }
    return found
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
