import AWS

/// What a request asks for, as its body says.
struct Asked: Sendable {
  let operation: String
  let isRead: Bool
  private let body: [UInt8]

  init(_ request: HTTPRequest) {
    body = request.body
    let target = request.headers.first { $0.name == "X-Amz-Target" }?.value
    operation =
      Self.value(of: "Action", in: body)
      ?? target?.split(separator: ".").last.map(String.init) ?? "GetEnvironment"
    isRead = ["Describe", "Get", "List", "Assume"].contains(where: operation.hasPrefix)
  }

  private subscript(_ name: String) -> String? { Self.value(of: name, in: body) }

  private static func value(of name: String, in body: [UInt8]) -> String? {
    let start = Array("\(name)=".utf8)
    var rest = body[...]
    while !rest.isEmpty {
      let field = rest.prefix { $0 != UInt8(ascii: "&") }
      if field.starts(with: start) {
        return String(decoding: field.dropFirst(start.count), as: UTF8.self)
      }
      rest = rest.dropFirst(field.count + 1)
    }
    return nil
  }

  /// Whether a filter of this name chooses what is listed.
  func isFiltered(by name: String) -> Bool { self["Filter.1.Name"] == name }

  /// What chooses the items of a list, for the story.
  var chosenBy: String { self["Filter.1.Name"].map { " by \($0)" } ?? "" }

  var namesEndpoint: Bool { self["VpcEndpointId.1"] != nil }

  /// Whether a field of this name, or with a name that begins so, is given.
  func has(_ name: String) -> Bool {
    body.split(separator: UInt8(ascii: "&")).contains { $0.starts(with: name.utf8) }
  }

  /// What a field says, such as an ARN.
  func text(_ name: String) -> String? {
    self[name].map { $0.replacing("%3A", with: ":").replacing("%2F", with: "/") }
  }

  /// The targets that the request names, each as its address and its port; nil for no port.
  var targets: [(id: String, port: Int?)] {
    var found: [(id: String, port: Int?)] = []
    var number = 1
    while let id = self["Targets.member.\(number).Id"] {
      // An IPv6 address has colons.
      let address = id.replacing("%3A", with: ":")
      found.append((address, self["Targets.member.\(number).Port"].flatMap { Int($0) }))
      number += 1
    }
    return found
  }
}
