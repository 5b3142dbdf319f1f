import ArgumentParser
import CurlClient
import Foundation
import Gateway
import Helpdesk
import Rulebook
import WebAPI

/// `acuse forget`: erases one customer from the database.
struct Forget: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Erases one customer: what they wrote, what was sent to them, and what came raw. Backups stay as they are.",
    discussion: """
      CONTACT is a phone with its country code (`+525512345678`), a user id of Meta's (`MX.1234`), or the reference of \
      one of their conversations (`#1042`, `1042`). What stays is the bare conversation with its clocks, so that \
      figures stay right, and for eight days a digest by which Meta's repeats are known.
      """)

  @OptionGroup var rules: ConfigOption
  @Flag(help: "One JSON object.") var json = false
  @Argument(help: "A phone, a user id, or the reference of a conversation.") var contact: String

  func run() async throws {
    guard let customer = CustomerName(contact) else {
      throw Complaint.wrongUse(
        "CONTACT is a phone with its country code (+525512345678), a user id (MX.1234), or a conversation (#1042).")
    }
    let loaded = try rules.load().rules
    let outcome = try await work(on: customer, under: loaded)
    if let refusal = ForgetWords.refusal(outcome) { throw Complaint(refusal) }
    print(json ? try ForgetWords.json(outcome) : ForgetWords.sentence(outcome))
  }

  /// Asks again and again until nothing is left to erase: each answer comes after a few seconds.
  private func work(on customer: CustomerName, under loaded: LoadedRules) async throws -> ForgetOutcome {
    let order = try JSONEncoder().encode(ForgetOrder(contact: contact))
    return try await GatewayDoor(database: loaded.settings?.databasePath ?? "", rules: loaded.rules).pass { socket in
      try await Self.untilOver {
        try JSONDecoder().decode(ForgetOutcome.self, from: await socket.ask("POST", "/forget", body: order))
      }
    } otherwise: { store, committer in
      let forgetter = Forgetter(store: store, committer: committer, clock: SystemClock())
      return try await Self.untilOver { ForgetOutcome(try await forgetter.work(on: customer)) }
    }
  }

  private static func untilOver(_ ask: () async throws -> ForgetOutcome) async throws -> ForgetOutcome {
    while true {
      let outcome = try await ask()
      if outcome.state != .going { return outcome }
    }
  }
}
