/// One thing that is wrong with a file: where, in which part of the spec, and what.
struct Complaint: Error, Hashable, Sendable {
  let mark: Mark
  let place: Place
  let message: String

  init(mark: Mark, place: Place = Place(), message: String) {
    self.mark = mark
    self.place = place
    self.message = message
  }
}

extension SpecError {
  init(_ complaint: Complaint, in file: String) {
    let parts = [complaint.place.subject, complaint.place.path, complaint.message]
    self.init(
      file: file,
      line: complaint.mark.line,
      column: complaint.mark.column,
      message: parts.filter { !$0.isEmpty }.joined(separator: ": ")
    )
  }
}
