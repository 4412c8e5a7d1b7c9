import AWS
import Core
import Crypto

/// A certificate and its chain as PEM files hold them, with what stands against their import.
struct PEMCertificates: Sendable {
  let paths: CertificatePaths
  let leaf: X509Certificate
  let chain: [X509Certificate]
  let content: CertificateFiles.Content
  let troubles: [Trouble]

  typealias Trouble = CertificateFiles.Trouble

  /// Why nothing can be told of the files.
  struct Unreadable: Error {
    var all: [Trouble]
  }

  typealias Reading = Result<PEMCertificates, Unreadable>

  static func read(_ paths: CertificatePaths) -> Reading {
    var troubles: [Trouble] = []
    func certificates(_ path: String) -> [X509Certificate]? {
      do throws(Trouble) {
        return try read(path)
      } catch {
        troubles.append(error)
        return nil
      }
    }
    let found = certificates(paths.certificate)
    let chain = paths.chain.map(certificates) ?? []
    guard let found, let leaf = found.first, let chain else {
      return .failure(Unreadable(all: troubles))
    }
    guard let digest = try? SHA256.digest(of: leaf.der + chain.flatMap(\.der)) else {
      let what = "OpenSSL is set up without SHA-256"
      let remedy = "Look at openssl.cnf, or at the file that OPENSSL_CONF names."
      return .failure(Unreadable(all: [Trouble(paths.certificate, what, remedy: remedy)]))
    }
    return .success(
      PEMCertificates(
        paths: paths,
        leaf: leaf,
        chain: chain,
        content: CertificateFiles.Content(
          digest: "sha256:\(Hex.encode(digest))",
          names: Set(leaf.names.map { $0.lowercased() }).sorted(),
          notBefore: leaf.notBefore,
          notAfter: leaf.notAfter,
          keyAlgorithm: ACM.keyAlgorithm(of: leaf.key)
        ),
        troubles: surplus(found, in: paths) + disorder(of: chain, after: leaf, in: paths)
      )
    )
  }

  private static func read(_ path: String) throws(Trouble) -> [X509Certificate] {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try FileReader.disk.read(path)
    } catch {
      throw Trouble(path, error.why, remedy: "Let this user read the file.")
    }
    guard let bytes else {
      throw Trouble(
        path,
        "there is no such file",
        remedy:
          "Put it there, or correct the path: one that is relative begins at the spec's folder."
      )
    }
    do throws(CertificateError) {
      return try X509Certificate.certificates(inPEM: bytes)
    } catch {
      switch error {
      case .none:
        throw Trouble(path, "it holds no certificate in PEM", remedy: convert)
      case .unreadable(let reason):
        throw Trouble(
          path,
          "a certificate in it can't be read (\(reason))",
          remedy: "Get the file from its issuer once more."
        )
      }
    }
  }

  private static let convert =
    "Certificates in PEM begin with -----BEGIN CERTIFICATE-----: `openssl x509 -inform der` makes "
    + "them of DER, `openssl pkcs12 -nokeys` of PKCS #12."

  private static func surplus(
    _ found: [X509Certificate],
    in paths: CertificatePaths
  ) -> [Trouble] {
    guard found.count > 1 else { return [] }
    return [
      Trouble(
        paths.certificate,
        "it holds \(found.count) certificates, and ACM takes one there",
        remedy: "Leave the first in it, and put the others into the file that `chain` names."
      )
    ]
  }

  /// Whether each certificate of the chain has signed the one before it.
  private static func disorder(
    of chain: [X509Certificate],
    after leaf: X509Certificate,
    in paths: CertificatePaths
  ) -> [Trouble] {
    guard let path = paths.chain else { return [] }
    if chain.contains(where: { $0.der == leaf.der }) {
      return [
        Trouble(
          path,
          "the certificate itself is in it",
          remedy: "Leave the certificates of its issuers there, and nothing else."
        )
      ]
    }
    for (index, (subject, issuer)) in zip([leaf] + chain, chain).enumerated()
    where !subject.isSigned(by: issuer) {
      let which =
        index == 0 ? "the certificate" : "its certificate \(index) (\(subject.subject))"
      let isElsewhere = chain.contains { $0 != subject && subject.isSigned(by: $0) }
      return [
        Trouble(
          path,
          "its certificate \(index + 1) (\(issuer.subject)) has not signed \(which)",
          remedy: isElsewhere
            ? "Put them in order: the issuer of the certificate first, then each one's own issuer."
            : "Put the issuers of this certificate there, as its issuer gave them."
        )
      ]
    }
    return []
  }

  /// Reads the private key, which has to be that of the certificate.
  func privateKey() throws(Trouble) -> PrivateKey {
    let path = paths.privateKey
    let key: PrivateKey
    do throws(PrivateKey.Refusal) {
      key = try PrivateKey(file: path)
    } catch {
      switch error {
      case .notRead(let reason):
        throw Trouble(path, "the system says: \(reason)", remedy: "Let this user read the file.")
      case .tooLarge(let limit):
        throw Trouble(
          path,
          "it is longer than \(limit) bytes",
          remedy: "Name the file with the private key alone."
        )
      case .encrypted:
        throw Trouble(
          path,
          "the private key wants a pass phrase, and ACM takes none that does",
          remedy: "`openssl pkey -in FILE -out FILE` writes it without one; keep that file to "
            + "yourself (mode 0600)."
        )
      case .unreadable(let reason):
        throw Trouble(
          path,
          "it holds no private key in PEM (\(reason))",
          remedy: "Name the key's own file, which begins with -----BEGIN PRIVATE KEY-----."
        )
      }
    }
    guard leaf.isCertified(key) else {
      throw Trouble(
        path,
        "the private key is not that of the certificate in \(paths.certificate)",
        remedy: "Name the key that the certificate was requested with."
      )
    }
    return key
  }
}
