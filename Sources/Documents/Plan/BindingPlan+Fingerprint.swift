package import Core

extension BindingPlan {
  /// What a saved plan is bound to: the digest of all that the changes were made from.
  ///
  /// It covers the planner's lines, the API hosts and the resolved spec. A plan made anew for the
  /// same binding has the same fingerprint while nothing of that has changed.
  package func fingerprint() throws(DocumentError) -> String? {
    guard !fingerprintLines.isEmpty else { return nil }
    let hosts = JSON.object(apiHosts.mapValues(JSON.string))
    let lines =
      fingerprintLines + [
        "apiHosts=\(String(decoding: try hosts.compactBytes(), as: UTF8.self))",
        "spec=\(String(decoding: try binding.json.compactBytes(), as: UTF8.self))",
      ]
    return try JSON.digest(of: Array(lines.joined(separator: "\n").utf8))
  }
}
