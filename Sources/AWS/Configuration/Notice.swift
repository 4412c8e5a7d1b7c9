/// Something in the configuration that is read otherwise than it may have been meant.
package struct Notice: Hashable, Sendable {
  /// One line: what is read how, and what to write instead.
  package let text: String

  /// Whether nobody is served otherwise than they asked for.
  package let isHarmless: Bool

  init(_ text: String, isHarmless: Bool = false) {
    self.text = text
    self.isHarmless = isHarmless
  }
}
