import ArgumentParser
import Rulebook
import SQLiteStore

/// `acuse migrate`: brings the database to this version's schema and does nothing else.
struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Creates the database or brings it up to date.")

  @OptionGroup var rules: ConfigOption

  func run() async throws {
    guard let path = try rules.load().rules.settings?.databasePath else { return }
    do {
      let (from, to) = try await SQLiteStore.migrate(at: path)
      print(from == to ? "\(path): up to date at schema \(to)" : "\(path): from schema \(from) to \(to)")
    } catch let error as OpenError {
      throw Complaint(error.description)
    }
  }
}
