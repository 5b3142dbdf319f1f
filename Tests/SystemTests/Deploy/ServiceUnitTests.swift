import Foundation
import Testing

/// `deploy/acuse.service`, as systemd's own tool reads it.
@Suite struct ServiceUnitTests {
  /// What is left is what a gateway needs: the network with any address (Graph has many), and the clock to read.
  private static let mostExposure = 1.5

  @Test("systemd-analyze verify has nothing to complain of")
  func verify() async throws {
    let unit = try Unit()
    let finished = try await Shell.run("systemd-analyze", ["verify", unit.path])
    #expect(finished.status == 0)
    #expect(finished.errors.isEmpty, "\(finished.errors)")
    #expect(finished.output.isEmpty, "\(finished.output)")
  }

  @Test("systemd-analyze security finds an exposure of 1.5 of 10 at most")
  func security() async throws {
    let unit = try Unit()
    let finished = try await Shell.run(
      "systemd-analyze", ["security", "--offline=yes", "--no-pager", unit.path], environment: ["LC_ALL": "C.UTF-8"])
    let line = finished.output.split(separator: "\n").first { $0.contains("Overall exposure level") }
    let words = try #require(line).split(separator: " ")
    let exposure = try #require(words.compactMap { Double($0) }.first)
    print("figure: exposure of acuse.service \(exposure)")
    #expect(exposure <= Self.mostExposure)
  }

  @Test("every secret of the environment comes as a credential, and none stands in the unit")
  func credentials() throws {
    let lines = try DeployFolder.text("deploy/acuse.service").split(separator: "\n").map(String.init)
    let named = lines.filter { $0.hasPrefix("LoadCredential=") }.map {
      $0.dropFirst("LoadCredential=".count).prefix { $0 != ":" }
    }
    #expect(named == ["app_secret", "verify_token", "access_token"])
    for (variable, credential) in [
      ("ACUSE_APP_SECRET", "app_secret"), ("ACUSE_VERIFY_TOKEN", "verify_token"),
      ("ACUSE_ACCESS_TOKEN", "access_token"),
    ] {
      #expect(lines.contains("Environment=\(variable)_FILE=%d/\(credential)"))
      #expect(!lines.contains { $0.contains("\(variable)=") })
    }
    #expect(lines.contains("ExecReload=/bin/kill -HUP $MAINPID"))
  }

  /// The unit with a program that is there: where it will be installed nothing is installed yet.
  private final class Unit {
    let path: String
    private let place: Workplace

    init() throws {
      place = try Workplace()
      path = place.folder + "/acuse.service"
      let text = try DeployFolder.text("deploy/acuse.service")
      let program = "ExecStart=/usr/local/bin/acuse "
      try #require(text.contains(program))
      try text.replacing(program, with: "ExecStart=\(Binary.path) ")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
  }
}
