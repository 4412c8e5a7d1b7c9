import Core

/// The parts that plans, reports and discoveries share: labelled sections and findings.
extension Page {
  /// The width of the column of labels, such as `target group`.
  private static let labelWidth = 14

  /// A line of a section, with its label, which further lines of the section leave empty.
  mutating func section(_ label: String, _ spans: [Span]) {
    let blanks = String(repeating: " ", count: max(Self.labelWidth - label.count, 1))
    line(indent: 2, [Span(label, .title), Span(blanks)] + spans)
  }

  /// A table whose first row stands beside the label.
  mutating func section(_ label: String, rows: [[Span]]) {
    let labels = [label] + Array(repeating: "", count: max(rows.count - 1, 0))
    let width = Self.labelWidth - 2
    table(
      indent: 2,
      zip(labels, rows).map { label, cells in
        let blanks = String(repeating: " ", count: max(width - label.count, 0))
        return .cells([Span(label + blanks, label.isEmpty ? .plain : .title)] + cells)
      }
    )
  }

  /// A binding that could not be observed.
  mutating func failed(_ failed: FailedBinding) {
    gap()
    let region = failed.binding.region.map { "  \($0)" } ?? ""
    line([Span(failed.binding.name, .title), Span(region), Span("  failed", .bad)])
    gap()
    paragraph(indent: 2, lead: [Span("error", .bad), "    "], failed.reason)
    gap()
  }

  /// Each finding with its code, what was found, and what to do about it.
  mutating func findings(_ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    gap()
    for finding in findings {
      let ink: Ink =
        switch finding.severity {
        case .error: .bad
        case .warning: .changed
        case .info: .quiet
        }
      let word = finding.severity.rawValue
      let blanks = String(repeating: " ", count: 9 - word.count)
      let lead = [Span(word, ink), Span(blanks)]
      paragraph(indent: 2, lead: lead, "\(finding.code.rawValue): \(finding.message)")
      if !finding.remedy.isEmpty {
        paragraph(indent: 11, lead: ["-> "], finding.remedy)
      }
    }
  }

  /// The endpoint's addresses as rows: address, zone, network interface, subnet.
  static func addressRows(_ addresses: [EndpointAddress], limit: Int = 12) -> [[Span]] {
    var rows = addresses.prefix(limit).map { address in
      [
        Span(address.address.description), Span(zone(address)),
        Span(address.networkInterfaceId ?? "", .quiet), Span(address.subnetId ?? "", .quiet),
      ]
    }
    if addresses.count > limit {
      rows.append([Span("… and \(addresses.count - limit) more", .quiet)])
    }
    return rows
  }

  private static func zone(_ address: EndpointAddress) -> String {
    guard let name = address.availabilityZone else { return address.availabilityZoneId ?? "" }
    return address.availabilityZoneId.map { "\(name) (\($0))" } ?? name
  }
}
