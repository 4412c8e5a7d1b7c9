/// A list that AWS hands out in pages, and that may have to be asked for in batches.
///
/// It is sent by ``Client/list(_:)``, which returns the items of all pages in AWS's order.
package struct Listing<Item: Sendable>: Sendable {
  package let operation: APIOperation

  /// For each batch, the call for the page after a token; nil asks for the first.
  let batches: [@Sendable (_ token: String?) -> Call<Page<Item>>]

  /// A list in one batch.
  init(
    _ operation: APIOperation,
    page: @escaping @Sendable (_ token: String?) -> Call<Page<Item>>
  ) {
    self.operation = operation
    self.batches = [page]
  }

  /// A list of named things, at most so many names in one call; no call at all for no names.
  ///
  /// AWS reads an empty list of names as "everything", which nobody means who passes one.
  init(
    _ operation: APIOperation,
    of names: [String],
    atMost limit: Int,
    page: @escaping @Sendable (_ names: [String], _ token: String?) -> Call<Page<Item>>
  ) {
    self.operation = operation
    self.batches = names.chunks(of: limit).map { names in { page(names, $0) } }
  }
}

/// One page of a list.
package struct Page<Item: Sendable>: Sendable {
  var items: [Item]

  /// What to ask for the next page with; nil on the last.
  var next: String?
}
