import Foundation
import Gateway
import Sandbox
import SandboxHTTP

/// The message templates as the stand-in's business account holds them: Meta approved every definition in the folder.
///
/// Read on its own and not through the gateway's texts: what the gateway believes of them is what is being shown.
enum DemoTemplates {
  static func load() throws -> [MessageTemplate] {
    guard let folder = TextLibrary.locate() else { throw Complaint("there is no templates folder here.") }
    let meta = URL(filePath: folder).appending(path: "meta")
    let files = try FileManager.default.contentsOfDirectory(at: meta, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "json" }.map { file in
      try JSONDecoder().decode(Definition.self, from: Data(contentsOf: file)).template
    }
  }

  private struct Definition: Decodable {
    var name: String
    var language: String
    var category: String
    var components: [Component]

    struct Component: Decodable {
      var type: String
      var text: String?
      var buttons: [Button]?
    }

    struct Button: Decodable {
      var text: String
    }

    var template: MessageTemplate {
      func text(of type: String) -> String? { components.first { $0.type == type }?.text }
      return MessageTemplate(
        name: name, language: language, category: MessageTemplate.Category(rawValue: category) ?? .utility,
        header: text(of: "HEADER"), body: text(of: "BODY") ?? "", footer: text(of: "FOOTER"),
        buttons: components.flatMap { $0.buttons ?? [] }.map { .quickReply($0.text) })
    }
  }
}
