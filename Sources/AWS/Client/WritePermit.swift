/// The capability to change something in AWS.
///
/// Only the command `apply` makes one. A client that was given none refuses
/// to sign a mutating operation, so a command that reads can't write, whatever its code does.
package struct WritePermit: Hashable, Sendable {
  package init() {}
}
