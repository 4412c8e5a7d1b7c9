import FoundationEssentials

/// Reading of JSON answers, with errors that name the member.
enum JSONReading {
  static func decode<Value: Decodable>(
    _ type: Value.Type,
    from body: [UInt8]
  ) throws(ReadingError) -> Value {
    guard body.count <= AnswerLimits.size else {
      throw .unreadable("it is \(body.count) bytes long, over the limit of \(AnswerLimits.size)")
    }
    // The decoder calls itself for each level.
    guard depth(of: body) <= AnswerLimits.depth else {
      throw .unreadable("its lists and objects are nested deeper than \(AnswerLimits.depth)")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch let error as DecodingError {
      throw ReadingError(error)
    } catch {
      throw .unreadable("the answer is not JSON")
    }
  }

  /// How deep the brackets outside of strings are nested; the text need not be JSON.
  private static func depth(of body: [UInt8]) -> Int {
    var depth = 0
    var deepest = 0
    var isInString = false
    var isEscaped = false
    for byte in body {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = isInString
      case UInt8(ascii: "\""): isInString.toggle()
      case _ where isInString: continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: continue
      }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  /// A string as a JSON literal.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension KeyedDecodingContainer {
  /// The text of a member; nil when it is absent, null or empty.
  func text(_ key: Key) throws -> String? {
    guard let text = try decodeIfPresent(String.self, forKey: key), !text.isEmpty else {
      return nil
    }
    return text
  }

  /// A time as AWS writes it in JSON: a number of seconds since 1970, maybe with a fraction.
  func epochSeconds(_ key: Key) throws -> Int? {
    guard let seconds = try decodeIfPresent(Double.self, forKey: key) else { return nil }
    guard let whole = Int(exactly: seconds.rounded(.down)) else {
      throw DecodingError.dataCorruptedError(
        forKey: key,
        in: self,
        debugDescription: "not a time"
      )
    }
    return whole
  }
}

extension ReadingError {
  /// What a decoder found amiss, without the text that it found.
  fileprivate init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let place):
      self = .missing(member: Self.path(place.codingPath + [key]))
    case .valueNotFound(_, let place):
      self = .missing(member: Self.path(place.codingPath))
    case .typeMismatch(let type, let place):
      self = .unreadable("\(Self.path(place.codingPath)) is not a \(type)")
    case .dataCorrupted(let place) where place.codingPath.isEmpty:
      self = .unreadable("the answer is not JSON")
    case .dataCorrupted(let place):
      self = .unreadable("\(Self.path(place.codingPath)): \(place.debugDescription)")
    @unknown default:
      self = .unreadable("the answer is not what was expected")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    guard !keys.isEmpty else { return "the answer" }
    return keys.map { key in key.intValue.map { "\($0 + 1)" } ?? key.stringValue }
      .joined(separator: ".")
  }
}
