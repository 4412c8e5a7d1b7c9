import Core
import Documents
import SpecFile
import TestSupport
import Testing

@Suite struct SavedSpecTests {
  @Test(arguments: UInt64(0)..<200)
  func `a saved plan's spec reads as the bindings that were planned`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let plan = try generator.plan()
    let planned = plan.bindings.compactMap { result -> Binding? in
      guard case .planned(let plan) = result else { return nil }
      return plan.binding
    }
    let saved = try PlanDocument.decode(
      PlanDocument.encode(plan, tool: tool),
      file: "plan.json"
    )
    let bytes = try saved.specDocument()
    guard !planned.isEmpty else { return #expect(saved.bindings.allSatisfy { $0.error != nil }) }
    let source = SpecSource(name: "plan.json", bytes: bytes, baseDirectory: "/elsewhere")
    #expect(try SpecReader.read([source]) == planned)
  }
}
