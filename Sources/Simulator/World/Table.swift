/// Rows by their keys, listed in the order of the keys and in pages.
struct Table<Row> {
  private var rows: [String: Row] = [:]
  private var keys: [String] = []

  /// A table of rows; of equal keys the last row counts.
  init(_ rows: [Row], key: (Row) -> String) {
    for row in rows { self.rows[key(row)] = row }
    keys = self.rows.keys.sorted()
  }

  /// A table of the rows that are there.
  init(_ found: [(key: String, row: Row?)]) {
    for (key, row) in found { rows[key] = row }
    keys = rows.keys.sorted()
  }

  var all: [Row] { keys.compactMap { rows[$0] } }

  func has(_ key: String) -> Bool { rows[key] != nil }

  subscript(_ key: String) -> Row? { rows[key] }

  mutating func insert(_ row: Row, key: String) {
    if rows.updateValue(row, forKey: key) == nil { keys.insert(key, at: position(after: key)) }
  }

  /// Changes a row in place; nil and nothing else where there is none.
  mutating func update<Result>(_ key: String, _ change: (inout Row) -> Result) -> Result? {
    guard var row = rows.removeValue(forKey: key) else { return nil }
    defer { rows[key] = row }
    return change(&row)
  }

  mutating func updateAll(_ change: (inout Row) -> Void) {
    for key in keys { _ = update(key, change) }
  }

  /// The rows whose keys come after a key and that fit a condition, up to a limit.
  ///
  /// A page is found by key, not by number, so rows that come and go between two pages make it
  /// neither skip nor repeat another.
  func page(
    after key: String?,
    limit: Int,
    where isWanted: (Row) -> Bool = { _ in true }
  ) -> Page<Row> {
    var page = Page<Row>(rows: [])
    var last: String?
    for key in keys[(key.map { position(after: $0) } ?? 0)...] {
      guard let row = rows[key], isWanted(row) else { continue }
      guard page.rows.count < limit else {
        page.next = last
        return page
      }
      page.rows.append(row)
      last = key
    }
    return page
  }

  /// Where the keys greater than this one begin.
  private func position(after key: String) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] <= key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
