import AWS

/// What a request asks for, as its body says.
struct Asked: Sendable {
  let operation: String
  let isRead: Bool
  private let fields: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)]

  init(_ request: HTTPRequest) {
    fields = request.body.split(separator: UInt8(ascii: "&")).compactMap { pair in
      pair.firstIndex(of: UInt8(ascii: "=")).map { (pair[..<$0], pair[($0 + 1)...]) }
    }
    let target = request.headers.first { $0.name == "X-Amz-Target" }?.value
    operation =
      Self.value(of: "Action", in: fields)
      ?? target?.split(separator: ".").last.map(String.init) ?? "GetEnvironment"
    isRead = ["Describe", "Get", "List", "Assume"].contains(where: operation.hasPrefix)
  }

  private subscript(_ name: String) -> String? { Self.value(of: name, in: fields) }

  private static func value(
    of name: String,
    in fields: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)]
  ) -> String? {
    fields.first { $0.name.elementsEqual(name.utf8) }.map {
      String(decoding: $0.value, as: UTF8.self)
    }
  }

  /// Whether a filter of this name chooses what is listed.
  func isFiltered(by name: String) -> Bool { self["Filter.1.Name"] == name }

  /// What chooses the items of a list, for the story.
  var chosenBy: String { self["Filter.1.Name"].map { " by \($0)" } ?? "" }

  var namesEndpoint: Bool { self["VpcEndpointId.1"] != nil }

  /// Whether a field of this name, or with a name that begins so, is given.
  func has(_ name: String) -> Bool { fields.contains { $0.name.starts(with: name.utf8) } }

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
