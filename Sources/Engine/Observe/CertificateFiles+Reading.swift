import AWS
package import Core
import Crypto

extension CertificateFiles {
  /// Reads certificate and chain and checks them by OpenSSL; the private key is left alone.
  package static func read(_ paths: CertificatePaths) -> CertificateFiles {
    CertificateFiles(paths, PEMCertificates.read(paths))
  }

  init(_ paths: CertificatePaths, _ read: PEMCertificates.Reading) {
    switch read {
    case .failure(let found): self.init(paths, content: nil, troubles: found.all.sorted())
    case .success(let read):
      self.init(paths, content: read.content, troubles: read.troubles.sorted())
    }
  }

  /// Reads the private key too, because its import is due, and adds what stands against it.
  func withKey(of read: PEMCertificates.Reading) -> CertificateFiles {
    var files = self
    guard case .success(let read) = read else { return files }
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
