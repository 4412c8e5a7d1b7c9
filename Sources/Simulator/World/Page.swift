/// One page of a listing.
struct Page<Row> {
  var rows: [Row]

  /// The key after which the next page begins; nil on the last.
  var next: String?
}
