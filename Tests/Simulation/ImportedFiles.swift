import Core
import Engine
import TestSupport

/// The files of a certificate that specs import, written once a process.
///
/// The same in every process, so that a seed's life is, too. The private key is the number 1, which is
/// nobody's secret; the certificate is for both hosts that rules are drawn for, from 2020 to 2100.
enum ImportedFiles {
  /// Nil where no folder can be made.
  static let paths: CertificatePaths? = {
    guard let folder = try? CertificateFolder(),
      (try? folder.write(armored(certificate, as: "CERTIFICATE"), to: "leaf.pem")) != nil,
      (try? folder.write(armored(key, as: "PRIVATE KEY"), to: "leaf.key")) != nil
    else { return nil }
    return CertificatePaths(
      certificate: folder.path("leaf.pem"),
      chain: nil,
      privateKey: folder.path("leaf.key")
    )
  }()

  /// What an import of them is marked with.
  static let content = paths.flatMap { CertificateFiles.read($0).content }

  private static func armored(_ lines: String, as what: String) -> String {
    "-----BEGIN \(what)-----\n\(lines)\n-----END \(what)-----\n"
  }

  private static let key = """
    MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAQ==
    """

  private static let certificate = """
    MIIBlDCCATqgAwIBAgIUPuEAoocp5srDE7xGeawqY4jTkCEwCgYIKoZIzj0EAwIw
    HjEcMBoGA1UEAwwTYWlyZmxvdy5leGFtcGxlLmNvbTAgFw0yMDAxMDEwMDAwMDBa
    GA8yMTAwMDEwMTAwMDAwMFowHjEcMBoGA1UEAwwTYWlyZmxvdy5leGFtcGxlLmNv
    bTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32B
    LeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfWjVDBS
    MDEGA1UdEQQqMCiCE2FpcmZsb3cuZXhhbXBsZS5jb22CEWZsb3dzLmV4YW1wbGUu
    Y29tMB0GA1UdDgQWBBS0Z6OZnrXvpnHeADLwipyeXv2g4TAKBggqhkjOPQQDAgNI
    ADBFAiAf63ZIncUD/qkz1MUoWDSirHcmVihUCVrj3kmbfwlkxAIhAM4XRBBN8+AO
    1yA/U1/hn6LKgpCRSYNx8+GZxbXWzahI
    """
}
