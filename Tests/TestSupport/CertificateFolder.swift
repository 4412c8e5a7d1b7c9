import Foundation
import Synchronization

/// Certificates and keys, made by the program `openssl` in a folder that is gone when the tests end.
///
/// They are valid from 2020 to 2100, so that no test depends on the day; no key is ever kept.
package final class CertificateFolder: Sendable {
  package enum Key: Sendable {
    case rsa(Int)
    case curve(String)
    case ed25519

    fileprivate var arguments: [String] {
      switch self {
      case .rsa(let bits): ["-newkey", "rsa:\(bits)"]
      case .curve(let name): ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:\(name)"]
      case .ed25519: ["-newkey", "ed25519"]
      }
    }
  }

  private let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "mooring-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = Self.removal
    let folder = folder
    Self.all.withLock { $0.append(folder) }
    try write(
      """
      [ca]
      default_ca = here
      [here]
      database = index
      new_certs_dir = .
      rand_serial = yes
      default_md = sha256
      policy = any
      copy_extensions = copy
      unique_subject = no
      [any]
      commonName = optional
      """,
      to: "ca.cnf"
    )
    try write("", to: "index")
  }

  /// The folders to remove when the tests end, and not before: what reads the files knows their paths
  /// only.
  private static let all = Mutex<[URL]>([])

  private static let removal: Void = {
    atexit {
      for folder in CertificateFolder.all.withLock({ $0 }) {
        try? FileManager.default.removeItem(at: folder)
      }
    }
    return ()
  }()

  /// The absolute path of a file.
  package func path(_ name: String) -> String { folder.appending(path: name).path }

  package func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  package func bytes(_ name: String) throws -> [UInt8] { Array(try text(name).utf8) }

  package func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  package func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }

  package func makeDirectory(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: false)
  }

  /// Makes `NAME.pem` and `NAME.key`, signed by itself or by an authority that was made before.
  package func make(
    _ name: String,
    for hosts: [String] = [],
    isAuthority: Bool = false,
    key: Key = .curve("prime256v1"),
    by issuer: String? = nil,
    from: String = "20200101000000Z",
    until: String = "21000101000000Z"
  ) throws {
    var extensions: [String] = []
    if !hosts.isEmpty {
      let names = hosts.map { "DNS:\($0)" }.joined(separator: ",")
      extensions += ["-addext", "subjectAltName=\(names)"]
    }
    if isAuthority { extensions += ["-addext", "basicConstraints=critical,CA:TRUE"] }
    try run(
      ["req", "-new", "-nodes"] + key.arguments + [
        "-keyout", "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(hosts.first ?? name)",
      ] + extensions
    )
    let signer =
      issuer.map { ["-cert", "\($0).pem", "-keyfile", "\($0).key"] }
      ?? ["-selfsign", "-keyfile", "\(name).key"]
    try run(
      ["ca", "-batch", "-config", "ca.cnf", "-notext", "-in", "\(name).csr", "-out", "\(name).pem"]
        + ["-startdate", from, "-enddate", until] + signer
    )
  }

  /// Runs `openssl` in the folder.
  package func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(arguments: arguments) }
  }

  package struct Failed: Error {
    var arguments: [String]
  }
}
