/// Which certificate of a Region serves a domain.
///
/// 1. It is issued, not expired, has a key that a load balancer takes, and covers the domain.
/// 2. The one that the listener has stays while that is so for 30 days more.
/// 3. Else a name of its own goes before a wildcard, and the latest expiry before others.
package enum CertificateChoice: Hashable, Sendable {
  case one(Certificate)
  /// These are as good as each other; sorted by their ARNs.
  case several([Certificate])
  /// None can be used; these come near, sorted by their ARNs.
  case none(near: [Certificate])

  package init(
    of certificates: [Certificate],
    for domain: String,
    inUse: Set<ARN> = [],
    at now: Int
  ) {
    let certificates = certificates.sorted { $0.arn < $1.arn }
    let usable = certificates.filter { $0.isUsable(at: now) && $0.covers(domain) }
    let kept = usable.filter { inUse.contains($0.arn) && $0.hasMonth(at: now) }
    let ranked = Self.best(of: kept.isEmpty ? usable : kept, for: domain)
    switch ranked.count {
    case 0: self = .none(near: certificates.filter { $0.isNear(domain) })
    case 1: self = .one(ranked[0])
    default: self = .several(ranked)
    }
  }

  private static func best(of certificates: [Certificate], for domain: String) -> [Certificate] {
    let exact = certificates.filter { $0.names(domain) }
    let ranked = exact.isEmpty ? certificates : exact
    let latest = ranked.map { $0.notAfter ?? .min }.max()
    return ranked.filter { ($0.notAfter ?? .min) == latest }
  }
}

extension Certificate {
  /// The keys that a load balancer takes of those that ACM keeps.
  ///
  /// https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
  package static let keyAlgorithms: Set<String> = [
    "RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1",
    "EC_secp521r1",
  ]

  /// Whether a listener can have it now, whatever it is for.
  func isUsable(at now: Int) -> Bool {
    status == "ISSUED" && notAfter.map { $0 > now } ?? true
      && keyAlgorithm.map(Self.keyAlgorithms.contains) ?? true
  }

  /// Whether there are 30 days until it expires.
  fileprivate func hasMonth(at now: Int) -> Bool {
    // Clamped, for a time that no calendar holds must not overflow.
    notAfter.map { min(max($0, 0), 1 << 40) - now >= 30 * 86_400 } ?? true
  }
}
