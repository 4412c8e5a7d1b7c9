import Core
import Documents
import Foundation
import SpecFile
import TestSupport
import Testing

@testable import Simulation

/// A binding and the world it is applied to: of a folder of `Plans/`, or drawn from a seed.
struct Situation: Sendable, CustomTestStringConvertible {
  let testDescription: String

  /// What is wanted in which world; nothing goes wrong there.
  let scenario: Scenario

  /// The files that it imports; nil where it imports none.
  private let files: CertificateFolder?

  private static let plans = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Plans").standardizedFileURL

  static func ofPlans() throws -> [Situation] {
    try FileManager.default
      .contentsOfDirectory(at: plans, includingPropertiesForKeys: [.isDirectoryKey])
      .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
      .sorted { $0.path < $1.path }
      .map(Situation.init)
  }

  private init(in folder: URL) throws {
    func bytes(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: folder.appending(path: name)))
    }
    let spec = SpecSource(
      name: "spec.yaml",
      bytes: try bytes("spec.yaml"),
      baseDirectory: folder.path
    )
    let bindings = try SpecReader.read([spec])
    var harbour = Harbour()
    harbour.binding = try #require(bindings.count == 1 ? bindings.first : nil)
    harbour.observation = try SnapshotDocument.decode(bytes("world.json"), file: "world.json")
    testDescription = folder.lastPathComponent
    files = try Self.makeFiles(for: &harbour)
    scenario = Scenario(seed: 1, harbour: harbour)
  }

  /// Makes the files of an import anew, with a key, for none is kept with the situations.
  private static func makeFiles(for harbour: inout Harbour) throws -> CertificateFolder? {
    guard let paths = harbour.binding.listener?.certificate?.paths,
      let content = harbour.observation.files.first?.content
    else { return nil }
    let folder = try CertificateFolder()
    try folder.make("authority", isAuthority: true)
    try folder.make("leaf", for: content.names, by: "authority")
    harbour.binding.listener?.certificate = .files(
      certificate: folder.path("leaf.pem"),
      chain: paths.chain.map { _ in folder.path("authority.pem") },
      privateKey: folder.path("leaf.key")
    )
    harbour.observation.files = []
    return folder
  }

  /// The world and the spec that a seed draws.
  init(seed: UInt64) {
    var scenario = Scenario(seed: seed)
    scenario.troubles = []
    testDescription = "seed \(seed)"
    files = nil
    self.scenario = scenario
  }
}
