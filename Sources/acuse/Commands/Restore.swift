import ArgumentParser
import Rulebook
import SQLiteStore

/// `acuse restore FILE`: a backup in the place of the database, which is kept beside it.
struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Puts a backup in the place of the database and keeps what was there; the gateway must not run.")

  @OptionGroup var rules: ConfigOption
  @Argument(help: "A file that `acuse backup` made, or a database that a restore put aside.") var file: String

  func run() async throws {
    guard let path = try rules.load().rules.settings?.databasePath else { return }
    do {
      let done = try SQLiteStore.restore(file, to: path)
      let kept = done.kept.map { "; what was there is kept as \($0)" } ?? ""
      print("\(path): restored from \(file), schema \(done.schema)\(kept)")
    } catch OpenError.locked(let holder) {
      throw Complaint("\(path) is in use by \(holder): stop the gateway first; nothing was changed.")
    } catch let error as OpenError {
      throw Complaint("\(path): \(error.description).")
    } catch let error as CopyError {
      throw Complaint("\(error.description).")
    }
  }
}
