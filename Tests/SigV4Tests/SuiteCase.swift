import Foundation
import SigV4
import Testing

/// One case of the signing test suite that AWS publishes with aws-c-auth, in header mode.
struct SuiteCase: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  /// The suite, beside the package; it is not part of it.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/sigv4-suite/v4")

  static let all: [SuiteCase] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    return (names ?? []).sorted().map(SuiteCase.init)
  }()

  func text(_ file: String) throws -> String {
    String(
      decoding: try Data(contentsOf: Self.folder.appending(path: "\(name)/\(file)")),
      as: UTF8.self
    )
  }

  var signer: Signer {
    get throws {
      let setting = try setting
      return Signer(
        credentials: try Credentials(
          accessKeyID: setting.credentials.access_key_id,
          secretAccessKey: setting.credentials.secret_access_key,
          sessionToken: setting.credentials.token
        ),
        region: setting.region,
        service: setting.service,
        options: SigningOptions(
          path: CanonicalPathRule(normalizes: setting.normalize),
          addsContentHash: setting.sign_body,
          signsSessionToken: !(setting.omit_session_token ?? false)
        )
      )
    }
  }

  var time: SigningTime {
    get throws {
      let text = try setting.timestamp.filter { $0 != "-" && $0 != ":" }
      return try #require(SigningTime(timestamp: text))
    }
  }

  /// The request as a server reads it: a folded line is one line with a space (RFC 9112, 5.2).
  var request: SigningRequest {
    get throws {
      let (lines, body) = try parts
      let line = lines[0]
      let target = line.dropFirst(line.prefix { $0 != " " }.count + 1).dropLast(" HTTP/1.1".count)
      let halves = target.split(separator: "?", maxSplits: 1)
      var headers: [SigningRequest.Header] = []
      for line in lines.dropFirst() {
        if line.hasPrefix(" ") {
          let last = try #require(headers.last)
          headers.removeLast()
          headers.append(SigningRequest.Header(last.name, last.value + " " + line))
        } else {
          let halves = line.split(separator: ":", maxSplits: 1)
          headers.append(SigningRequest.Header(String(halves[0]), String(halves[1])))
        }
      }
      return SigningRequest(
        method: String(line.prefix { $0 != " " }),
        path: String(halves[0]),
        query: halves.count > 1 ? String(halves[1]) : "",
        headers: headers,
        body: Array(body.utf8)
      )
    }
  }

  /// The text of the request with headers added, as the suite writes it.
  func text(adding headers: [SigningRequest.Header]) throws -> String {
    let (lines, body) = try parts
    let added = headers.map { "\($0.name):\($0.value)" }
    return (lines + added).joined(separator: "\n") + "\n\n" + body
  }

  private var parts: (lines: [String], body: String) {
    get throws {
      let text = try text("request.txt")
      let end = text.range(of: "\n\n")
      let head = end.map { text[..<$0.lowerBound] } ?? text[...]
      let body = end.map { text[$0.upperBound...] } ?? ""
      return (head.split(separator: "\n").map(String.init), String(body))
    }
  }

  private var setting: Setting {
    get throws { try JSONDecoder().decode(Setting.self, from: Data(try text("context.json").utf8)) }
  }

  // The names are those of context.json.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Setting: Decodable {
    struct Key: Decodable {
      let access_key_id: String
      let secret_access_key: String
      let token: String?
    }

    let credentials: Key
    let normalize: Bool
    let region: String
    let service: String
    let sign_body: Bool
    let omit_session_token: Bool?
    let timestamp: String
  }
}
