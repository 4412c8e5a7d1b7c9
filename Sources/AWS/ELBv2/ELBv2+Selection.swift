extension ELBv2 {
  /// Which load balancers or target groups are asked for.
  ///
  /// An empty list asks nothing; one that doesn't exist fails the whole call.
  package enum Selection: Hashable, Sendable {
    case names([String])
    case arns([String])
    /// All of the account and Region.
    case all
  }

  /// The listing of a selection, in batches that AWS accepts.
  static func listing<Item>(
    _ operation: APIOperation,
    _ selection: Selection,
    arns arnsName: String,
    of list: String,
    read: @escaping @Sendable (_ member: XMLElement) throws(ReadingError) -> Item
  ) -> Listing<Item> {
    let (values, name): ([String], String)
    switch selection {
    case .names(let names): (values, name) = (names, "Names.member")
    case .arns(let arns): (values, name) = (arns, "\(arnsName).member")
    case .all:
      return Listing(operation) { token in
        page(form(operation), operation, after: token, of: list, read: read)
      }
    }
    return Listing(operation, of: values, atMost: batchLimit) { values, token in
      var form = form(operation)
      form.set(name, values)
      return page(form, operation, after: token, of: list, read: read)
    }
  }

  /// The listing of what one resource has.
  static func listing<Item>(
    _ operation: APIOperation,
    _ owner: (name: String, arn: String),
    of list: String,
    read: @escaping @Sendable (_ member: XMLElement) throws(ReadingError) -> Item
  ) -> Listing<Item> {
    Listing(operation) { token in
      var form = form(operation)
      form.set(owner.name, owner.arn)
      return page(form, operation, after: token, of: list, read: read)
    }
  }
}
