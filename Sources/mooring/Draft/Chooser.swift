/// Chooses one of several candidates, or a text: without a question where nothing is to be asked, else
/// at the terminal.
struct Chooser {
  /// Nil where nobody is there to answer.
  let keyboard: Keyboard?

  let console: Console

  /// The index of a candidate, the best one first; nil for none of them.
  ///
  /// Candidates are never empty, and shown as they are given. Where nobody can be asked, the evident
  /// one is taken, and without one the flag that says it is named, with what else it may name. Where
  /// `none` says what it means to choose none, that may be answered too, as 0. Enter gives the
  /// answer `enter`, if there is one.
  func choose(
    _ what: String,
    _ candidates: [String],
    flag: FlagName,
    evident: Int?,
    none: String?,
    orNamed other: String? = nil,
    enter: Int? = 1
  ) throws(CommandFailure) -> Int? {
    guard let keyboard else {
      if let evident { return evident }
      throw CommandFailure(
        .wrongUsage,
        messages: ["which \(what)? There is no terminal to ask on: name one with \(flag.typed)"]
          + (candidates + (other.map { [$0] } ?? [])).map { "  \($0.printable)" }
      )
    }
    console.note("Which \(what)?")
    for (number, candidate) in candidates.enumerated() {
      console.note("  \(number + 1)  \(candidate.printable)")
    }
    if let none { console.note("  0  \(none)") }
    let lowest = none == nil ? 1 : 0
    while true {
      let question = enter.map { "Number (Enter for \($0)): " } ?? "Number: "
      let answer = try line(after: question, at: keyboard)
      if let number = answer.isEmpty ? enter : Int(answer),
        (lowest...candidates.count).contains(number)
      {
        return number == 0 ? nil : number - 1
      }
      console.note("A number from \(lowest) to \(candidates.count).")
    }
  }

  /// A text that is typed, or proposed and taken with Enter; where nobody can be asked, the proposed
  /// one, and without one the flag that says it is named.
  ///
  /// What `trouble` says is wrong with an answer is told, and asked again.
  func text(
    _ what: String,
    because reason: String,
    flag: FlagName,
    proposed: String?,
    trouble: (String) -> String?
  ) throws(CommandFailure) -> String {
    guard let keyboard else {
      if let proposed { return proposed }
      throw CommandFailure(
        .wrongUsage,
        messages: [
          "which \(what)? There is no terminal to ask on: name one with \(flag.typed)",
          "  \(reason)",
        ]
      )
    }
    console.note("Which \(what)? \(reason.printable)")
    while true {
      let question = proposed.map { "Name (Enter for \($0.printable)): " } ?? "Name: "
      let answer = try line(after: question, at: keyboard)
      if answer.isEmpty, let proposed { return proposed }
      guard let trouble = trouble(answer) else { return answer }
      console.note(trouble.printable)
    }
  }

  /// A line that is typed, without blanks.
  private func line(
    after question: String,
    at keyboard: Keyboard
  ) throws(CommandFailure) -> String {
    console.question(question)
    guard let line = keyboard.line() else {
      console.note("")
      throw CommandFailure(.wrongUsage, "no answer; nothing was written")
    }
    return line.filter { $0 != " " && $0 != "\r" }
  }
}
