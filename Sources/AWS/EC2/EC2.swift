/// Elastic Compute Cloud: VPC endpoints, network interfaces, subnets and security groups.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/>
package enum EC2 {
  static let version = "2016-11-15"

  /// How many ids go into one call: few enough for one answer, as calls by ids have no pages.
  static let batchLimit = 200

  /// How many items a page has; EC2's limit for the calls used here.
  static let pageSize = 1000

  /// A condition on what is listed: the name of an EC2 filter, and the values it accepts.
  package struct Filter: Hashable, Sendable {
    package var name: String
    package var values: [String]

    package init(_ name: String, _ values: [String]) {
      self.name = name
      self.values = values
    }

    package init(_ name: String, _ value: String) {
      self.init(name, [value])
    }
  }

  /// What is asked for.
  package enum Selection: Hashable, Sendable {
    /// No id asks nothing; an id that doesn't exist fails the whole call.
    case ids([String])
    /// What passes every filter; EC2 lists all there is for no filter.
    case filters([Filter])
  }

  /// The listing of a selection, by ids in batches or by filters in pages.
  static func listing<Item>(
    _ operation: APIOperation,
    _ selection: Selection,
    idName: String,
    list: String,
    read: @escaping @Sendable (_ item: XMLElement) throws(ReadingError) -> Item
  ) -> Listing<Item> {
    @Sendable func call(_ form: QueryForm) -> Call<Page<Item>> {
      Call(operation, form, result: nil) { root throws(ReadingError) in
        Page(
          items: try root.requiredList(list, of: "item", read: read),
          next: root.optionalText("nextToken")
        )
      }
    }
    switch selection {
    case .ids(let ids):
      return Listing(operation, of: ids, atMost: batchLimit) { ids, token in
        var form = QueryForm(operation, version: version)
        form.set(idName, ids)
        form.set("NextToken", token)
        return call(form)
      }
    case .filters(let filters):
      return Listing(operation) { token in
        var form = QueryForm(operation, version: version)
        form.set("Filter", each: filters) { form, name, filter in
          form.set("\(name).Name", filter.name)
          form.set("\(name).Value", filter.values)
        }
        form.set("MaxResults", pageSize)
        form.set("NextToken", token)
        return call(form)
      }
    }
  }
}
