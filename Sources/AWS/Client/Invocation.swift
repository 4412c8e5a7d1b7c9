import SigV4

/// One call with all its attempts, as AWS tells calls apart: by a random UUID.
///
/// Its headers are those of AWS's SDKs. They are not signed.
struct Invocation: Hashable, Sendable {
  /// A UUID of version 4 (RFC 9562 section 5.4).
  let id: String

  init(random: () -> UInt64) {
    // Version and variant have fixed bits.
    let high = Self.hexadecimal(random() & ~0xf000 | 0x4000)
    let low = Self.hexadecimal(random() & ~(0b11 << 62) | 0b10 << 62)
    id = [
      high.prefix(8), high.dropFirst(8).prefix(4), high.suffix(4), low.prefix(4), low.suffix(12),
    ]
    .joined(separator: "-")
  }

  /// The headers of one attempt, counted from 1.
  ///
  /// `deadline` is when the client gives up on it, in seconds since 1970; nil where nobody knows.
  func headers(attempt: Int, of maximum: Int, deadline: Int?) -> [HTTPHeader] {
    let time = deadline.flatMap { SigningTime(secondsSince1970: $0) }.map {
      "ttl=\($0.timestamp); "
    }
    return [
      HTTPHeader("amz-sdk-invocation-id", id),
      HTTPHeader("amz-sdk-request", "\(time ?? "")attempt=\(attempt); max=\(maximum)"),
    ]
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
