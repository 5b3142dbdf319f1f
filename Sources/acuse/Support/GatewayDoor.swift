import BusinessTime
import CurlClient
import Foundation
import Gateway
import Helpdesk
import SQLiteStore
import WebAPI

/// Commands that change data go through the gateway that runs, or into the database itself when none does.
///
/// One process alone writes: the lock says which way to go, never the presence of a socket file.
struct GatewayDoor {
  let database: String
  /// What is decided without a gateway is decided by these; nil: by none.
  var rules: RuleSet?

  /// `asking` speaks to the gateway at its socket; `otherwise` has the database, with a committer like the gateway's for
  /// as long as the command takes. Throws `Complaint`, and what they throw.
  func pass<R: Sendable>(
    asking: (Socket) async throws -> R, otherwise: (SQLiteStore, Committer) async throws -> R
  ) async throws -> R {
    let store: SQLiteStore
    do {
      store = try SQLiteStore.open(at: database)
    } catch OpenError.locked {
      return try await asking(Socket(path: AdminServer.socketPath(database: SQLiteStore.ownPath(of: database))))
    } catch let error as OpenError {
      throw Complaint("\(database): \(error.description)")
    }
    do {
      let result = try await withOwnCommitter(store) { try await otherwise(store, $0) }
      await store.close()
      return result
    } catch {
      await store.close()
      throw error
    }
  }

  struct Socket {
    let path: String

    /// Longer than anything that is asked of the gateway takes: it answers what lasts in stretches.
    private static let mostSeconds: Double = 60

    /// The answer's body. Throws `Complaint`; `missing` is what a 404 means.
    func ask(_ method: String, _ address: String, body: Data = Data(), missing: String = "") async throws -> Data {
      let transport = try CurlTransport()
      var call = HTTPCall(
        method: method, url: "http://localhost\(address)", headers: [HTTPHeader("Content-Type", "application/json")],
        body: [UInt8](body), totalTimeoutSeconds: Self.mostSeconds)
      call.unixSocketPath = path
      let exchange = await transport.send(call)
      await transport.shutDown(graceSeconds: 1)
      guard case .response(let answer) = exchange else {
        throw Complaint("the database is in use, and the gateway that uses it does not answer on its socket.")
      }
      guard answer.status < 300 else {
        throw Complaint(
          answer.status == 404 && !missing.isEmpty
            ? missing : "the gateway refused with status \(answer.status).")
      }
      return Data(answer.body)
    }
  }

  private func withOwnCommitter<R: Sendable>(
    _ store: SQLiteStore, _ body: (Committer) async throws -> R
  ) async throws -> R {
    let context = DeskContext(rules: rules ?? Self.noRules, books: [:], texts: NoTexts(), remedy: { _ in .giveUp })
    let committer = Committer(store: store, clock: SystemClock(), context: { context })
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await committer.run() }
      defer { group.cancelAll() }
      return try await body(committer)
    }
  }

  private static let noRules = RuleSet(
    book: PolicyBook(version: "", policies: [], calendars: [:]), numbers: [:], people: [:], teams: [:], rotas: [:],
    acknowledgements: AcknowledgementSettings())

  private struct NoTexts: TextBook {
    func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering? {
      nil
    }
  }
}
