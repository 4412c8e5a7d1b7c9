import AWS
package import Core
import Crypto

extension CertificateFiles {
  /// Reads certificate and chain and checks them by OpenSSL; the private key is left alone.
  package static func read(_ paths: CertificatePaths) -> CertificateFiles {
    switch PEMCertificates.read(paths) {
    case .failure(let found): CertificateFiles(paths, content: nil, troubles: found.all.sorted())
    case .success(let read):
      CertificateFiles(paths, content: read.content, troubles: read.troubles.sorted())
    }
  }

  /// Reads the private key too, because its import is due, and adds what stands against it.
  func withKey() -> CertificateFiles {
    var files = self
    guard case .success(let read) = PEMCertificates.read(paths) else { return files }
    do throws(CertificateFiles.Trouble) {
      _ = try read.privateKey()
    } catch {
      files.troubles = (files.troubles + [error]).sorted()
    }
    return files
  }
}

extension Observation {
  /// The same observation with what is in the files that a binding names, where it isn't recorded.
  package func withFiles(of binding: Binding) -> Observation {
    guard let paths = binding.listener?.certificate?.paths,
      !files.contains(where: { $0.paths == paths })
    else { return self }
    var observation = self
    observation.files.append(.read(paths))
    return observation
  }
}
