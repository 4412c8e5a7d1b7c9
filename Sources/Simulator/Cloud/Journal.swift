package import Core

/// What was asked of the simulated cloud, request by request.
package struct Journal: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Counts from 1, refused requests included.
    package var number: Int

    /// The service's signing name, such as `elasticloadbalancing`; empty where nobody could tell.
    package var service: String

    /// AWS's name of the operation, such as `RegisterTargets`; empty where the request names none.
    package var operation: String

    /// The account of the access key; nil where the signature was refused.
    package var account: AccountID?

    package var region: String

    /// Whether the operation changes something.
    package var isMutating: Bool

    /// When the request came, in milliseconds since 1970.
    package var at: Int

    /// The status of the answer; nil where none was given, because of a fault.
    package var status: Int?

    /// AWS's error code; nil for a success.
    package var errorCode: String?
  }

  package internal(set) var entries: [Entry] = []

  /// Adds an entry, and forgets the older half of all when there are too many.
  mutating func append(_ entry: Entry, atMost length: Int) {
    if entries.count >= length { entries.removeFirst((entries.count + 1) / 2) }
    entries.append(entry)
  }

  package var count: Int { entries.count }

  package var writes: [Entry] { entries.filter(\.isMutating) }

  /// How many different times requests came at: with a virtual clock, how often somebody waited
  /// and asked again.
  package var rounds: Int { Set(entries.map(\.at)).count }

  /// How many requests there were of each operation.
  package var counts: [String: Int] {
    entries.reduce(into: [:]) { $0[$1.operation, default: 0] += 1 }
  }
}
