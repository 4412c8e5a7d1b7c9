import CXML2

extension XMLElement {
  /// How many elements there may be; EC2's longest page has some hundred thousand.
  static let elementLimit = 1_000_000

  /// Parses a whole document; namespaces, attributes and comments are dropped.
  ///
  /// Nothing is fetched and no entity is defined: a document type ends the parsing.
  init(parsing bytes: [UInt8]) throws(XMLError) {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= AnswerLimits.size else {
      throw .tooLarge(bytes: bytes.count, limit: AnswerLimits.size)
    }
    guard XMLTags.areShort(in: bytes) else { throw .tagTooLong(limit: XMLTags.lengthLimit) }
    self = try XMLTreeBuilder().build(from: bytes).get()
  }
}

/// Hears what libxml2 finds, and makes a tree of it; all that is unsafe about libxml2 is here.
private final class XMLTreeBuilder {
  /// The elements that are open, the root first.
  private var open: [Open] = []
  private var root: XMLElement?
  private var count = 0
  private var error: XMLError?
  private var parser: xmlParserCtxtPtr?

  private struct Open {
    var name: String
    var text: [UInt8] = []
    var children: [XMLElement] = []
  }

  func build(from bytes: [UInt8]) -> Result<XMLElement, XMLError> {
    xmlInitParser()
    var callbacks = Self.callbacks
    let myself = Unmanaged.passUnretained(self).toOpaque()
    // The parser copies the callbacks.
    guard let parser = xmlCreatePushParserCtxt(&callbacks, myself, nil, 0, nil) else {
      return .failure(.malformed("the parser could not be made", line: 0))
    }
    self.parser = parser
    defer {
      self.parser = nil
      xmlFreeParserCtxt(parser)
    }
    xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
    bytes.withUnsafeBytes { buffer in
      _ = xmlParseChunk(
        parser,
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(buffer.count),
        1
      )
    }
    withExtendedLifetime(self) {}
    if let error { return .failure(error) }
    guard parser.pointee.wellFormed == 1, let root else {
      return .failure(.malformed("it ends too early", line: Int(xmlSAX2GetLineNumber(parser))))
    }
    return .success(root)
  }

  private func start(_ name: String) {
    guard error == nil else { return }
    guard open.count < AnswerLimits.depth else {
      return stop(.tooDeep(limit: AnswerLimits.depth))
    }
    count += 1
    guard count <= XMLElement.elementLimit else {
      return stop(.tooMany(limit: XMLElement.elementLimit))
    }
    open.append(Open(name: name))
  }

  private func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard error == nil, !open.isEmpty else { return }
    open[open.count - 1].text.append(contentsOf: text)
  }

  private func end() {
    guard error == nil, let last = open.popLast() else { return }
    let element = XMLElement(
      name: last.name,
      text: String(decoding: last.text, as: UTF8.self),
      children: last.children
    )
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  private func stop(_ error: XMLError) {
    guard self.error == nil else { return }
    self.error = error
    xmlStopParser(parser)
  }

  private static func builder(_ pointer: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
    pointer.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  private static var callbacks: xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.initialized = XML_SAX2_MAGIC
    callbacks.internalSubset = { pointer, _, _, _ in
      XMLTreeBuilder.builder(pointer)?.stop(.documentType)
    }
    callbacks.startElementNs = { pointer, name, _, _, _, _, _, _, _ in
      guard let name else { return }
      XMLTreeBuilder.builder(pointer)?.start(String(cString: name))
    }
    callbacks.endElementNs = { pointer, _, _, _ in
      XMLTreeBuilder.builder(pointer)?.end()
    }
    callbacks.characters = { pointer, text, count in
      XMLTreeBuilder.builder(pointer)?.append(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    callbacks.cdataBlock = { pointer, text, count in
      XMLTreeBuilder.builder(pointer)?.append(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    callbacks.serror = { pointer, error in
      guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? "an unknown mistake"
      XMLTreeBuilder.builder(pointer)?.stop(
        .malformed(
          String(message.prefix { !$0.isNewline }.prefix(200)),
          line: Int(error.pointee.line)
        )
      )
    }
    return callbacks
  }
}
