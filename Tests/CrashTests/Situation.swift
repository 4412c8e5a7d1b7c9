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
    scenario = Scenario(seed: 1, harbour: harbour)
  }

  /// The world and the spec that a seed draws.
  init(seed: UInt64) {
    var scenario = Scenario(seed: seed)
    scenario.troubles = []
    testDescription = "seed \(seed)"
    self.scenario = scenario
  }
}
