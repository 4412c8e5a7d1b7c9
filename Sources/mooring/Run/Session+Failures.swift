import Core

extension Session {
  /// Says on standard error what failed, where the result is for programs and may go to a file.
  func tellFailures(of bindings: [BindingResult]) {
    for case .failed(let failed) in bindings {
      log.error(failed.reason, ["binding": failed.binding.name])
    }
  }

  /// As above, for what became of an apply.
  func tellFailures(of report: Report) {
    for binding in report.bindings {
      for error in [binding.error].compactMap(\.self) + binding.outcomes.failures {
        log.error(error, ["binding": binding.name])
      }
    }
  }
}

extension [Outcome] {
  fileprivate var failures: [String] {
    filter { $0.result == .failed }.compactMap(\.error)
  }
}
