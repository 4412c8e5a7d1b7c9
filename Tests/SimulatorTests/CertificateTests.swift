import AWS
import Core
import Crypto
import Simulator
import TestSupport
import Testing

/// ACM's lists, imports and tags, asked by this client.
@Suite struct CertificateTests {
  private func client(_ bench: Bench) throws -> Client {
    Client(
      transport: bench.cloud,
      clock: bench.clock,
      credentials: FixedCredentials(try AccessKey(of: bench.cloud.caller).credentials()),
      region: try #require(RegionName(SampleWorld.region)),
      permit: WritePermit(),
      random: { 1 << 63 },
      version: "test"
    )
  }

  private func list(_ bench: Bench, _ body: String) async throws -> Bench.Reply {
    try await bench.send(
      "acm",
      method: "POST",
      headers: [
        ("Content-Type", "application/x-amz-json-1.1"),
        ("X-Amz-Target", "CertificateManager.ListCertificates"),
      ],
      body: body
    )
  }

  private func made(_ folder: CertificateFolder, _ name: String) throws -> ACM.Import {
    ACM.Import(
      certificate: try folder.bytes("\(name).pem"),
      chain: [],
      privateKey: try PrivateKey(file: folder.path("\(name).key"))
    )
  }

  private func code<Output>(_ client: Client, _ call: Call<Output>) async -> String? {
    do throws(ServiceError) {
      _ = try await client.send(call)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `a list leaves out the keys that nobody asks for, and comes in pages`() async throws {
    let bench = try Bench { world in
      let place = try SampleWorld.place()
      for (number, key) in ["EC_prime256v1", "RSA_4096", "RSA_1024"].enumerated() {
        world.places[place]?.certificates.append(
          Certificate(
            arn: arn("arn:aws:acm:us-west-2:123456789012:certificate/\(number)"),
            domainName: "\(key.lowercased()).example.com",
            status: "ISSUED",
            keyAlgorithm: key
          )
        )
      }
    }
    let usual = try await list(bench, "{}")
    #expect(usual.status == 200)
    #expect(usual.body.contains("rsa_1024.example.com"))
    #expect(usual.body.contains("airflow.example.com"))
    #expect(!usual.body.contains("RSA_4096"))
    #expect(!usual.body.contains("EC_prime256v1"))
    let first = try await list(bench, #"{"MaxItems": 1}"#)
    let token = try #require(first.member("NextToken"))
    let second = try await list(bench, "{\"MaxItems\": 1, \"NextToken\": \"\(token)\"}")
    #expect(first.member("CertificateArn") != second.member("CertificateArn"))
    let all = try await client(bench).list(ACM.listCertificates(statuses: ["ISSUED"]))
    #expect(all.count == 4)
    #expect(try await client(bench).list(ACM.listCertificates(statuses: ["EXPIRED"])).isEmpty)
    #expect(try await list(bench, #"{"MaxItems": 0}"#).status == 400)
    #expect(
      try await list(bench, #"{"NextToken": "?"}"#).member("__type") == "InvalidArgsException"
    )
  }

  @Test func `an import has its tags, and keeps its ARN when it is imported again`() async throws {
    let folder = try CertificateFolder()
    try folder.make("a", for: ["a.example.com", "b.example.com"])
    let bench = try Bench()
    let client = try client(bench)
    let tags = [ACM.Tag(key: "k", value: "v")]
    let new = ACM.importCertificate(try made(folder, "a"), tags: tags)
    let known = try await client.send(new).value
    #expect(try await client.send(ACM.listTags(of: known)).value == tags)
    try folder.make("a", for: ["c.example.com"])
    let again = ACM.importCertificate(try made(folder, "a"), into: known)
    #expect(try await client.send(again).value == known)
    let seen = try await client.send(ACM.describeCertificate(known)).value
    #expect(seen.domainName == "c.example.com")
    _ = try await client.send(ACM.addTags([.init(key: "k", value: "w")], to: known))
    #expect(try await client.send(ACM.listTags(of: known)).value == [.init(key: "k", value: "w")])
  }

  @Test func `what ACM refuses is refused`() async throws {
    let folder = try CertificateFolder()
    try folder.make("a")
    try folder.make("rsa", key: .rsa(2048))
    try folder.make("old", until: "20210101000000Z")
    try folder.make("ed", key: .ed25519)
    let bench = try Bench()
    let client = try client(bench)
    var mixed = try made(folder, "a")
    mixed.privateKey = try made(folder, "rsa").privateKey
    for call in [
      ACM.importCertificate(mixed, tags: []),
      ACM.importCertificate(try made(folder, "old"), tags: []),
      ACM.importCertificate(try made(folder, "ed"), tags: []),
      // One that ACM has issued itself.
      ACM.importCertificate(try made(folder, "a"), into: SampleWorld.certificateARN),
    ] {
      #expect(await code(client, call) == "ValidationException")
    }
    let known = try await client.send(ACM.importCertificate(made(folder, "a"), tags: [])).value
    let other = ACM.importCertificate(try made(folder, "rsa"), into: known)
    #expect(await code(client, other) == "ValidationException")
    let nowhere = "arn:aws:acm:us-west-2:123456789012:certificate/none"
    let into = ACM.importCertificate(try made(folder, "a"), into: nowhere)
    #expect(await code(client, into) == "ResourceNotFoundException")
    #expect(await code(client, ACM.listTags(of: nowhere)) == "ResourceNotFoundException")
  }
}
