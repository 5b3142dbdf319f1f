import Foundation

extension TextLibrary {
  /// The templates folder: `$ACUSE_TEMPLATES`, else beside the rules file, in the working directory, upwards from the
  /// executable, and where packages install it. Nil when there is none.
  ///
  /// The variable is taken at its word even if nothing is there, so that a slip in it is told and not passed over.
  package static func locate(
    config: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment,
    workingDirectory: String = FileManager.default.currentDirectoryPath, executable: String? = nil
  ) -> String? {
    if let named = environment["ACUSE_TEMPLATES"], !named.isEmpty { return named }
    var places: [URL] = []
    let working = URL(filePath: workingDirectory, directoryHint: .isDirectory)
    if let config { places.append(URL(filePath: config, relativeTo: working).deletingLastPathComponent()) }
    places.append(working)
    let program = URL(filePath: executable ?? ownPath).resolvingSymlinksInPath()
    places += ancestors(of: program)
    var candidates = places.map { $0.appending(path: "templates") }
    let prefix = program.deletingLastPathComponent().deletingLastPathComponent()
    candidates.append(prefix.appending(path: "share/acuse/templates"))
    return candidates.map { $0.absoluteURL.path(percentEncoded: false) }.first(where: holdsTexts)
  }

  /// Nearest first, the root last.
  private static func ancestors(of program: URL) -> [URL] {
    var folders: [URL] = []
    var folder = program.deletingLastPathComponent()
    for _ in 0..<deepestPath {
      folders.append(folder)
      guard folder.path() != "/" else { break }
      folder = folder.deletingLastPathComponent()
    }
    return folders
  }

  /// Another program's `templates` has no `messages` in it.
  private static func holdsTexts(_ folder: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: folder + "/messages", isDirectory: &isFolder) && isFolder.boolValue
  }

  private static var ownPath: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }

  /// No path of an installation is deeper; a loop without a bound is none of ours.
  private static let deepestPath = 64
}
