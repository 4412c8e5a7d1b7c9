extension EC2 {
  /// How many entries a page of a prefix list has; EC2's limit.
  private static let entryPageSize = 100

  /// Asks for the entries of a prefix list, customer-managed or AWS-managed, each a range of
  /// addresses in CIDR form; an unknown one is an `InvalidPrefixListID.NotFound`.
  ///
  /// DescribePrefixLists would answer for several at once, but knows AWS's own gateway services only.
  /// https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
  package static func managedPrefixListEntries(of prefixList: String) -> Listing<String> {
    let operation = APIOperation.getManagedPrefixListEntries
    return Listing(operation) { token in
      var form = QueryForm(operation, version: version)
      form.set("PrefixListId", prefixList)
      form.set("MaxResults", entryPageSize)
      form.set("NextToken", token)
      return Call(operation, form, result: nil) { root throws(ReadingError) in
        Page(
          items: try root.requiredList("entrySet", of: "item") { entry throws(ReadingError) in
            try entry.text("cidr")
          },
          next: root.optionalText("nextToken")
        )
      }
    }
  }
}
