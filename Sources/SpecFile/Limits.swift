/// Bounds on a spec's size, so that hostile input ends in an error line.
///
/// All are far above what a spec of a thousand bindings needs.
package enum Limits {
  /// Bytes of one file: 1 MiB.
  package static let bytes = 1 << 20

  /// Tags of a target group that is made: AWS's limit for any resource.
  static let tags = 50

  /// Maps and lists inside one another; the format itself needs six.
  static let depth = 32

  /// Scalars, lists and maps of one file, keys included.
  static let nodes = 100_000

  /// Nodes of the defaults, times the bindings that take them in.
  static let inheritedNodes = 2_000_000

  /// Entries of one list: the quota of targets in a group.
  static let listEntries = 1000

  /// Errors that are shown.
  static let errors = 100
}
