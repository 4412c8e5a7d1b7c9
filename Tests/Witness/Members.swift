import Foundation

/// A JSON object that a test sent; members are read by the type that they should have.
struct Members {
  private let all: [String: Any]

  init?(parsing line: String) {
    guard
      let all = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    else { return nil }
    self.all = all
  }

  private init(_ all: [String: Any]) {
    self.all = all
  }

  func text(_ name: String) -> String? { all[name] as? String }

  func integer(_ name: String) -> Int? { all[name] as? Int }

  func texts(_ name: String) -> [String]? { all[name] as? [String] }

  func pairs(_ name: String) -> [[String]] { all[name] as? [[String]] ?? [] }

  func object(_ name: String) -> Members? { (all[name] as? [String: Any]).map(Members.init) }

  func list(_ name: String) -> [Members] {
    (all[name] as? [[String: Any]] ?? []).map { Members($0) }
  }

  /// A text that every test sends; an empty one stands for one that is missing.
  func required(_ name: String) -> String { text(name) ?? "" }
}
