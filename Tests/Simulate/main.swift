import Glibc
import Simulation

guard let arguments = Arguments(CommandLine.arguments.dropFirst()) else {
  print(Arguments.usage)
  exit(64)
}

/// Tells a life request by request, as far as a line is long.
func tell(_ scenario: Scenario) {
  for trouble in scenario.troubles { print("  \(trouble)") }
  let result = SimulationResult.of(scenario, isTold: true)
  for line in result.story.lines { print("  \(line)") }
  for violation in result.violations { print("  BROKEN \(violation)") }
}

if let seed = arguments.replayed {
  print("seed \(seed):")
  tell(arguments.scenario(of: seed))
  exit(SimulationResult.of(arguments.scenario(of: seed)).violations.isEmpty ? 0 : 1)
}

let seeds = arguments.first..<arguments.first + arguments.seeds
let start = clock()
let sum = await Sum.of(seeds, stopsAtFirst: arguments.stopsAtFirst) { [arguments] seed in
  SimulationResult.of(arguments.scenario(of: seed))
}
let milliseconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1000
for line in sum.table(milliseconds: milliseconds) { print(line) }
if arguments.prefersHash { print("hash            \(String(sum.hash, radix: 16))") }

for failed in sum.failed.sorted(by: { $0.seed < $1.seed }).prefix(10) {
  print(
    "\nseed \(failed.seed), which scripts/simulate --seed \(failed.seed) tells in whole, made small:"
  )
  tell(arguments.scenario(of: failed.seed).shrunk())
}
if sum.failed.count > 10 {
  print(
    "\nalso: \(sum.failed.map(\.seed).sorted().dropFirst(10).map(String.init).joined(separator: " "))"
  )
}
exit(sum.failed.isEmpty ? 0 : 1)
