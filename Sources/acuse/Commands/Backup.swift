import ArgumentParser
import Rulebook
import SQLiteStore

/// `acuse backup FILE`: a whole copy of the database, also while the gateway runs.
struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copies the database to a new file, also while the gateway runs.")

  @OptionGroup var rules: ConfigOption
  @Argument(help: "Where the copy goes; no such file may exist yet.") var file: String

  func run() async throws {
    guard let path = try rules.load().rules.settings?.databasePath else { return }
    do {
      let made = try SQLiteStore.backUp(path, to: file)
      print("\(file): a whole copy of \(path), schema \(made.schema), \(made.bytes) bytes")
    } catch {
      throw Complaint("\(error.description).")
    }
  }
}
