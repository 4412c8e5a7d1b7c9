import Core
import SpecFile

/// One reading of a text that stands for a file `a.yaml` in `/specs`.
func bindings(of text: String) throws(SpecErrors) -> [Binding] {
  try SpecReader.read([source("a.yaml", text)])
}

func source(_ name: String, _ text: String) -> SpecSource {
  SpecSource(name: name, bytes: Array(text.utf8), baseDirectory: "/specs")
}

/// The error lines of some files; none where they can be read.
func errorLines(_ sources: [SpecSource]) -> [String] {
  do throws(SpecErrors) {
    _ = try SpecReader.read(sources)
    return []
  } catch {
    return error.description.split(separator: "\n").map(String.init)
  }
}

func errorLines(_ text: String) -> [String] { errorLines([source("a.yaml", text)]) }

/// A spec of one binding with the keys given, and an endpoint and target group where they give none.
///
/// The keys begin on line 4, two columns in.
func spec(_ keys: String) -> String {
  var lines = ["version: 1", "bindings:", "- name: a"]
  lines += keys.split(separator: "\n").map { "  " + $0 }
  if !keys.contains("endpoint:") { lines.append("  endpoint: {hostname: a.example.com}") }
  if !keys.contains("targetGroup:") { lines.append("  targetGroup: {name: web}") }
  return lines.joined(separator: "\n") + "\n"
}

/// The binding of `spec("")`, to be changed where a test differs.
func plainBinding(_ change: (inout Binding) -> Void = { _ in }) -> Binding {
  var binding = Binding(
    name: "a",
    endpoint: EndpointSpec(source: .hostname("a.example.com")),
    targetGroup: TargetGroupSpec(reference: .name("web")),
    safeguards: Safeguards(minimumHealthy: 2)
  )
  change(&binding)
  return binding
}
