import Documents

/// What is told of a run on standard error: lines of a level, as text or as JSON objects.
struct Log: Sendable {
  let console: Console
  let level: LogLevel
  let format: LogFormat

  /// Seconds since 1970-01-01T00:00:00Z.
  let now: @Sendable () -> Int

  func debug(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
    line(.debug, message, fields)
  }

  func info(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
    line(.info, message, fields)
  }

  func warning(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
    line(.warning, message, fields)
  }

  func error(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
    line(.error, message, fields)
  }

  /// What is told of a run under way whatever the level.
  func progress(_ line: String) {
    switch format {
    case .text: console.note(line.printable)
    case .json: console.note(Self.json(.info, line, [:], at: now()))
    }
  }

  private func line(
    _ level: LogLevel,
    _ message: String,
    _ fields: KeyValuePairs<String, String>
  ) {
    guard level >= self.level else { return }
    switch format {
    case .text: console.note(Self.text(level, message, fields))
    case .json: console.note(Self.json(level, message, fields, at: now()))
    }
  }

  /// `mooring: LEVEL: MESSAGE (KEY VALUE, …)`; further lines of a message are indented.
  static func text(
    _ level: LogLevel,
    _ message: String,
    _ fields: KeyValuePairs<String, String>
  ) -> String {
    let lines = message.split(separator: "\n").map { String($0).printable }
    let rest = fields.map { "\($0.key) \($0.value.printable)" }.joined(separator: ", ")
    return "mooring: \(level.rawValue): " + lines.joined(separator: "\n  ")
      + (rest.isEmpty ? "" : " (\(rest))")
  }

  /// One object on one line: `time`, `level`, `message` and the fields, of which none
  /// takes the place of those three.
  static func json(
    _ level: LogLevel,
    _ message: String,
    _ fields: KeyValuePairs<String, String>,
    at second: Int
  ) -> String {
    var members: [String: JSON] = [:]
    for (key, value) in fields { members[key] = .string(value.printable) }
    members["time"] = .string(Timestamp(seconds: second).description)
    members["level"] = .string(level.rawValue)
    members["message"] = .string(message.printable)
    let bytes = (try? JSON.object(members).compactBytes()) ?? []
    return String(decoding: bytes, as: UTF8.self)
  }
}
