import AWS

/// What a request asks for, as its body says.
struct Asked: Sendable {
  let operation: String
  private let fields: [String: String]

  init(_ request: HTTPRequest) {
    var fields: [String: String] = [:]
    for pair in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      fields[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    let target = request.headers.first { $0.name.lowercased() == "x-amz-target" }?.value
    operation =
      fields["Action"] ?? target?.split(separator: ".").last.map(String.init) ?? "GetEnvironment"
    self.fields = fields
  }

  var isRead: Bool {
    ["Describe", "Get", "List", "Assume"].contains { operation.hasPrefix($0) }
  }

  /// The targets that the request names, each as its address and its port; nil for no port.
  var targets: [(id: String, port: Int?)] {
    var found: [(id: String, port: Int?)] = []
    var number = 1
    while let id = fields["Targets.member.\(number).Id"] {
      found.append((id, fields["Targets.member.\(number).Port"].flatMap(Int.init)))
      number += 1
    }
    return found
  }
}
