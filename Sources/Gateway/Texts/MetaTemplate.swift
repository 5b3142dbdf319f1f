import Foundation
import Helpdesk

/// One template as Meta approves it: the definition that is pushed to the business account, and what is called later.
struct MetaTemplate: Sendable {
  private let name: String
  private let language: Language
  private let isNamed: Bool
  /// In the order in which they first stand in the body.
  private let parameters: [TextVariable]

  /// Everything that is wrong goes into `problems`; nil if anything is.
  init?(_ source: String, name: String, language: Language, problems: inout TextProblems) {
    let definition: MetaDefinition
    do {
      definition = try JSONDecoder().decode(MetaDefinition.self, from: Data(source.utf8))
    } catch {
      problems.add("The file is not a template's definition: \(MetaDefinition.sentence(for: error)).")
      return nil
    }
    let sentences = MetaCheck(definition: definition, name: name, language: language).sentences
    for sentence in sentences { problems.add(sentence) }
    guard sentences.isEmpty else { return nil }
    self.name = name
    self.language = language
    isNamed = definition.isNamed
    parameters = definition.variableNames.compactMap(TextVariable.init)
  }

  func call(_ values: TextValues) -> TemplateCall {
    TemplateCall(
      name: name, language: language,
      parameters: parameters.map { variable in
        TemplateCall.Parameter(name: isNamed ? variable.rawValue : nil, text: values.parameter(variable))
      })
  }
}
