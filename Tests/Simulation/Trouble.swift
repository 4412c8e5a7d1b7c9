/// Something that goes wrong, or that happens in the world, when a request is sent.
package struct Trouble: Hashable, Sendable {
  /// When it comes, counted over all runs of a life.
  enum When: Hashable, Sendable {
    case request(Int)
    /// A write is one request in forty; most of what can go wrong goes wrong there.
    case write(Int)
  }

  enum What: Hashable, Sendable {
    case mishap(Mishap)
    case event(Event)
  }

  var when: When
  var what: What

  init(_ when: When, _ what: What) {
    self.when = when
    self.what = what
  }

  /// The kind's name, for counts and for choosing.
  package var kind: String {
    switch what {
    case .mishap(let mishap): mishap.kind
    case .event(let event): event.kind
    }
  }
}

extension Trouble: CustomStringConvertible {
  package var description: String {
    let time =
      switch when {
      case .request(let number): "request \(number)"
      case .write(let number): "write \(number)"
      }
    switch what {
    case .mishap(let mishap): return "\(time): \(mishap.kind)"
    case .event(let event): return "before \(time): \(event)"
    }
  }
}
