// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode, and the same strictness everywhere: what is only a warning today is a bug tomorrow.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metricsTestKit = Target.Dependency.product(name: "MetricsTestKit", package: "swift-metrics")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")

/// One of our modules. What each may import is a law, held by `Tests/Tools/module-law.py`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], excluding exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "acuse",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "acuse", targets: ["acuse"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The pure heart.
    module("BusinessTime"),
    module("Helpdesk", ["BusinessTime"]),

    // What it reads and speaks.
    module("Rulebook", ["Helpdesk", "BusinessTime", .product(name: "Yams", package: "Yams")]),
    module("WhatsApp", ["Helpdesk", "BusinessTime", "CSimdJSON", "COpenSSL"]),

    // Use-cases and ports.
    module(
      "Gateway",
      [
        "Helpdesk", "BusinessTime", "Rulebook", "WhatsApp", logging, metrics, lifecycle, httpTypes,
        .product(name: "Mustache", package: "swift-mustache"),
      ]),

    // Adapters: one technology each; none imports another.
    module(
      "SQLiteStore",
      ["Gateway", "Helpdesk", "BusinessTime", logging, .product(name: "GRDB", package: "GRDB.swift")]),
    module("CurlClient", ["Gateway", "CCurl", logging, lifecycle, httpTypes]),
    module("Prometheus", ["Gateway", metrics]),
    module(
      "WebAPI",
      [
        "Gateway", "Helpdesk", "BusinessTime", "Rulebook", "WhatsApp", hummingbird, hummingbirdCore, logging, metrics,
        lifecycle, httpTypes, nioCore,
      ]),

    // A stand-in for Meta that shares no code with `WhatsApp`.
    module("Sandbox", ["BusinessTime"]),
    module(
      "SandboxHTTP",
      [
        "Sandbox", "BusinessTime", hummingbird, hummingbirdCore, logging, lifecycle, httpTypes, nioCore, nioPosix,
        nioHTTP1,
      ]),
    // Worlds in which everything fails on purpose, and the program that runs them.
    module("Simulation", ["Gateway", "Helpdesk", "BusinessTime", "WhatsApp", "Sandbox", logging]),
    .executableTarget(
      name: "simulate",
      dependencies: [
        "Simulation", "SQLiteStore", "Gateway", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    .executableTarget(
      name: "acuse",
      dependencies: [
        "BusinessTime", "Helpdesk", "Rulebook", "WhatsApp", "Gateway", "SQLiteStore", "CurlClient", "Prometheus",
        "WebAPI", "Sandbox", "SandboxHTTP", "CMalloc", logging, lifecycle, unixSignals, hummingbird, httpTypes,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    tests("BusinessTimeTests", ["BusinessTime", "Rulebook"]),
    tests("HelpdeskTests", ["Helpdesk", "BusinessTime"]),
    tests("DeskTests", ["Helpdesk", "BusinessTime", "Rulebook", "Gateway", "Simulation"]),
    tests("RulebookTests", ["Rulebook", "Helpdesk", "BusinessTime"]),
    tests("CurlClientTests", ["CurlClient", "Gateway", lifecycle, logging]),
    tests("WhatsAppTests", ["WhatsApp", "Helpdesk", "BusinessTime"], resources: [.copy("Fixtures")]),
    tests(
      "SandboxTests",
      [
        "Sandbox", "SandboxHTTP", "BusinessTime", logging, lifecycle, httpTypes, hummingbirdCore, nioCore, nioPosix,
        nioHTTP1,
      ]),
    tests("TextTests", ["Gateway", "Helpdesk", "BusinessTime", "Rulebook", "WhatsApp"]),
    tests(
      "StoreTests",
      [
        "SQLiteStore", "Simulation", "Gateway", "Helpdesk", "BusinessTime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "TriageTests", ["Helpdesk", "Gateway", "WhatsApp"], excluding: ["labelled.tsv", "second.tsv", "development"]),
    tests("SimulationTests", ["Simulation", "Helpdesk", "BusinessTime"]),
    tests(
      "GatewayTests",
      [
        "Gateway", "Simulation", "Helpdesk", "BusinessTime", "WhatsApp", "COpenSSL", logging, lifecycle,
        metricsTestKit,
      ]),
    tests("PrometheusTests", ["Prometheus", "Gateway", metrics]),
    tests("DemoTests", ["acuse", "Sandbox", "SandboxHTTP", "Gateway", "Helpdesk", "BusinessTime", "SQLiteStore"]),
    tests(
      "WebAPITests",
      [
        "WebAPI", "Prometheus", "Gateway", "Simulation", "Helpdesk", "BusinessTime", "WhatsApp", "COpenSSL",
        hummingbird, logging, lifecycle,
      ]),
    tests(
      "SystemTests",
      [
        "acuse", "Sandbox", "SandboxHTTP", "BusinessTime", "Gateway", "Helpdesk", "Rulebook", "WhatsApp", "SQLiteStore",
        "CurlClient", "WebAPI",
        logging,
        lifecycle,
      ]),

    // What `make bench` measures ingest against.
    .executableTarget(
      name: "bare-post", dependencies: [hummingbird, httpTypes], path: "Tests/Bench/BarePost", swiftSettings: strict),

    // Learns the words by which messages are sorted; what it writes is shipped, it is not.
    .executableTarget(
      name: "train-triage", dependencies: ["Gateway", "Helpdesk"], path: "Tests/Training/TrainTriage",
      swiftSettings: strict),

    // Thin shims over system libraries.
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "CSimdJSON", cxxSettings: [.unsafeFlags(["-O3"])],
      linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),
  ],
  cxxLanguageStandard: .cxx17
)
