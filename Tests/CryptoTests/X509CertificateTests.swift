import TestSupport
import Testing

@testable import Crypto

/// Certificates and keys that the program `openssl` has made.
@Suite struct X509CertificateTests {
  static let keys: [(CertificateFolder.Key, X509Certificate.Key)] = [
    (.rsa(2048), .rsa(bits: 2048)), (.curve("prime256v1"), .curve("prime256v1")),
    (.curve("secp384r1"), .curve("secp384r1")), (.curve("secp521r1"), .curve("secp521r1")),
    (.ed25519, .other("ED25519")),
  ]

  @Test(arguments: keys.indices) func `a certificate is read whatever its key`(index: Int) throws {
    let (made, read) = Self.keys[index]
    let folder = try CertificateFolder()
    try folder.make("leaf", for: ["airflow.example.com", "*.example.org"], key: made)
    let found = try X509Certificate.certificates(inPEM: folder.bytes("leaf.pem"))
    try #require(found.count == 1)
    #expect(found[0].names == ["airflow.example.com", "*.example.org"])
    #expect(found[0].notBefore == 1_577_836_800)
    #expect(found[0].notAfter == 4_102_444_800)
    #expect(found[0].key == read)
    #expect(found[0].subject == "/CN=airflow.example.com")
    #expect(found[0].isCertified(try PrivateKey(file: folder.path("leaf.key"))))
    #expect(try X509Certificate.certificates(inPEM: found[0].pem) == found)
  }

  @Test func `without the extension the common name is the name`() throws {
    let folder = try CertificateFolder()
    try folder.make("plain.example.com")
    let found = try X509Certificate.certificates(inPEM: folder.bytes("plain.example.com.pem"))
    #expect(found.map(\.names) == [["plain.example.com"]])
  }

  @Test func `a chain is who has signed whom`() throws {
    let folder = try CertificateFolder()
    try folder.make("root", isAuthority: true)
    try folder.make("middle", isAuthority: true, by: "root")
    try folder.make("leaf", for: ["a.example"], by: "middle")
    try folder.make("other", isAuthority: true)
    let names = ["leaf", "middle", "root", "other"]
    let text = try names.map { try folder.text("\($0).pem") }.joined(separator: "a remark\n")
    let found = try X509Certificate.certificates(inPEM: Array(text.utf8))
    try #require(found.count == 4)
    for (subject, issuer) in [(0, 1), (1, 2), (2, 2), (3, 3)] {
      #expect(found[subject].isSigned(by: found[issuer]), "\(subject) by \(issuer)")
    }
    for (subject, issuer) in [(0, 2), (1, 0), (2, 1), (0, 3), (0, 0)] {
      #expect(!found[subject].isSigned(by: found[issuer]), "\(subject) by \(issuer)")
    }
  }

  @Test(arguments: ["", "nothing", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"])
  func `a text without a certificate is told`(text: String) {
    #expect(throws: CertificateError.none) {
      try X509Certificate.certificates(inPEM: Array(text.utf8))
    }
  }

  @Test func `a certificate that is broken is told with a reason`() throws {
    let folder = try CertificateFolder()
    try folder.make("leaf")
    var text = try folder.text("leaf.pem")
    text.replace("MII", with: "AII")
    let broken = Array(text.utf8)
    #expect {
      try X509Certificate.certificates(inPEM: broken)
    } throws: { error in
      guard case .unreadable(let reason) = error as? CertificateError else { return false }
      return !reason.isEmpty
    }
  }

  @Test func `another key is not certified`() throws {
    let folder = try CertificateFolder()
    try folder.make("leaf")
    try folder.make("other")
    try folder.make("rsa", key: .rsa(2048))
    let found = try X509Certificate.certificates(inPEM: folder.bytes("leaf.pem"))
    for name in ["other", "rsa"] {
      #expect(!found[0].isCertified(try PrivateKey(file: folder.path("\(name).key"))))
    }
  }

  @Test func `a key is read in each of its forms, with parameters before it`() throws {
    let folder = try CertificateFolder()
    try folder.run(["ecparam", "-name", "prime256v1", "-genkey", "-out", "ec.key"])
    try folder.run(["req", "-x509", "-key", "ec.key", "-out", "ec.pem", "-subj", "/CN=a"])
    #expect(try folder.text("ec.key").contains("EC PARAMETERS"))
    let found = try X509Certificate.certificates(inPEM: folder.bytes("ec.pem"))
    let key = try PrivateKey(file: folder.path("ec.key"))
    #expect(found[0].isCertified(key))
    var sent: [UInt8] = []
    key.appendBase64(to: &sent)
    try folder.write(String(decoding: sent, as: UTF8.self), to: "sent")
    try folder.run(["base64", "-d", "-A", "-in", "sent", "-out", "again"])
    #expect(try folder.text("again").hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    #expect(found[0].isCertified(try PrivateKey(file: folder.path("again"))))
  }

  @Test func `a key that can't be used is refused, and none is asked for on the terminal`() throws {
    let folder = try CertificateFolder()
    try folder.make("leaf")
    try folder.run([
      "pkey", "-in", "leaf.key", "-out", "locked.key", "-aes256", "-passout", "pass:secret",
    ])
    try folder.write("nothing", to: "none.key")
    try folder.write(String(repeating: "a", count: 300_000), to: "long.key")
    #expect(throws: PrivateKey.Refusal.encrypted) {
      try PrivateKey(file: folder.path("locked.key"))
    }
    #expect(throws: PrivateKey.Refusal.tooLarge(limit: 262_144)) {
      try PrivateKey(file: folder.path("long.key"))
    }
    #expect(throws: PrivateKey.Refusal.unreadable(reason: "unsupported")) {
      try PrivateKey(file: folder.path("none.key"))
    }
    #expect(throws: PrivateKey.Refusal.notRead(reason: "No such file or directory")) {
      try PrivateKey(file: folder.path("absent.key"))
    }
  }

  @Test func `a key is never seen`() throws {
    let folder = try CertificateFolder()
    try folder.make("leaf")
    let key = try PrivateKey(file: folder.path("leaf.key"))
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(!text.contains("BEGIN"))
      #expect(text.contains("<redacted>"))
    }
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `base 64 is that of RFC 4648`(text: String, base64: String) {
    #expect(String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) == base64)
  }
}
