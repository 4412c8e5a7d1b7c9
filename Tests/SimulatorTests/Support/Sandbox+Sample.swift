import Core
import Documents
import Simulator

extension Sandbox {
  /// A sandbox on the sample world, or another, with a clock that stands still.
  static func sample(_ world: Observation? = nil) throws -> Sandbox {
    let snapshot = try SnapshotDocument.encode(
      try world ?? SampleWorld.make(),
      tool: ToolVersion(name: "test", version: "0")
    )
    return try Sandbox(
      snapshot: snapshot,
      file: "world.json",
      speed: 1,
      clock: VirtualClock(seconds: SampleWorld.time)
    )
  }
}
