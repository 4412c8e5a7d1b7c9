/// What a DNS response says in its answer section, read from bytes that anyone may have sent.
///
/// c-ares's own readers differ from version to version in what they make of a chain without an
/// address, so the bytes are read here. The format is that of RFC 1035, section 4.
struct DNSMessage: Hashable, Sendable {
  /// The target of each alias (CNAME), both names in lower case.
  var aliases: [String: String] = [:]

  /// The addresses of each name: 4 bytes for IPv4, 16 for IPv6.
  var addresses: [String: [[UInt8]]] = [:]
}

extension DNSMessage {
  /// Reads a response; `nil` where the bytes are no DNS message.
  init?(_ bytes: [UInt8]) {
    var reader = DNSReader(bytes)
    guard reader.skip(4), let questions = reader.word(), let answers = reader.word(),
      reader.skip(4)
    else { return nil }
    for _ in 0..<questions {
      guard reader.name() != nil, reader.skip(4) else { return nil }
    }
    for _ in 0..<answers {
      guard readRecord(&reader) else { return nil }
    }
  }

  private mutating func readRecord(_ reader: inout DNSReader) -> Bool {
    guard let owner = reader.name(), let type = reader.word(), let netClass = reader.word(),
      reader.skip(4), let length = reader.word()
    else { return false }
    let end = reader.position + length
    switch (netClass, type) {
    case (1, 1) where length == 4, (1, 28) where length == 16:
      guard let address = reader.bytes(length) else { return false }
      addresses[owner, default: []].append(address)
    case (1, 1), (1, 28):
      return false
    case (1, 5):
      guard let target = reader.name(), reader.position == end else { return false }
      if aliases[owner] == nil { aliases[owner] = target }
    default:
      return reader.skip(length)
    }
    return true
  }

  /// Follows the aliases from a name: the names on the way, and the addresses of the last.
  ///
  /// Records of other names, which were not asked for, are left out; a loop ends where it closes.
  func chain(from name: String) -> (canonicalNames: [String], addresses: [[UInt8]]) {
    var names = [name]
    var last = name
    while let next = aliases[last], !names.contains(next) {
      names.append(next)
      last = next
    }
    return (Array(names.dropFirst()), addresses[last] ?? [])
  }
}
