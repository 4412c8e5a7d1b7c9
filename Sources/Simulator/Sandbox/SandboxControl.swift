import Core
import Documents
import SigV4

/// The sandbox's own calls, for demonstrations and tests; they want no signature.
///
/// | call | what it does |
/// | --- | --- |
/// | `GET /sandbox/world` | answers the world as a snapshot |
/// | `POST /sandbox/recreate-endpoint/NAME` | makes the endpoint of an id or an environment anew |
/// | `POST /sandbox/environment/NAME/status/STATUS` | sets an environment's status |
/// | `POST /sandbox/answer/ADDRESS/CODE` | what an address answers to health checks, or `none` |
struct SandboxControl {
  private let cloud: SimulatedCloud

  init(_ cloud: SimulatedCloud) { self.cloud = cloud }

  func answer(
    method: String,
    path: String,
    headers: [(name: String, value: String)]
  ) -> Sandbox.Answer {
    // A web page in a browser on this machine can reach the port, but not under this name.
    guard Self.isLoopback(headers.first { $0.name.lowercased() == "host" }?.value ?? "") else {
      return Self.message(403, "The sandbox's own calls are for the loopback address only.")
    }
    let words = path.split(separator: "/").dropFirst().map {
      String(decoding: PercentEncoding.decode($0.utf8), as: UTF8.self)
    }
    switch (method, words.first, words.count) {
    case ("GET", "world", 1), ("HEAD", "world", 1): return world()
    case ("POST", "recreate-endpoint", 2): return recreateEndpoint(words[1])
    case ("POST", "environment", 4) where words[2] == "status":
      return setStatus(words[3], of: words[1])
    case ("POST", "answer", 3): return setAnswer(words[2], of: words[1])
    case (_, "world", 1), (_, "recreate-endpoint", 2), (_, "environment", 4), (_, "answer", 3):
      return Self.message(405, "\(method) is not what this path wants.")
    default: return Self.message(404, "The sandbox has no \(path).")
    }
  }

  private func world() -> Sandbox.Answer {
    do {
      let tool = ToolVersion(name: "mooring-sandbox", version: ToolVersion.current)
      return Self.json(200, try SnapshotDocument.encode(cloud.observation(), tool: tool))
    } catch {
      return Self.message(500, "\(error)")
    }
  }

  private func recreateEndpoint(_ name: String) -> Sandbox.Answer {
    do {
      return Self.json(200, "vpcEndpointId", try cloud.recreateEndpoint(name))
    } catch {
      return Self.message(404, "\(error)")
    }
  }

  private func setStatus(_ status: String, of name: String) -> Sandbox.Answer {
    let isWord =
      !status.isEmpty && status.utf8.allSatisfy { (0x41...0x5a).contains($0) || $0 == 0x5f }
    guard isWord else {
      return Self.message(400, "\(status) is no status: it has capital letters and underscores.")
    }
    do {
      try cloud.setEnvironmentStatus(status, of: name)
      return Self.json(200, "status", status)
    } catch {
      return Self.message(404, "\(error)")
    }
  }

  private func setAnswer(_ code: String, of text: String) -> Sandbox.Answer {
    guard let address = IPAddress(text) else {
      return Self.message(400, "\(text) is no IP address.")
    }
    let status = Int(code)
    guard code == "none" || status.map({ (100...599).contains($0) }) == true else {
      return Self.message(400, "\(code) is neither an HTTP status code nor none.")
    }
    cloud.setAnswer(of: address, to: status)
    return Self.json(200, "answer", code)
  }

  private static func isLoopback(_ host: String) -> Bool {
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } : host.prefix { $0 != ":" }
    return ["127.0.0.1", "localhost", "[::1"].contains(name)
  }

  private static func message(_ status: Int, _ text: String) -> Sandbox.Answer {
    json(status, "message", text)
  }

  private static func json(_ status: Int, _ name: String, _ text: String) -> Sandbox.Answer {
    json(status, Array((JSONText.object([.init(name, .string(text))]).text + "\n").utf8))
  }

  private static func json(_ status: Int, _ body: [UInt8]) -> Sandbox.Answer {
    Sandbox.Answer(status: status, headers: [("Content-Type", "application/json")], body: body)
  }
}
