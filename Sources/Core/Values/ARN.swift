/// An Amazon Resource Name, taken apart once.
///
/// The form is `arn:partition:service:region:account:resource`; the resource may hold colons.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
package struct ARN: Hashable, Sendable, CustomStringConvertible {
  package let partition: String
  package let service: String

  /// Empty for a global resource, as IAM's are.
  package let region: String

  /// Twelve digits; empty where the resource names none.
  package let account: String

  package let resource: String

  /// The whole name.
  package let description: String

  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: ":"),
      maxSplits: 5,
      omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 6, parts[0] == "arn" else { return nil }
    guard parts[1] == "aws" || parts[1].hasPrefix("aws-"), !parts[2].isEmpty, !parts[5].isEmpty
    else { return nil }
    // Partition, service and Region may become part of a host name.
    guard parts[1...3].allSatisfy({ $0.utf8.allSatisfy(Self.isLabelCharacter) }) else { return nil }
    guard parts[4].isEmpty || AccountID(parts[4]) != nil else { return nil }
    partition = parts[1]
    service = parts[2]
    region = parts[3]
    account = parts[4]
    resource = parts[5]
    description = text
  }

  private static func isLabelCharacter(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }
}

extension ARN: Comparable {
  package static func == (left: ARN, right: ARN) -> Bool { left.description == right.description }

  package static func < (left: ARN, right: ARN) -> Bool { left.description < right.description }

  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
