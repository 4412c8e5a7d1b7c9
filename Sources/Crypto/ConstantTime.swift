/// Comparison whose duration tells nothing about where two secrets differ.
package enum ConstantTime {
  /// Compares two byte strings; only their lengths show in the time it takes.
  package static func equal(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    OpenSSL.equal(first, second)
  }
}
