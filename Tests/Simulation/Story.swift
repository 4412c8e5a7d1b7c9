/// What happened in a life, request by request: its hash always, its lines where somebody reads them.
package struct Story: Hashable, Sendable {
  package private(set) var lines: [String] = []
  package private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  private let isTold: Bool

  init(isTold: Bool) { self.isTold = isTold }

  mutating func add(_ line: @autoclosure () -> String) {
    if isTold { lines.append(line()) }
  }

  /// Takes bytes into the hash: FNV-1a by Fowler, Noll and Vo, of 64 bits and eight bytes at a time.
  mutating func mix(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while rest.count >= 8 {
        mix(rest.loadUnaligned(as: UInt64.self).littleEndian)
        rest = rest.dropFirst(8)
      }
      mix(rest.reduce(UInt64(rest.count)) { $0 << 8 | UInt64($1) })
    }
  }

  private mutating func mix(_ word: UInt64) { hash = (hash ^ word) &* 0x100_0000_01b3 }
}
