import Core

// The contract's finding codes that hold something, written down a second time.
extension Knowledge {
  /// Why nothing at all may be written; nil where something may.
  var holdOfAll: String? {
    switch binding.endpoint.source {
    case .mwaaEnvironment:
      guard let environment else { return "environment-gone" }
      if environment.status == "DELETING" || environment.status == "DELETED" {
        return "environment-gone"
      }
      if environment.accessMode == "PUBLIC_ONLY" { return "environment-public" }
    case .hostname: return wanted.isEmpty ? "dns-silent" : nil
    case .addresses: return nil
    case .vpcEndpoint, .service: break
    }
    guard let endpoint else { return "endpoint-not-found" }
    return endpoint.state == "available" ? nil : "endpoint-not-available"
  }

  /// Why no removal but a stranger's may be made; nil where one may.
  var holdOfStale: String? {
    if let environment, !["AVAILABLE", "UPDATE_FAILED"].contains(environment.status) {
      return "environment-unsettled"
    }
    return holdOfRemovals
  }

  /// Why no removal at all may be made; nil where one may.
  var holdOfRemovals: String? {
    if let holdOfAll { return holdOfAll }
    if wanted.count < binding.targetGroup.minimumTargets { return "too-few-addresses" }
    guard let endpoint else { return nil }
    if !isEndpointWhole { return "endpoint-incomplete" }
    guard binding.endpoint.dns != .off else { return nil }
    let regional = endpoint.dnsNames.map { $0.lowercased() }.filter { $0.hasPrefix(endpoint.id) }
    let answers = regional.min().map(addressesOf) ?? []
    if answers.isEmpty { return binding.endpoint.dns == .required ? "dns-silent" : nil }
    return Set(answers).isSubset(of: wanted.map(\.address)) ? nil : "dns-disagrees"
  }
}
