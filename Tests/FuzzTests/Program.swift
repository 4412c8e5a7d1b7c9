import Glibc
import Synchronization

// `fuzz words PARSER` writes libFuzzer's dictionary, and `fuzz PARSER ARGUMENT...` is libFuzzer, with its
// own arguments. `scripts/fuzz` alone builds it.

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafePointer<CInt>,
  _ arguments: UnsafePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main enum Program {
  private static let parser = CommandLine.arguments.dropFirst().first.flatMap(FuzzedParser.init)
  private static let longest = Atomic(0)

  static func main() {
    if let parser = CommandLine.arguments.dropFirst(2).first.flatMap(FuzzedParser.init) {
      printWords(of: parser)
    } else if parser != nil {
      atexit { print("longest_input: \(Program.longest.load(ordering: .relaxed))") }
      exit(fuzz())
    } else {
      let parsers = FuzzedParser.allCases.map(\.rawValue).joined(separator: "|")
      print("usage: fuzz words \(parsers) | fuzz \(parsers) LIBFUZZER-ARGUMENT...")
      exit(64)
    }
  }

  /// Gives libFuzzer its arguments: all but the first.
  private static func fuzz() -> CInt {
    withUnsafePointer(to: CommandLine.argc - 1) { count in
      withUnsafePointer(to: CommandLine.unsafeArgv + 1) { arguments in
        runFuzzer(count, arguments) { Program.take($0, $1) }
      }
    }
  }

  private static func take(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for input in [bytes, stretched(bytes)] where !input.isEmpty {
      longest.max(input.count, ordering: .relaxed)
      if let promise = parser?.take(input) { fatalError("broken promise: \(promise)") }
    }
    return 0
  }

  /// Few inputs, with one piece repeated up to 256 KiB; empty for all others.
  ///
  /// libFuzzer seldom makes long inputs, and only they show time that grows faster than length. The
  /// input itself decides, so that it does the same when it is taken again.
  private static func stretched(_ bytes: [UInt8]) -> [UInt8] {
    let dice = bytes.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    guard dice >> 53 == 0, !bytes.isEmpty else { return [] }
    let start = Int(dice % UInt64(bytes.count))
    let piece = bytes[start...].prefix(1 + Int(dice >> 8 & 31))
    let times = 262_144 / piece.count
    return bytes[..<start] + Array(repeatElement(piece, count: times).joined()) + bytes[start...]
  }

  private static func printWords(of parser: FuzzedParser) {
    for word in parser.words {
      let digits = word.utf8.map { ($0 < 16 ? "\\x0" : "\\x") + String($0, radix: 16) }
      print("\"\(digits.joined())\"")
    }
  }
}
