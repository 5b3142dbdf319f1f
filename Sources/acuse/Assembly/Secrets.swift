import Foundation
import Rulebook

/// What only the environment knows. Each can come from a file named by `…_FILE`.
struct Secrets: Sendable {
  /// Several while rotating, or for several apps.
  var appSecrets: [String]
  var verifyToken: String
  /// By the variable that a number names.
  var accessTokens: [String: String]
  /// Nil: the mail server asks for none.
  var mailPassword: String?

  /// Reads what `serve` needs; says every missing variable at once.
  static func read(_ environment: [String: String], tokenVariables: Set<String>) throws -> Secrets {
    var missing: [String] = []
    func required(_ name: String) throws -> String {
      if let value = try value(of: name, in: environment) { return value }
      missing.append(name)
      return ""
    }
    let appSecret = try required("ACUSE_APP_SECRET")
    let verifyToken = try required("ACUSE_VERIFY_TOKEN")
    var accessTokens: [String: String] = [:]
    for name in tokenVariables.sorted() { accessTokens[name] = try required(name) }
    guard missing.isEmpty else {
      throw Complaint("set \(missing.joined(separator: ", ")) in the environment, or the same with _FILE.")
    }
    let appSecrets = appSecret.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    guard !appSecrets.isEmpty else { throw Complaint("ACUSE_APP_SECRET holds nothing but commas.") }
    return Secrets(
      appSecrets: appSecrets, verifyToken: verifyToken, accessTokens: accessTokens,
      mailPassword: try value(of: "ACUSE_SMTP_PASSWORD", in: environment))
  }

  /// The variable, else the content of the file that `…_FILE` names, without the line break at its end.
  private static func value(of name: String, in environment: [String: String]) throws -> String? {
    if let value = environment[name], !value.isEmpty { return value }
    guard let path = environment[name + "_FILE"], !path.isEmpty else { return nil }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Complaint("cannot read the file that \(name)_FILE names.")
    }
    let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return value.isEmpty ? nil : value
  }
}
