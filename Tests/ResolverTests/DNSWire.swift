/// A question as a server reads it.
struct AskedQuestion: Hashable, Sendable {
  var id: [UInt8]
  var name: String
  var type: UInt8
  /// The question section, to be repeated in the reply.
  var section: [UInt8]

  static let a: UInt8 = 1
  static let aaaa: UInt8 = 28

  init?(_ datagram: [UInt8]) {
    guard datagram.count > 16 else { return nil }
    id = Array(datagram[0..<2])
    section = Array(datagram[12...])
    var labels: [String] = []
    var cursor = 12
    while cursor < datagram.count, datagram[cursor] != 0 {
      let end = cursor + 1 + Int(datagram[cursor])
      guard end < datagram.count else { return nil }
      labels.append(String(decoding: datagram[(cursor + 1)..<end], as: UTF8.self))
      cursor = end
    }
    guard cursor + 2 < datagram.count else { return nil }
    name = labels.joined(separator: ".")
    type = datagram[cursor + 2]
  }
}

/// A record of an answer section.
enum WireRecord: Hashable, Sendable {
  case a(String, [UInt8])
  case aaaa(String, [UInt8])
  case cname(String, String)
  case other(String, type: UInt8, [UInt8])

  var bytes: [UInt8] {
    switch self {
    case .a(let name, let address): Self.record(name, 1, address)
    case .aaaa(let name, let address): Self.record(name, 28, address)
    case .cname(let name, let target): Self.record(name, 5, wireName(target))
    case .other(let name, let type, let content): Self.record(name, type, content)
    }
  }

  var type: UInt8? {
    switch self {
    case .a: 1
    case .aaaa: 28
    case .cname, .other: nil
    }
  }

  private static func record(_ name: String, _ type: UInt8, _ content: [UInt8]) -> [UInt8] {
    wireName(name) + [0, type, 0, 1, 0, 0, 0, 60, 0, UInt8(content.count)] + content
  }
}

/// A name as labels with their lengths.
func wireName(_ name: String) -> [UInt8] {
  name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
}

/// A whole response to a question.
func response(
  to question: AskedQuestion,
  code: UInt8 = 0,
  _ records: [WireRecord] = []
) -> [UInt8] {
  question.id + [0x81, 0x80 | code, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0]
    + question.section + records.flatMap(\.bytes)
}

/// A response with the records of a zone that answer a question: aliases and its own type.
func response(
  to question: AskedQuestion,
  from zone: [WireRecord],
  code: UInt8 = 0
) -> [UInt8] {
  response(to: question, code: code, zone.filter { $0.type == nil || $0.type == question.type })
}
