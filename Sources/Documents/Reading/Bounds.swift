/// The numbers that documents may hold: no more than AWS has or is likely to get, and narrow enough
/// to reckon with.
enum Bounds {
  static let port = 1...65_535
  static let rulePort = 0...65_535
  static let priority = 1...50_000
  static let statusCode = 100...599
  static let seconds = 0...86_400
  static let threshold = 0...1_000
}
