/// Names of hosts, as a spec has them and as a listener rule matches them.
package enum HostName {
  /// The name in lower case without trailing dot; nil for what DNS can't hold.
  ///
  /// Labels have 1 to 63 characters, the name at most 253 (RFC 1123 section 2.1, with the underscore
  /// that service names have). The last label is not a number, or the name would be an address.
  static func normalized(_ text: String) -> String? {
    let name = text.hasSuffix(".") ? text.dropLast() : text[...]
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...253).contains(name.utf8.count), labels.allSatisfy(isLabel),
      labels.last?.utf8.allSatisfy(\.isDigit) == false
    else { return nil }
    return name.lowercased()
  }

  /// Whether the text is a host name with a dot in it.
  static func isValid(_ text: String) -> Bool { text.contains(".") && normalized(text) != nil }

  /// A host name that a listener rule can ask for as it is, in lower case without trailing dot.
  package static func ruleName(_ text: String) -> String? {
    guard isValid(text), let name = normalized(text), name.utf8.count <= 128 else { return nil }
    return name
  }

  /// A host of a listener rule in lower case: `*` stands for any characters, `?` for one.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
  static func pattern(_ text: String) -> String? {
    guard (1...128).contains(text.utf8.count), text.contains("."),
      text.utf8.allSatisfy({ $0.isNameCharacter || $0.isOne(of: "_.*?") })
    else { return nil }
    return text.lowercased()
  }

  private static func isLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
      && label.utf8.allSatisfy { $0.isNameCharacter || $0 == UInt8(ascii: "_") }
  }
}

extension TextForm where Value == String {
  static var hostName: TextForm {
    TextForm(
      noun: "a host name such as internal.example.com",
      parse: HostName.normalized,
      remark: HostName.remark
    )
  }

  /// A domain of a certificate: a host name, or `*.` and a host name.
  static var domain: TextForm {
    TextForm(
      noun: "a domain such as airflow.example.com",
      parse: { text in
        guard text.hasPrefix("*.") else { return HostName.normalized(text) }
        return HostName.normalized(String(text.dropFirst(2))).map { "*." + $0 }
      },
      remark: HostName.remark
    )
  }

  static var ruleHost: TextForm {
    TextForm(
      noun: "a host such as airflow.example.com: 1 to 128 letters, digits and `-_.*?`, with a dot",
      parse: HostName.pattern,
      remark: HostName.remark
    )
  }
}

extension HostName {
  fileprivate static func remark(_ text: String) -> String? {
    if text.contains("://") { return "write the host alone, without scheme and path" }
    if text.contains("/") { return "write the host alone, without path" }
    if text.contains(":") { return "write the host alone, without port" }
    return nil
  }
}
