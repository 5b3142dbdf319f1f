/// Reads the values for the parameters of one part of a template.
struct TemplateValues {
  /// As the definition has them, each once: numbers, or names.
  let names: [String]
  /// `header`, `body` or `button`, for the refusal.
  let part: String

  /// The values by name; those of a positional template by their place, from 1.
  func read(_ parameters: [Fields]) throws(GraphError) -> [String: String] {
    guard parameters.count == names.count else {
      throw .code(132_000, "\(part): \(names.count) parameters are expected and \(parameters.count) were given.")
    }
    let isNamed = names.contains { Int($0) == nil }
    var values: [String: String] = [:]
    for (index, parameter) in parameters.enumerated() {
      let name = isNamed ? try name(of: parameter) : try place(of: parameter, index: index)
      guard values.updateValue(try value(of: parameter), forKey: name) == nil else {
        throw .code(132_012, "\(part): a parameter_name is given twice.")
      }
    }
    return values
  }

  /// Without a name the whole request is taken for a bad one; a wrong name is a mismatch with the definition.
  private func name(of parameter: Fields) throws(GraphError) -> String {
    guard let name = parameter.value["parameter_name"]?.text, !name.isEmpty else {
      throw .code(100, "\(part): the template's parameters have names, and a parameter_name is missing.")
    }
    guard names.contains(name) else {
      throw .code(132_012, "\(part): a parameter_name is not one of the template's.")
    }
    return name
  }

  private func place(of parameter: Fields, index: Int) throws(GraphError) -> String {
    guard parameter.value["parameter_name"] == nil else {
      throw .code(132_012, "\(part): the template's parameters are numbered and have no parameter_name.")
    }
    return String(index + 1)
  }

  /// The text of one parameter: not empty, without newline, tab or more than four spaces together (whatsapp §6).
  func value(of parameter: Fields) throws(GraphError) -> String {
    guard parameter.value["type"]?.text == "text", let text = parameter.value["text"]?.text else {
      throw .code(132_012, "\(part): a parameter of type text is expected.")
    }
    guard !text.isEmpty, !text.contains(where: { $0.isNewline || $0 == "\t" }), !text.contains("     ") else {
      throw .code(132_018, "\(part): a parameter is empty, or has a newline, a tab or more than four spaces together.")
    }
    return text
  }
}
