import Testing

@testable import mooring

@Suite struct ExitCodeTests {
  @Test func `the numbers are the contract's`() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 64, 65, 130, 143])
  }

  private static let merges: [([ExitCode], ExitCode)] = [
    ([], .done), ([.done, .done], .done), ([.done, .changesPending], .changesPending),
    ([.changesPending, .held], .held), ([.held, .partial, .changesPending], .partial),
    ([.partial, .failed, .held], .failed), ([.failed, .wrongUsage], .wrongUsage),
  ]

  @Test(arguments: merges)
  func `the highest-ranking of 1, 5, 3, 2, 0 is the run's`(codes: [ExitCode], run: ExitCode) {
    #expect(ExitCode.merged(codes) == run)
    #expect(ExitCode.merged(codes.reversed()) == run)
  }
}
