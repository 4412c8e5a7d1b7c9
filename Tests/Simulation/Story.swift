/// What happened in a life, request by request: its hash always, its lines where somebody reads them.
package struct Story: Hashable, Sendable {
  package private(set) var lines: [String] = []
  package private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  private let isTold: Bool

  init(isTold: Bool) { self.isTold = isTold }

  mutating func add(_ line: @autoclosure () -> String) {
    if isTold { lines.append(line()) }
  }

  /// Takes bytes into the hash: FNV-1a by Fowler, Noll and Vo, of 64 bits.
  mutating func mix(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
}
