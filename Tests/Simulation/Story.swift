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
    var index = 0
    while index < bytes.count {
      let end = min(index + 8, bytes.count)
      var word = UInt64(end - index)
      for byte in bytes[index..<end] { word = word << 8 | UInt64(byte) }
      hash = (hash ^ word) &* 0x100_0000_01b3
      index = end
    }
  }
}
