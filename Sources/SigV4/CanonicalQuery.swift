/// The canonical query string.
enum CanonicalQuery {
  /// Decodes, encodes and sorts the parameters of a query as it goes over the wire.
  ///
  /// A parameter without `=` gets one, a plus sign stands for itself, and the empty text between
  /// two `&` is no parameter.
  static func text(_ query: String) -> String {
    let parameters = query.utf8.split(separator: UInt8(ascii: "&")).map { parameter in
      let end = parameter.firstIndex(of: UInt8(ascii: "="))
      let name = parameter[..<(end ?? parameter.endIndex)]
      let value = end.map { parameter[parameter.index(after: $0)...] } ?? parameter.suffix(0)
      return (recoded(name), recoded(value))
    }
    return parameters.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
  }

  private static func recoded(_ text: Substring.UTF8View) -> String {
    PercentEncoding.encode(PercentEncoding.decode(text))
  }
}
