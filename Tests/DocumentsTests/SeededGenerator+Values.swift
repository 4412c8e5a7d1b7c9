import Core
import TestSupport
import Testing

// Values of every shape, among them texts that JSON has to escape.
extension SeededGenerator {
  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func bool() -> Bool { Bool.random(using: &self) }

  mutating func one<Value>(of values: [Value]) throws -> Value {
    try #require(values.randomElement(using: &self))
  }

  mutating func text() throws -> String {
    let parts = ["a", "é", "\"", "\\", "/", "\n", "\u{1}", "\u{7f}", "\u{2028}", "😀", " ", "7", ""]
    return try (0..<int(0...6)).map { _ in try one(of: parts) }.joined()
  }

  mutating func maybe<Value>(_ make: (inout Self) throws -> Value) rethrows -> Value? {
    bool() ? try make(&self) : nil
  }

  mutating func list<Value>(
    _ count: ClosedRange<Int> = 0...3,
    _ make: (inout Self) throws -> Value
  ) rethrows -> [Value] {
    try (0..<int(count)).map { _ in try make(&self) }
  }

  mutating func arn(_ service: String = "elasticloadbalancing") throws -> ARN {
    try DocumentsTests.arn("arn:aws:\(service):us-west-2:123456789012:thing/\(int(0...999_999))")
  }

  mutating func address() throws -> IPAddress {
    try DocumentsTests.address(
      bool() ? "10.\(int(0...255)).\(int(0...255)).\(int(0...255))" : "2001:db8::\(int(1...9999))"
    )
  }

  mutating func prefix() throws -> IPPrefix {
    let text = bool() ? "10.\(int(0...255)).0.0/\(int(0...32))" : "2001:db8::/\(int(0...128))"
    return try #require(IPPrefix(text), "\(text)")
  }

  mutating func target() throws -> Target { Target(try address(), port: int(1...65_535)) }

  mutating func matcher() -> Matcher {
    Matcher(codes: Set(list(1...3) { $0.int(200...499) }))
  }

  mutating func time() -> Int { int(0...4_000_000_000) }

  /// Sorted and without repeats, as changes want them.
  mutating func targets() throws -> [Target] {
    Array(Set(try list(1...4) { try $0.target() })).sorted()
  }
}
