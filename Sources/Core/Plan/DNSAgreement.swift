/// Whether DNS confirms what the API lists for an endpoint.
enum DNSAgreement {
  /// Compares DNS's answer for the endpoint's own name with the addresses of its interfaces.
  ///
  /// | DNS says | advisory | required |
  /// | --- | --- | --- |
  /// | some or all of the addresses | nothing | nothing |
  /// | an address that the API doesn't list | warning, holds removals | error, holds removals |
  /// | nothing | info | error, holds removals |
  static func findings(
    name: String?,
    sighting: NameSighting?,
    addresses: [IPAddress],
    family: AddressFamily = .ipv4,
    policy: DNSPolicy
  ) -> [Finding] {
    let required = policy == .required
    let answers = (sighting?.addresses ?? []).filter { $0.family == family }
    guard let name, !answers.isEmpty else {
      let rest = required ? "" : "; what the API lists stands alone"
      let what = name.map { "DNS gives no address for \($0) here\(sighting.reasonText)" }
      return [
        Finding(
          .dnsSilent,
          severity: required ? .error : .info,
          holds: required ? .removals : .nothing,
          (what ?? "The endpoint has no name of its own that DNS could be asked for") + rest + ".",
          remedy: required
            ? "Run where the endpoint's name resolves, name a `resolver`, or set `dns: advisory`."
            : ""
        )
      ]
    }
    let unknown = Set(answers).subtracting(addresses).sorted()
    guard !unknown.isEmpty else { return [] }
    let list = unknown.map(\.description).joined(separator: ", ")
    return [
      Finding(
        .dnsDisagrees,
        severity: required ? .error : .warning,
        "DNS answers \(list) for \(name), which the EC2 API doesn't list for the endpoint.",
        remedy: "Nothing is removed while they disagree. DNS may be behind: run again in a minute; "
          + "if it lasts, check the resolver."
      )
    ]
  }
}
