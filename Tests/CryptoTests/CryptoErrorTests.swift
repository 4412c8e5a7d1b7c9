import Crypto
import Foundation
import Testing

@Suite struct CryptoErrorTests {
  @Test func `an OpenSSL set up without SHA-256 makes an error, never a digest`() async {
    await #expect(processExitsWith: .exitCode(42)) {
      let configuration = """
        openssl_conf = start
        [start]
        providers = providers
        [providers]
        null = activated
        [activated]
        activate = 1
        """
      let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).cnf")
      try Data(configuration.utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      setenv("OPENSSL_CONF", file.path(percentEncoded: false), 1)

      let digest = Result { () throws(CryptoError) in try SHA256.digest(of: []) }
      let code = Result { () throws(CryptoError) in
        try HMACSHA256.authenticationCode(for: [], key: [])
      }
      guard case .failure(.unavailable("SHA-256", let reason)) = digest, !reason.isEmpty,
        case .failure(.unavailable("HMAC-SHA256", _)) = code
      else { exit(1) }
      try? FileManager.default.removeItem(at: file)
      exit(42)
    }
  }

  @Test func `the error says what is missing and where to look`() {
    let text = CryptoError.unavailable(algorithm: "SHA-256", reason: "unsupported").description
    #expect(text.contains("SHA-256: unsupported"))
    #expect(text.contains("OPENSSL_CONF"))
  }
}
