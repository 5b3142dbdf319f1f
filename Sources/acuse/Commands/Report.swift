import ArgumentParser
import BusinessTime
import Gateway
import Helpdesk
import Rulebook
import SQLiteStore

/// `acuse report`: figures for people, from the database, also while the gateway runs. No text of a message.
struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reports from the database, also while the gateway runs.", subcommands: [Misfires.self])

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  struct Misfires: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How often each rule of triage sorted a message, and how often a person called that wrong.")

    @OptionGroup var rules: ConfigOption
    @Option(help: "A day, or an RFC 3339 time; default: thirty days before --to.") var from: String?
    @Option(help: "A day, which is included, or an RFC 3339 time; default: now.") var to: String?
    @Option(help: "table, csv or json.") var format: Format = .table

    func run() async throws {
      let loaded = try rules.load().rules
      guard let set = loaded.rules, let path = loaded.settings?.databasePath else { return }
      let range = try ReportRange(from: from, to: to, zone: ReportRange.zone(of: set), now: SystemClock().now())
      let figures = try await Self.read(path) { try $0.ruleFigures(from: range.from, to: range.to) }
      let report = MisfireReport(range: range, figures: figures)
      switch format {
      case .table: print(report.table)
      case .csv: print(report.csv, terminator: "")
      case .json: print(try report.json())
      }
    }

    private static func read<R: Sendable>(
      _ path: String, _ body: @escaping @Sendable (any ReadTables) throws -> R
    ) async throws -> R {
      do {
        return try await SQLiteReader(at: SQLiteStore.ownPath(of: path)).read(body)
      } catch let error as OpenError {
        throw Complaint("\(path): \(error.description)")
      }
    }
  }
}
