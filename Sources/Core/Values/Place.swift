/// One account in one Region.
package struct Place: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var account: AccountID
  package var region: String

  package init(account: AccountID, region: String) {
    self.account = account
    self.region = region
  }

  package var description: String { "\(account)/\(region)" }

  package static func < (left: Place, right: Place) -> Bool {
    (left.account, left.region) < (right.account, right.region)
  }
}
