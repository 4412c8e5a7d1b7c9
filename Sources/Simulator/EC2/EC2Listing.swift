/// A listing of EC2: which rows it may show, and how they are selected and paged.
struct EC2Listing<Row> {
  /// The parameter that names rows, such as `VpcEndpointId`.
  var idName: String

  /// The error for an id that doesn't exist, such as `InvalidVpcEndpointId.NotFound`.
  var notFoundCode: String

  /// What the error calls a row, such as `networkInterface ID`.
  var noun: String

  /// What `MaxResults` may be.
  var pageSizes: ClosedRange<Int>

  /// The row's values for a filter; nil where EC2 knows no such filter.
  var values: (_ filter: String, _ row: Row) -> [String]?

  /// The filters that EC2 knows.
  var filters: Set<String>

  /// The rows that a call asks for.
  func page(of table: Table<Row>, _ inquiry: Inquiry) throws(ServiceError) -> Page<Row> {
    let ids = inquiry.parameters.texts(idName, wrapper: nil)
    let size = try pageSize(inquiry)
    if !ids.isEmpty, size != nil {
      throw ServiceError(
        "InvalidParameterCombination",
        "The parameter \(idName) cannot be used with the parameter MaxResults"
      )
    }
    for id in ids where !table.has(id) {
      throw ServiceError(notFoundCode, "The \(noun) '\(id)' does not exist")
    }
    let wanted = Set(ids)
    let filters = try filters(inquiry)
    var key: String?
    if let token = inquiry.parameters.text("NextToken") {
      guard let read = PageToken.key(in: token) else {
        throw ServiceError(
          "InvalidPaginationToken",
          "The pagination token '\(token)' is not valid or is expired"
        )
      }
      key = read
    }
    // The rows carry no keys, so those that are named are looked up and listed by themselves.
    let rows = ids.isEmpty ? table : Table(wanted.map { ($0, table[$0]) })
    return rows.page(after: key, limit: size ?? 1000) { row in
      filters.allSatisfy { $0.accepts(values($0.name, row) ?? []) }
    }
  }

  private func pageSize(_ inquiry: Inquiry) throws(ServiceError) -> Int? {
    guard let text = inquiry.parameters.text("MaxResults") else { return nil }
    guard let size = Int(text), size >= pageSizes.lowerBound else {
      throw ServiceError(
        "InvalidParameterValue",
        "Value ( \(text) ) for parameter maxResults is invalid. Expecting a value between "
          + "\(pageSizes.lowerBound) and \(pageSizes.upperBound)."
      )
    }
    return min(size, pageSizes.upperBound)
  }

  private func filters(_ inquiry: Inquiry) throws(ServiceError) -> [EC2Filter] {
    var found: [EC2Filter] = []
    for member in inquiry.parameters.list("Filter", wrapper: nil) {
      guard let name = member.text("Name") else {
        throw ServiceError("MissingParameter", "The filter must have a name")
      }
      guard filters.contains(name) || name.hasPrefix("tag:") || name == "tag-key" else {
        throw ServiceError("InvalidParameterValue", "The filter '\(name)' is invalid")
      }
      found.append(EC2Filter(name: name, values: member.texts("Value", wrapper: nil)))
    }
    return found
  }
}
