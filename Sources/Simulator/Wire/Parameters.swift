import SigV4

/// The parameters of a call as a tree, whatever protocol they came in.
///
/// `Targets.member.1.Id=10.0.0.5` of a form is a path of four names; lists have numbers for names.
struct Parameters: Hashable {
  /// The value at this place; an empty one is what an SDK sends for an empty list.
  var text: String?

  var members: [String: Parameters]

  init(text: String? = nil, members: [String: Parameters] = [:]) {
    self.text = text
    self.members = members
  }

  /// How deep the names of a form may nest; AWS's own go to six.
  private static let deepest = 12

  subscript(_ name: String) -> Parameters? { members[name] }

  /// The text of a member; nil when it is absent or empty.
  func text(_ name: String) -> String? {
    guard let text = members[name]?.text, !text.isEmpty else { return nil }
    return text
  }

  /// The elements of a list in the order of their numbers.
  ///
  /// The wrapper stands between name and number: `member` in the query protocol.
  func list(_ name: String, wrapper: String? = "member") -> [Parameters] {
    guard var list = members[name] else { return [] }
    if let wrapper { list = list[wrapper] ?? Parameters() }
    return list.members.compactMap { name, value in Int(name).map { (number: $0, value: value) } }
      .sorted { $0.number < $1.number }.map(\.value)
  }

  func texts(_ name: String, wrapper: String? = "member") -> [String] {
    list(name, wrapper: wrapper).compactMap(\.text)
  }
}

extension Parameters {
  /// Adds the fields of an `application/x-www-form-urlencoded` text; of equal names the last counts.
  mutating func add(form: [UInt8]) {
    for field in form.split(separator: UInt8(ascii: "&")) {
      let end = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
      let value = Self.decoded(field[end...].dropFirst())
      set(String(decoding: value, as: UTF8.self), at: Self.decoded(field[..<end]))
    }
  }

  /// A name or value of a form, where a plus sign is a space.
  private static func decoded(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let (percent, plus) = (UInt8(ascii: "%"), UInt8(ascii: "+"))
    guard text.contains(where: { $0 == percent || $0 == plus }) else { return text }
    return PercentEncoding.decode(text.map { $0 == plus ? UInt8(ascii: " ") : $0 })[...]
  }

  private mutating func set(_ value: String, at path: ArraySlice<UInt8>, depth: Int = 0) {
    let end = depth < Self.deepest ? path.firstIndex(of: UInt8(ascii: ".")) : nil
    let name = String(decoding: path[..<(end ?? path.endIndex)], as: UTF8.self)
    if let end {
      members[name, default: Parameters()].set(value, at: path[(end + 1)...], depth: depth + 1)
    } else {
      members[name, default: Parameters()].text = value
    }
  }
}
