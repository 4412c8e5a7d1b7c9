/// The twelve digits of an AWS account; leading zeros count.
package struct AccountID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let description: String

  package init?(_ text: String) {
    let digits = text.utf8
    guard digits.count == 12, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    description = text
  }

  package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
