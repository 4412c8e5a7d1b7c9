import Core
import Engine
import TestSupport

// What is left to do before the group when a run is over, or when all is calm.
extension Checker {
  /// Nothing where a finding holds it.
  func frontLeft(_ truth: Truth) -> [String] {
    guard let front = Front(of: binding, in: truth), truth.loadBalancer(of: front.spec) != nil,
      !front.isHeld
    else { return [] }
    var wanted: Set<ARN> = []
    if let source = front.spec.certificate {
      guard let usable = usable(source, front, truth) else { return [] }
      wanted = usable
    }
    guard let listener = front.listener else { return ["there is no listener"] }
    var left: [String] = []
    if front.spec.certificate != nil {
      // Clients get one beside the default one by the host that they name.
      let its =
        front.isShared ? listener.certificates : Set([listener.certificate].compactMap(\.self))
      if its.isDisjoint(with: wanted) { left.append("the certificate is not the listener's") }
    }
    if let policy = front.spec.sslPolicy, policy != listener.sslPolicy {
      left.append("the listener's policy is not the spec's")
    }
    if let rule = front.spec.rule {
      let own = front.rules.first { front.isOwn($0) && $0.priority == rule.priority }
      if own?.hosts != rule.hosts { left.append("no rule of the spec's forwards to the group") }
    }
    return left
  }

  /// The certificates of which any will do; nil where none can be told, which holds everything.
  private func usable(_ source: CertificateSource, _ front: Front, _ truth: Truth) -> Set<ARN>? {
    let issued = truth.here.certificates.filter { $0.status == "ISSUED" }
    switch source {
    case .arn(let arn): return issued.contains { $0.arn == arn } ? [arn] : nil
    case .domain(let domain):
      let wildcard = "*" + domain.drop { $0 != "." }
      let exact = issued.filter { $0.names.contains(domain) }
      let all = exact + issued.filter { $0.names.contains(wildcard) && !$0.names.contains(domain) }
      let arns = Set(all.map(\.arn))
      if let listener = front.listener, !arns.isDisjoint(with: listener.certificates) {
        return arns
      }
      let best = exact.isEmpty ? all : exact
      let latest = best.compactMap(\.notAfter).max()
      let chosen = best.filter { $0.notAfter == latest }.map(\.arn)
      return chosen.count == 1 ? Set(chosen) : nil
    case .files:
      guard let paths = source.paths, let content = CertificateFiles.read(paths).content else {
        return nil
      }
      return Set(
        issued.filter {
          $0.imported == ImportTags(binding: binding.name, digest: content.digest)
        }.map(\.arn)
      )
    }
  }
}
