import AWS
import Testing

@testable import mooring

@Suite struct NamePatternTests {
  @Test(arguments: [
    ("airflow", "airflow", true), ("airflow", "airflow-prod", false), ("*", "", true),
    ("*", "anything", true), ("air*", "airflow", true), ("*-prod", "airflow-prod", true),
    ("*-prod", "airflow-prod-2", false), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c", false),
    ("a**c", "ac", true), ("", "a", false), ("a*", "A", false),
  ])
  func `a star stands for any text`(pattern: String, name: String, fits: Bool) {
    #expect(NamePattern(pattern).matches(name) == fits)
  }

  /// A pattern that backtracks over every star would take longer than the universe has had.
  @Test func `many stars take no time`() {
    let pattern = String(repeating: "a*", count: 30) + "b"
    #expect(!NamePattern(pattern).matches(String(repeating: "a", count: 63)))
  }
}
