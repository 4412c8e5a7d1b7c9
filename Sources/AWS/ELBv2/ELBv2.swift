/// Elastic Load Balancing v2: load balancers, listeners, rules, target groups and their targets.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/>.
package enum ELBv2 {
  static let version = "2015-12-01"

  /// How many names or ARNs go into one call; AWS documents 20 for load balancers.
  static let batchLimit = 20

  static func form(_ operation: APIOperation) -> QueryForm {
    QueryForm(operation, version: version)
  }

  /// A call whose answer is an element with the operation's output.
  static func call<Output>(
    _ form: QueryForm,
    _ operation: APIOperation,
    about resource: String? = nil,
    read: @escaping @Sendable (_ result: XMLElement) throws(ReadingError) -> Output
  ) -> Call<Output> {
    Call(operation, about: resource, form, result: operation.resultName, read: read)
  }

  /// A call for one page of a list whose token goes by `Marker` and comes back as `NextMarker`.
  static func page<Item>(
    _ form: QueryForm,
    _ operation: APIOperation,
    after token: String?,
    of list: String,
    read: @escaping @Sendable (_ member: XMLElement) throws(ReadingError) -> Item
  ) -> Call<Page<Item>> {
    var form = form
    form.set("Marker", token)
    return call(form, operation) { result throws(ReadingError) in
      Page(
        items: try result.requiredList(list, of: "member", read: read),
        next: result.optionalText("NextMarker")
      )
    }
  }
}
