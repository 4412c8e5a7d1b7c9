import Core
import Simulator
import TestSupport
import Testing

/// What is told of PEM files, each with the file and what to do.
@Suite struct CertificateFileTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let file: String
    let spoil: @Sendable (CertificateFolder) throws -> Void

    init(
      _ words: String,
      in file: String,
      _ spoil: @escaping @Sendable (CertificateFolder) throws -> Void
    ) {
      testDescription = words
      self.file = file
      self.spoil = spoil
    }
  }

  static let cases: [Case] = [
    Case("there is no such file", in: "leaf.pem") { try $0.remove("leaf.pem") },
    Case("it holds no certificate in PEM", in: "leaf.pem") { try $0.write("text", to: "leaf.pem") },
    Case("can't be read", in: "leaf.pem") {
      try $0.write($0.text("leaf.pem").replacing("MII", with: "AII"), to: "leaf.pem")
    },
    Case("it holds 2 certificates, and ACM takes one there", in: "leaf.pem") {
      try $0.write($0.text("leaf.pem") + $0.text("middle.pem"), to: "leaf.pem")
    },
    Case("it is a directory", in: "leaf.pem") {
      try $0.remove("leaf.pem")
      try $0.makeDirectory("leaf.pem")
    },
    Case("its certificate 1 (/CN=root) has not signed the certificate", in: "chain.pem") {
      try $0.write($0.text("root.pem") + $0.text("middle.pem"), to: "chain.pem")
    },
    Case("its certificate 2 (/CN=other) has not signed its certificate 1", in: "chain.pem") {
      try $0.write($0.text("middle.pem") + $0.text("other.pem"), to: "chain.pem")
    },
    Case("the certificate itself is in it", in: "chain.pem") {
      try $0.write($0.text("leaf.pem") + $0.text("middle.pem"), to: "chain.pem")
    },
    Case("it holds no certificate in PEM", in: "chain.pem") { try $0.write("", to: "chain.pem") },
    Case("the private key is not that of the certificate", in: "leaf.key") {
      try $0.write($0.text("other.key"), to: "leaf.key")
    },
    Case("wants a pass phrase", in: "leaf.key") {
      try $0.run([
        "pkey", "-in", "leaf.key", "-out", "locked", "-aes256", "-passout", "pass:secret",
      ])
      try $0.write($0.text("locked"), to: "leaf.key")
    },
    Case("it holds no private key in PEM", in: "leaf.key") { try $0.write("", to: "leaf.key") },
    Case("No such file or directory", in: "leaf.key") { try $0.remove("leaf.key") },
  ]

  @Test(arguments: cases) func `what is wrong with a file is told with the file`(
    example: Case
  ) async throws {
    let folder = try CertificateFolder()
    try folder.make("root", isAuthority: true)
    try folder.make("middle", isAuthority: true, by: "root")
    try folder.make("leaf", for: ["airflow.example.com"], by: "middle")
    try folder.make("other", isAuthority: true)
    try folder.write(folder.text("middle.pem") + folder.text("root.pem"), to: "chain.pem")
    var harbour = Harbour()
    harbour.binding.listener?.certificate = .files(
      certificate: folder.path("leaf.pem"),
      chain: folder.path("chain.pem"),
      privateKey: folder.path("leaf.key")
    )
    try example.spoil(folder)
    let stage = try Stage(harbour)
    let (plan, _) = try await stage.plan()
    let found = plan.findings.filter { $0.code == .certificateImportInvalid }
    try #require(found.count == 1, "\(plan.findings)")
    #expect(found[0].message.hasPrefix("\(folder.path(example.file)) can't be imported: "))
    #expect(found[0].message.contains(example.testDescription), "\(found[0].message)")
    #expect(!found[0].remedy.isEmpty)
    #expect(!plan.changes.contains { $0.change.action.isOnListener })
    _ = try await stage.apply()
    #expect(stage.writes.isEmpty)
  }
}
