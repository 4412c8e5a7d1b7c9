import Foundation
import Testing

@testable import AWS

/// One request that botocore put on the wire, from the vectors of the signing tests.
// The names are those of the file.
// swift-format-ignore: AlwaysUseLowerCamelCase
struct GoldenRequest: Decodable, Sendable {
  let service: String
  let operation: String
  let region: String
  let session_token: String?
  let method: String
  let url: String
  let headers: [String: String]
  let body: String

  static let all: [GoldenRequest] = {
    let file = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "SigV4Tests/Vectors/golden-wire.json")
    guard let content = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([GoldenRequest].self, from: content)) ?? []
  }()

  /// The scheme, host and port of the URL.
  var origin: String { String(url.prefix(url.count - target.count)) }

  /// The path of the URL, with its query.
  var target: Substring {
    let rest = url.drop { $0 != ":" }.dropFirst("://".count)
    return rest.drop { $0 != "/" }
  }

  var isForCustomHost: Bool { !url.contains("amazonaws.com") }
}
