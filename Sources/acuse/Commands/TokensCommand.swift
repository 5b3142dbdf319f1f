import ArgumentParser
import CurlClient
import Foundation
import Gateway
import Helpdesk
import Rulebook
import WebAPI

/// `acuse tokens`: who may use the API. Not called `Tokens`, because the gateway has those.
struct TokensCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens", abstract: "Makes, lists and revokes tokens of the API.",
    subcommands: [Create.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a token and prints it alone; it is never shown again.")

    @OptionGroup var rules: ConfigOption
    @Option(help: "A person of the rules file: what they send counts as a person's.") var person: String?
    @Option(help: "A program's name: what it sends counts as automatic.") var automation: String?
    @Option(help: "agent, supervisor or admin.") var role: String = "agent"

    func run() async throws {
      guard let role = Role(rawValue: role) else {
        throw Complaint.wrongUse("--role takes one of: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      guard (person == nil) != (automation == nil) else {
        throw Complaint.wrongUse("name either --person or --automation.")
      }
      let loaded = try rules.load().rules
      if let person, loaded.rules?.people[PersonID(person)] == nil {
        let known = loaded.rules?.people.keys.map(\.rawValue).sorted().joined(separator: ", ") ?? ""
        throw Complaint.wrongUse("there is no person \(person); the rules file has: \(known).")
      }
      let desk = TokenDesk(database: loaded.settings?.databasePath ?? "")
      print(try await desk.create(TokenOrder(person: person, automation: automation, role: role)))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists tokens by id; the tokens themselves are not kept.")

    @OptionGroup var rules: ConfigOption
    @Flag(help: "One JSON array.") var json = false

    func run() async throws {
      let lines = try await TokenDesk(database: try rules.load().rules.settings?.databasePath ?? "").list()
      if json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(lines), as: UTF8.self))
        return
      }
      for line in lines {
        let created = Date(timeIntervalSince1970: Double(line.createdAt)).ISO8601Format()
        print("\(line.id)  \(line.role.rawValue)  \(line.owner)  \(created)\(line.revokedAt == nil ? "" : "  revoked")")
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Revokes a token by its id.")

    @OptionGroup var rules: ConfigOption
    @Argument(help: "The id that `acuse tokens list` shows.") var id: String

    func run() async throws {
      let desk = TokenDesk(database: try rules.load().rules.settings?.databasePath ?? "")
      guard try await desk.revoke(id) else { throw Complaint("there is no token \(id) that is not revoked already.") }
    }
  }
}
