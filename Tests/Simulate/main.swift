import Simulation

var first: UInt64 = 1
var seeds: UInt64 = 100
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch word {
  case "--seeds": seeds = words.popFirst().flatMap { UInt64($0) } ?? seeds
  case "--from": first = words.popFirst().flatMap { UInt64($0) } ?? first
  default: print("unknown \(word)")
  }
}
var counts = Counts()
var failed = 0
for seed in first..<(first + seeds) {
  let result = SimulationResult.of(seed: seed)
  counts += result.counts
  if !result.violations.isEmpty {
    failed += 1
    if failed <= 10 {
      print("seed \(seed):")
      for violation in result.violations.prefix(5) { print("  \(violation)") }
    }
  }
}
print(counts)
print("failed seeds: \(failed)")
