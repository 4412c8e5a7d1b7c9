import Crypto
import TestSupport
import Testing

@testable import AWS

/// What is asked of ACM and how its answers are read; botocore's view of it is tested elsewhere.
@Suite struct ACMTests {
  @Test func `a list asks for every kind of key and reads all pages`() async throws {
    let transport = ScriptedTransport(
      answers: """
        {"CertificateSummaryList": [{"CertificateArn": "arn:a", "DomainName": "a.example",
        "SubjectAlternativeNameSummaries": ["a.example", "b.example"],
        "HasAdditionalSubjectAlternativeNames": true, "Status": "ISSUED", "Type": "IMPORTED",
        "KeyAlgorithm": "EC-prime256v1", "NotAfter": 1.798761599E9, "InUse": true}],
        "NextToken": "more"}
        """,
      #"{"CertificateSummaryList": [{"CertificateArn": "arn:b"}], "NextToken": ""}"#
    )
    let found = try await Client.scripted(transport).list(
      ACM.listCertificates(statuses: ["ISSUED"])
    )
    #expect(found.map(\.arn) == ["arn:a", "arn:b"])
    #expect(found[0].subjectAlternativeNames == ["a.example", "b.example"])
    #expect(found[0].hasMoreNames)
    #expect(found[0].type == "IMPORTED")
    #expect(found[0].keyAlgorithm == "EC_prime256v1")
    #expect(found[0].notAfter == 1_798_761_599)
    #expect(found[1].domainName == nil)
    #expect(!found[1].hasMoreNames)
    let keys = ACM.keyTypes.map { "\"\($0)\"" }.joined(separator: ", ")
    let first = """
      {"CertificateStatuses": ["ISSUED"], "Includes": {"keyTypes": [\(keys)]}, "MaxItems": 1000
      """
    #expect(transport.bodies == ["\(first)}", "\(first), \"NextToken\": \"more\"}"])
  }

  @Test func `tags are read, those too that are only a key`() async throws {
    let transport = ScriptedTransport(
      answers: #"{"Tags": [{"Key": "a", "Value": "b"}, {"Key": "c"}]}"#,
      "{}"
    )
    let client = try Client.scripted(transport)
    let tags = try await client.send(ACM.listTags(of: "arn:a")).value
    #expect(tags == [ACM.Tag(key: "a", value: "b"), ACM.Tag(key: "c", value: "")])
    #expect(try await client.send(ACM.listTags(of: "arn:a")).value == [])
    #expect(transport.bodies[0] == #"{"CertificateArn": "arn:a"}"#)
  }

  @Test func `an import carries tags, and one into a certificate none`() async throws {
    let transport = ScriptedTransport(
      answers: #"{"CertificateArn": "arn:new"}"#,
      #"{"CertificateArn": "arn:old"}"#
    )
    let client = try Client.scripted(transport, permit: WritePermit())
    let tags = [ACM.Tag(key: "k", value: "v")]
    #expect(try await client.send(ACM.importCertificate(.example, tags: tags)).value == "arn:new")
    var alone = ACM.Import.example
    alone.chain = []
    let again = ACM.importCertificate(alone, into: "arn:old")
    #expect(try await client.send(again).value == "arn:old")
    var key: [UInt8] = []
    ACM.Import.example.privateKey.appendBase64(to: &key)
    let start = """
      {"Certificate": "bGVhZg==", "PrivateKey": "\(String(decoding: key, as: UTF8.self))"
      """
    #expect(
      transport.bodies == [
        "\(start), \"CertificateChain\": \"cm9vdA==\", "
          + "\"Tags\": [{\"Key\": \"k\", \"Value\": \"v\"}]}",
        "\(start), \"CertificateArn\": \"arn:old\"}",
      ]
    )
    #expect(ACM.importCertificate(alone, into: "arn:old").resource == "arn:old")
  }

  @Test func `an import is never seen with its key`() {
    var dumped = ""
    dump(ACM.Import.example, to: &dumped)
    #expect(dumped.contains("<redacted>"))
    #expect(!dumped.contains("BEGIN"))
  }
}

extension ACM.Import {
  /// Of a key that is made anew in each run.
  static let example = literal(try? made())

  private static func made() throws -> ACM.Import {
    let folder = try CertificateFolder()
    try folder.make("leaf")
    return ACM.Import(
      certificate: Array("leaf".utf8),
      chain: Array("root".utf8),
      privateKey: try PrivateKey(file: folder.path("leaf.key"))
    )
  }
}
