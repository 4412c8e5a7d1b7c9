import Foundation
import SigV4
import Testing

/// One request that botocore put on the wire; see Vectors/README.md.
// The names are those of the file.
// swift-format-ignore: AlwaysUseLowerCamelCase
struct GoldenRequest: Decodable, CustomTestStringConvertible, Sendable {
  let service: String
  let operation: String
  let region: String
  let session_token: String?
  let method: String
  let url: String
  let headers: [String: String]
  let body: String

  var testDescription: String {
    "\(service) \(operation) \(session_token == nil ? "without" : "with") token"
  }

  /// 2026-01-02T03:04:05Z.
  static let time = 1_767_323_045

  static let all: [GoldenRequest] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Vectors/golden-wire.json")
    guard let content = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([GoldenRequest].self, from: content)) ?? []
  }()

  static let signed = all.filter { $0.headers["Authorization"] != nil }
  static let unsigned = all.filter { $0.headers["Authorization"] == nil }

  /// The request before it was signed.
  var request: SigningRequest {
    get throws { try request(with: headers.filter { !Self.added.contains($0.key) }) }
  }

  /// The request as it was received.
  var signedRequest: SigningRequest {
    get throws { try request(with: headers) }
  }

  /// The headers that signing added, in this project's order.
  var addedHeaders: [SigningRequest.Header] {
    Self.added.compactMap { name in headers[name].map { SigningRequest.Header(name, $0) } }
  }

  var signer: Signer {
    get throws {
      let names = ["mwaa": "airflow", "elbv2": "elasticloadbalancing"]
      return Signer(
        credentials: try exampleCredentials(sessionToken: session_token),
        region: region,
        service: names[service] ?? service
      )
    }
  }

  private static let added = ["X-Amz-Security-Token", "X-Amz-Date", "Authorization"]

  private func request(with headers: [String: String]) throws -> SigningRequest {
    let rest = url.drop { $0 != ":" }.dropFirst("://".count)
    let host = rest.prefix { $0 != "/" }
    let target = rest.dropFirst(host.count).split(separator: "?", maxSplits: 1)
    return SigningRequest(
      method: method,
      path: String(try #require(target.first)),
      query: target.count > 1 ? String(target[1]) : "",
      headers: [SigningRequest.Header("Host", String(host))]
        + headers.sorted { $0.key < $1.key }.map { SigningRequest.Header($0.key, $0.value) },
      body: Array(body.utf8)
    )
  }
}
