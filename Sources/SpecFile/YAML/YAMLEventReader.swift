import CYAML

/// Reads a YAML text event by event; every call of libyaml stands here.
///
/// After an error or the end of the stream the reader is spent.
struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let isReady: Bool
  private var isSpent = false

  /// - Parameter bytes: UTF-8 without byte order mark.
  init(_ bytes: [UInt8]) {
    // libyaml keeps pointers to both, so they live where nothing moves them.
    input = .allocate(capacity: bytes.count)
    _ = input.initialize(from: bytes)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deinitialize(count: 1)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event; nil at the end of the stream.
  mutating func next() throws(YAMLProblem) -> YAMLEvent? {
    guard !isSpent else { return nil }
    var event = yaml_event_t()
    guard isReady, yaml_parser_parse(parser, &event) == 1 else {
      isSpent = true
      throw problem
    }
    defer { yaml_event_delete(&event) }
    let read = Self.event(event)
    isSpent = read == nil
    return read
  }

  private var problem: YAMLProblem {
    guard isReady, parser.pointee.error != YAML_MEMORY_ERROR else {
      return YAMLProblem(problem: "out of memory", mark: .start, context: nil, contextMark: .start)
    }
    let state = parser.pointee
    return YAMLProblem(
      problem: state.problem.map { String(cString: $0) } ?? "not YAML",
      mark: Mark(state.problem_mark),
      context: state.context.map { String(cString: $0) },
      contextMark: Mark(state.context_mark)
    )
  }

  private static func event(_ event: yaml_event_t) -> YAMLEvent? {
    let mark = Mark(event.start_mark)
    switch event.type {
    case YAML_STREAM_START_EVENT: return YAMLEvent(kind: .streamStart, mark: mark)
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, mark: mark)
    case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, mark: mark)
    case YAML_ALIAS_EVENT:
      return YAMLEvent(kind: .alias(text(event.data.alias.anchor) ?? ""), mark: mark)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return YAMLEvent(
        kind: .scalar(
          text: String(decoding: bytes, as: UTF8.self),
          isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE
        ),
        mark: mark,
        anchor: text(scalar.anchor),
        tag: text(scalar.tag)
      )
    case YAML_SEQUENCE_START_EVENT:
      let list = event.data.sequence_start
      return YAMLEvent(
        kind: .listStart,
        mark: mark,
        anchor: text(list.anchor),
        tag: text(list.tag)
      )
    case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .listEnd, mark: mark)
    case YAML_MAPPING_START_EVENT:
      let map = event.data.mapping_start
      return YAMLEvent(
        kind: .mapStart(isFlow: map.style == YAML_FLOW_MAPPING_STYLE),
        mark: mark,
        anchor: text(map.anchor),
        tag: text(map.tag)
      )
    case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mapEnd, mark: mark)
    default: return nil
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

extension Mark {
  /// libyaml counts from 0.
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
