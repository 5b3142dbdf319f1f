import Foundation
import Testing

/// `Tests/Tools/install`, which every target of the Makefile calls first, with a package system that only writes down
/// what it is asked.
@Suite struct InstallTests {
  @Test("what dpkg never heard of is installed, with what is half there and what is too old; the rest stays")
  func installsWhatIsMissing() async throws {
    let asked = try await install("unheard-dev", "removed-dev", "there-dev", "young>=2026f", "old>=2026f")
    #expect(asked.status == 0, "\(asked.errors)")
    #expect(
      asked.output == """
        installing system packages: unheard-dev removed-dev old
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends unheard-dev removed-dev old

        """)
  }

  @Test("with everything there nothing is asked for")
  func nothingMissing() async throws {
    let asked = try await install("there-dev", "young>=2026f")
    #expect(asked.status == 0, "\(asked.errors)")
    #expect(asked.output == "")
  }

  private func install(_ packages: String...) async throws -> Shell.Finished {
    let workplace = try Workplace()
    let tools = workplace.folder + "/bin"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    let fakes = [
      // As dpkg-query answers: an error for a name that it never heard of, and the state of all others.
      "dpkg-query": """
      case "$3" in
        there-dev) echo 'install ok installed 1.0' ;;
        removed-dev) echo 'deinstall ok config-files 1.0' ;;
        young) echo 'install ok installed 2026g-0' ;;
        old) echo 'install ok installed 2025b-0' ;;
        *) echo "no packages found matching $3" >&2; exit 1 ;;
      esac
      """,
      "apt-get": #"echo "apt-get $*" >> "$ASKED""#,
      "sudo": #"exec "$@""#,
    ]
    for (name, script) in fakes {
      let file = tools + "/" + name
      let script = Data("#!/bin/sh\n\(script)\n".utf8)
      #expect(FileManager.default.createFile(atPath: file, contents: script, attributes: [.posixPermissions: 0o755]))
    }
    let asked = workplace.folder + "/asked"
    let path = try #require(ProcessInfo.processInfo.environment["PATH"])
    var finished = try await Shell.run(
      DeployFolder.path("Tests/Tools/install"), packages, environment: ["PATH": "\(tools):\(path)", "ASKED": asked])
    finished.output += String(decoding: FileManager.default.contents(atPath: asked) ?? Data(), as: UTF8.self)
    return finished
  }
}
