/// How a path on the wire becomes the canonical URI.
///
/// Only S3 wants anything but the defaults.
package struct CanonicalPathRule: Hashable, Sendable {
  /// Whether `.` and `..` are resolved and repeated slashes merged (RFC 3986 section 5.2.4).
  package var normalizes: Bool

  /// Whether the path, encoded on the wire already, is encoded again.
  package var encodesAgain: Bool

  package init(normalizes: Bool = true, encodesAgain: Bool = true) {
    self.normalizes = normalizes
    self.encodesAgain = encodesAgain
  }

  /// Writes the canonical URI; an empty path counts as `/`.
  ///
  /// Dots that are percent-encoded are not resolved, as AWS's own SDKs leave them alone.
  func canonicalURI(_ path: String) -> String {
    if path.isEmpty || path == "/" { return "/" }
    let normalized = normalizes ? Self.removingDotSegments(path) : path
    return encodesAgain
      ? PercentEncoding.encode(normalized, keepingSlashes: true) : normalized
  }

  private static func removingDotSegments(_ path: String) -> String {
    let slash = UInt8(ascii: "/")
    var segments: [Substring.UTF8View] = []
    for segment in Substring(path).utf8.split(separator: slash) {
      if segment.elementsEqual(".".utf8) { continue }
      if segment.elementsEqual("..".utf8) {
        _ = segments.popLast()
      } else {
        segments.append(segment)
      }
    }
    let kept = segments.map { "/" + String(Substring($0)) }.joined()
    return kept.isEmpty || path.utf8.last == slash ? kept + "/" : kept
  }
}
