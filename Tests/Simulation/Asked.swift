import AWS

/// What a request asks for, as its body says.
struct Asked: Sendable {
  let operation: String
  private let fields: [Substring: Substring]

  init(_ request: HTTPRequest) {
    var fields: [Substring: Substring] = [:]
    let body = String(decoding: request.body, as: UTF8.self)
    for pair in body.utf8.split(separator: UInt8(ascii: "&")) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
      fields[Substring(pair[..<equals])] = Substring(pair[pair.index(after: equals)...])
    }
    let target = request.headers.first { $0.name == "X-Amz-Target" }?.value
    operation =
      fields["Action"].map(String.init)
      ?? target?.split(separator: ".").last.map(String.init) ?? "GetEnvironment"
    self.fields = fields
  }

  var isRead: Bool {
    ["Describe", "Get", "List", "Assume"].contains { operation.hasPrefix($0) }
  }

  /// Whether a filter of this name chooses what is listed.
  func isFiltered(by name: Substring) -> Bool { fields["Filter.1.Name"] == name }

  /// What chooses the items of a list, for the story.
  var chosenBy: String { fields["Filter.1.Name"].map { " by \($0)" } ?? "" }

  var namesEndpoint: Bool { fields["VpcEndpointId.1"] != nil }

  /// Whether a field of this name, or with a name that begins so, is given.
  func has(_ name: String) -> Bool { fields.keys.contains { $0.hasPrefix(name) } }

  /// What a field says, such as an ARN.
  func text(_ name: Substring) -> String? {
    fields[name].map { String($0.replacing("%3A", with: ":").replacing("%2F", with: "/")) }
  }

  /// The targets that the request names, each as its address and its port; nil for no port.
  var targets: [(id: String, port: Int?)] {
    var found: [(id: String, port: Int?)] = []
    var number = 1
    while let id = fields["Targets.member.\(number).Id"] {
      // An IPv6 address has colons.
      let address = id.replacing("%3A", with: ":")
      found.append((String(address), fields["Targets.member.\(number).Port"].flatMap { Int($0) }))
      number += 1
    }
    return found
  }
}
