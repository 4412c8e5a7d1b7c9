import Crypto
import SigV4

/// One call with all its attempts, as AWS tells calls apart: by a random UUID.
///
/// Its headers are those of AWS's SDKs. They are not signed.
struct Invocation: Hashable, Sendable {
  /// A UUID of version 4 (RFC 9562 section 5.4).
  let id: String

  init(random: () -> UInt64) {
    // Version and variant have fixed bits.
    let halves = [random() & ~0xf000 | 0x4000, random() & ~(0b11 << 62) | 0b10 << 62]
    let bytes = halves.flatMap { half in
      (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) }
    }
    var text = Array(Hex.encode(bytes).utf8)
    for place in [20, 16, 12, 8] { text.insert(UInt8(ascii: "-"), at: place) }
    id = String(decoding: text, as: UTF8.self)
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
}
