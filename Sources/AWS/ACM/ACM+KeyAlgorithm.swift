package import Crypto

extension ACM {
  /// ACM's word for a kind of key, such as `EC_prime256v1`; for one that it doesn't take, OpenSSL's.
  package static func keyAlgorithm(of key: X509Certificate.Key) -> String {
    switch key {
    case .rsa(let bits): "RSA_\(bits)"
    case .curve(let name): "EC_\(name)"
    case .other(let name): name
    }
  }
}
