import ArgumentParser
import Foundation

/// The command line. Assembly is ordinary code in `Assembly/`; a command is one file in `Commands/`.
@main
struct Acuse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acuse",
    abstract: "A WhatsApp webhook gateway that answers every customer at once and lets no promise slip unnoticed.",
    version: Release.version,
    subcommands: [
      Serve.self, Demo.self, Check.self, Deadline.self, Triage.self, Explain.self, Migrate.self, Backup.self,
      Restore.self,
      Forget.self, TokensCommand.self, Report.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch let error as Complaint {
      StandardError.write("acuse: \(error.sentence)\n")
      Foundation.exit(error.status)
    } catch {
      let text = fullMessage(for: error)
      let code = exitCode(for: error)
      if code == .success { print(text) } else if !text.isEmpty { StandardError.write(text + "\n") }
      // ArgumentParser means EX_USAGE (64) by wrong use; the contract says 2.
      Foundation.exit(code == .validationFailure ? Complaint.wrongUse : code.rawValue)
    }
  }
}

/// What this build calls itself.
enum Release {
  static let version = "0.1.0"
}
