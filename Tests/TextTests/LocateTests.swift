import Foundation
import Testing

@testable import Gateway

@Suite("Where the templates folder is looked for")
final class LocateTests {
  private var roots: [URL] = []

  deinit { for root in roots { try? FileManager.default.removeItem(at: root) } }

  /// A tree of folders with `templates/messages` in each of the given ones.
  private func tree(_ homes: [String]) throws -> URL {
    let root = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath()
      .appending(path: "acuse-locate-" + UUID().uuidString)
    roots.append(root)
    for home in homes {
      let folder = root.appending(path: home).appending(path: "messages")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    for folder in ["etc", "here", "opt/x/.build/debug", "usr/bin"] {
      try FileManager.default.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
    }
    return root
  }

  private func found(
    in root: URL, _ environment: [String: String] = [:], config: String? = "etc/acuse.yaml",
    executable: String = "opt/x/.build/debug/acuse"
  ) -> String? {
    let path = TextLibrary.locate(
      config: config.map { root.appending(path: $0).path() }, environment: environment,
      workingDirectory: root.appending(path: "here").path(), executable: root.appending(path: executable).path())
    return path.map { $0.replacingOccurrences(of: root.path() + "/", with: "") }
  }

  @Test("beside the rules file, then in the working directory, then upwards from the executable")
  func order() throws {
    #expect(found(in: try tree(["etc/templates", "here/templates", "opt/x/templates"])) == "etc/templates")
    #expect(found(in: try tree(["here/templates", "opt/x/templates"])) == "here/templates")
    #expect(found(in: try tree(["opt/x/templates"])) == "opt/x/templates")
    #expect(found(in: try tree(["opt/x/templates"]), config: nil) == "opt/x/templates")
    #expect(found(in: try tree([])) == nil)
  }

  @Test("at last where packages install it")
  func installed() throws {
    let root = try tree(["usr/share/acuse/templates"])
    #expect(found(in: root, executable: "usr/bin/acuse") == "usr/share/acuse/templates")
  }

  @Test("through a link to the executable")
  func link() throws {
    let root = try tree(["opt/x/templates"])
    try Data().write(to: root.appending(path: "opt/x/.build/debug/acuse"))
    try FileManager.default.createSymbolicLink(
      at: root.appending(path: "usr/bin/acuse"), withDestinationURL: root.appending(path: "opt/x/.build/debug/acuse"))
    #expect(found(in: root, executable: "usr/bin/acuse") == "opt/x/templates")
  }

  @Test("the environment is taken at its word, even when it is wrong")
  func environment() throws {
    let root = try tree(["etc/templates"])
    #expect(found(in: root, ["ACUSE_TEMPLATES": "/nowhere/templates"]) == "/nowhere/templates")
    #expect(found(in: root, ["ACUSE_TEMPLATES": ""]) == "etc/templates")
  }

  @Test("the file beside the rules is found when they are named without a folder")
  func bareName() throws {
    let root = try tree(["here/templates"])
    let path = TextLibrary.locate(
      config: "acuse.yaml", environment: [:], workingDirectory: root.appending(path: "here").path(),
      executable: root.appending(path: "usr/bin/acuse").path())
    #expect(path == root.path() + "/here/templates")
  }
}
