import Core
import Resolver

/// Answers DNS queries out of a world: bytes in, bytes out (RFC 1035).
///
/// It knows A, AAAA and the CNAME chain before them, one question at a time.
struct DNSResponder {
  private let resolver: SimulatedResolver

  private static let timeToLive: [UInt8] = [0, 0, 0, 5]
  private static let cname = 5

  /// In bytes, of RFC 1035 section 2.3.4; a world file may hold longer texts.
  private static let longestName = 255

  /// Response codes, of RFC 1035 section 4.1.1.
  private enum Code: UInt8 {
    case noError = 0
    case formatError = 1
    case serverFailure = 2
    case noSuchName = 3
    case notImplemented = 4
  }

  init(_ resolver: SimulatedResolver) { self.resolver = resolver }

  /// The answer to a query; nil for what is no query and so gets none.
  func answer(_ query: [UInt8]) -> [UInt8]? {
    guard query.count >= 12, query[2] & 0x80 == 0 else { return nil }
    guard let question = Question(query) else { return message(query, nil, .formatError, []) }
    guard query[2] & 0x78 == 0 else { return message(query, question, .notImplemented, []) }
    do {
      let (found, isKnown) = try resolver.lookUp(question.name)
      guard isKnown else { return message(query, question, .noSuchName, []) }
      return message(query, question, .noError, records(found, question))
    } catch {
      return message(query, question, .serverFailure, [])
    }
  }

  private func records(_ found: NameAnswer, _ question: Question) -> [[UInt8]] {
    var owner = question.name
    var records: [[UInt8]] = []
    for name in found.canonicalNames where Self.encoded(name).count <= Self.longestName {
      records.append(Self.record(of: owner, type: Self.cname, Self.encoded(name)))
      owner = name
    }
    let length = question.type == Question.a ? 4 : 16
    guard question.type == Question.a || question.type == Question.aaaa else { return records }
    return records
      + found.addresses.compactMap { IPAddress($0) }.filter { $0.bytes.count == length }.map {
        Self.record(of: owner, type: question.type, $0.bytes)
      }
  }

  private func message(
    _ query: [UInt8],
    _ question: Question?,
    _ code: Code,
    _ records: [[UInt8]]
  ) -> [UInt8] {
    // The id and the wish for recursion come back; the answer is authoritative.
    let flags: [UInt8] = [0x84 | query[2] & 0x01, 0x80 | code.rawValue]
    let counts: [UInt8] = [
      0, question == nil ? 0 : 1, 0, UInt8(min(records.count, 255)), 0, 0, 0, 0,
    ]
    return query[0..<2] + flags + counts + (question?.bytes ?? []) + records.prefix(255).joined()
  }

  private static func record(of owner: String, type: Int, _ content: [UInt8]) -> [UInt8] {
    encoded(owner) + [UInt8(type >> 8), UInt8(type & 0xff), 0, 1] + timeToLive
      + [UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
  }

  private static func encoded(_ name: String) -> [UInt8] {
    name.split(separator: ".").flatMap { label in
      [UInt8(min(label.utf8.count, 63))] + label.utf8.prefix(63)
    } + [0]
  }
}

extension DNSResponder {
  /// The question of a query, with its bytes to be repeated in the answer.
  private struct Question {
    static let a = 1
    static let aaaa = 28

    var name: String
    var type: Int
    var bytes: [UInt8]

    /// Reads a query with one question about the Internet's names, without compression.
    init?(_ query: [UInt8]) {
      guard query[4] == 0, query[5] == 1 else { return nil }
      var index = 12
      var labels: [String] = []
      while index < query.count, query[index] != 0 {
        let length = Int(query[index])
        guard length <= 63, index + 1 + length < query.count, labels.count < 128 else { return nil }
        labels.append(String(decoding: query[index + 1..<index + 1 + length], as: UTF8.self))
        index += 1 + length
      }
      guard index + 5 <= query.count, query[index + 3] == 0, query[index + 4] == 1 else {
        return nil
      }
      name = labels.joined(separator: ".").lowercased()
      type = Int(query[index + 1]) << 8 | Int(query[index + 2])
      bytes = Array(query[12..<index + 5])
    }
  }
}
