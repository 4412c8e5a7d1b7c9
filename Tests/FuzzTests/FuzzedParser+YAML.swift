import Core
import SpecFile

@testable import Documents

extension FuzzedParser {
  static func takeYAML(_ bytes: [UInt8]) -> String? {
    let bindings: [Binding]
    do throws(SpecErrors) {
      bindings = try read(bytes)
    } catch {
      for line in error.description.split(separator: "\n") {
        let isShaped = line.hasPrefix("a.yaml:") || line.hasPrefix("and ")
        guard isShaped, line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
          return "an error is no line of its own"
        }
      }
      return nil
    }
    let document = JSON.object(["version": .int(1), "bindings": .array(bindings.map(\.json))])
    guard let written = try? document.documentBytes() else { return "a spec isn't written" }
    guard !bindings.isEmpty else { return nil }
    return (try? read(written)) == bindings ? nil : "a spec is read otherwise than it was written"
  }

  private static func read(_ bytes: [UInt8]) throws(SpecErrors) -> [Binding] {
    try SpecReader.read([SpecSource(name: "a.yaml", bytes: bytes, baseDirectory: "/specs")])
  }
}
