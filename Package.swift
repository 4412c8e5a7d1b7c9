// swift-tools-version: 6.2
import PackageDescription

// No package dependencies, on purpose: a tool that holds AWS credentials has no package supply
// chain. What a package would bring comes from the toolchain or from C libraries that the
// distribution keeps and patches. `scripts/layers` checks who may import whom.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String,
  _ dependencies: [Target.Dependency],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name,
    dependencies: dependencies + ["TestSupport"],
    exclude: exclude,
    swiftSettings: settings
  )
}

func library(_ name: String, pkgConfig: String, debian package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let fuzzed: [Target.Dependency] = ["Core", "SpecFile", "SigV4", "AWS", "Documents"]

let package = Package(
  name: "mooring",
  products: [
    .executable(name: "mooring", targets: ["mooring"]),
    .executable(name: "mooring-sandbox", targets: ["mooring-sandbox"]),
  ],
  targets: [
    library("CYAML", pkgConfig: "yaml-0.1", debian: "libyaml-dev"),
    library("CCrypto", pkgConfig: "libcrypto", debian: "libssl-dev"),
    library("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
    library("CXML2", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
    library("CAres", pkgConfig: "libcares", debian: "libc-ares-dev"),
    library("CMicrohttpd", pkgConfig: "libmicrohttpd", debian: "libmicrohttpd-dev"),

    module("Core"),
    module("SpecFile", ["Core", "CYAML"]),
    module("Crypto", ["CCrypto"]),
    module("SigV4", ["Crypto"]),
    module("AWS", ["SigV4", "Crypto", "CCurl", "CXML2"]),
    module("Resolver", ["CAres"]),
    module("Documents", ["Core", "Crypto"]),
    module("Engine", ["Core", "Crypto", "AWS", "Resolver", "Documents"]),
    module("Simulator", ["Core", "Crypto", "SigV4", "Documents", "AWS", "Resolver"]),
    program("mooring", ["Core", "SpecFile", "AWS", "Resolver", "Documents", "Engine"]),
    program("mooring-sandbox", ["Simulator", "CMicrohttpd"]),

    .target(
      name: "TestSupport",
      dependencies: ["Core", "AWS", "SigV4"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "witness",
      dependencies: ["AWS", "SigV4", "Crypto"],
      path: "Tests/Witness",
      swiftSettings: settings
    ),
    .target(
      name: "Simulation",
      dependencies: ["Core", "AWS", "SigV4", "Engine", "Resolver", "Simulator", "TestSupport"],
      path: "Tests/Simulation",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "simulate",
      dependencies: ["Simulation"],
      path: "Tests/Simulate",
      swiftSettings: settings
    ),
    tests("CoreTests", ["Core"]),
    tests("SpecFileTests", ["SpecFile", "Core"], exclude: ["Refused"]),
    tests("CryptoTests", ["Crypto"]),
    tests("SigV4Tests", ["SigV4", "Crypto"], exclude: ["Vectors"]),
    tests("AWSTests", ["AWS", "SigV4", "Crypto"]),
    tests("ResolverTests", ["Resolver"]),
    tests("DocumentsTests", ["Documents", "Core", "SpecFile"], exclude: ["Golden"]),
    tests("EngineTests", ["Engine", "Simulator", "SigV4", "Core", "AWS", "Resolver"]),
    tests(
      "SimulatorTests",
      ["Simulator", "Crypto", "AWS", "SigV4", "Core", "Documents", "Resolver"]
    ),
    tests("SimulationTests", ["Simulation"]),
    tests(
      "CrashTests",
      ["Simulation", "Simulator", "Engine", "Documents", "SpecFile", "Core", "AWS", "Resolver"]
    ),
    tests("FuzzTests", fuzzed, exclude: ["Program.swift", "Seeds", "Found"]),
    tests(
      "ProgramTests",
      ["mooring", "mooring-sandbox", "Core", "AWS", "Documents", "Engine", "SpecFile"],
      exclude: ["Golden"]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// `scripts/fuzz` builds this program in the place of the tests that it shares its files with.
if Context.environment["MOORING_FUZZ"] != nil {
  package.targets.removeAll { $0.type == .test }
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: fuzzed,
      path: "Tests/FuzzTests",
      exclude: ["FuzzTests.swift", "MutilatedInputs.swift", "Seeds", "Found"],
      swiftSettings: settings
    )
  )
}
