import AWS
import Core
import Documents
import Engine
import Foundation
import Testing

@testable import mooring

@Suite struct TerminalTests {
  private func terminal(
    isOutput: Bool = true,
    refuses: Bool = false,
    isDumb: Bool = false
  )
    -> Terminal
  {
    Terminal(isOutput: isOutput, isError: true, refusesColor: refuses, isDumb: isDumb, columns: nil)
  }

  @Test func `colour is for terminals that want it, unless it is asked for`() {
    #expect(terminal().colors(.auto))
    #expect(!terminal(isOutput: false).colors(.auto))
    #expect(!terminal(refuses: true).colors(.auto))
    #expect(!terminal(isDumb: true).colors(.auto))
    #expect(!terminal().colors(.never))
    #expect(terminal(isOutput: false, refuses: true).colors(.always))
  }

  @Test func `a dumb terminal's lines are not drawn over`() {
    #expect(terminal().redraws)
    #expect(!terminal(isDumb: true).redraws)
  }
}
