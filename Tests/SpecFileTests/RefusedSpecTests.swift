import Foundation
import Testing

@Suite struct RefusedSpecTests {
  /// The files in `Refused` hold the texts and the exact lines; `RECORD=1` rewrites the lines.
  @Test(arguments: try RefusedCase.all())
  func `a wrong spec is refused with its lines`(refused: RefusedCase) {
    #expect(lines(of: refused) == refused.errors)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD"] == "1"))
  func `recording rewrites the lines and fails`() throws {
    for file in try RefusedCase.files() {
      let text = try RefusedCase.cases(in: file).map { $0.written(with: lines(of: $0)) }
      try text.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    Issue.record("recorded; read the difference, then run without RECORD")
  }

  @Test func `no title is given twice`() throws {
    let titles = try RefusedCase.all().map(\.title)
    #expect(Set(titles).count == titles.count)
  }

  private func lines(of refused: RefusedCase) -> [String] {
    errorLines(refused.text).map { String($0.dropFirst("a.yaml:".count)) }
  }
}
