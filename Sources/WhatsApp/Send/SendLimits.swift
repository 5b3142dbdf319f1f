package import Helpdesk

/// Meta's limits for what we send (whatsapp §4), checked before anything is stored as decided.
///
/// Lengths are counted in UTF-16 units. Meta says "characters" and does not say which; a text never has fewer UTF-16
/// units than code points or graphemes, so what fits here fits by every reading.
package enum SendLimits {
  package static let textBody = 4096
  package static let interactiveBody = 1024
  package static let buttons = 3
  package static let buttonID = 256
  package static let buttonTitle = 20
  package static let rows = 10
  package static let rowID = 200
  package static let rowTitle = 24
  /// An approved body may not exceed 1024 once its parameters stand in it.
  package static let templateParameter = 1024
  package static let templateName = 512
  /// `es`, `pt_BR`.
  package static let templateLanguage = 16
  /// Runs of more than four spaces are refused inside a parameter.
  package static let spaceRun = 4

  /// Everything that Meta would refuse in either form; empty: it can be sent.
  package static func problems(of rendering: Rendering) -> [LimitProblem] {
    (rendering.freeForm.map(problems) ?? []) + (rendering.template.map(problems) ?? [])
  }

  private static func problems(of form: FreeForm) -> [LimitProblem] {
    switch form {
    case .text(let body): return length("text.body", body, 1...textBody)
    case .buttons(let body, let buttons):
      return length("interactive.body", body, 1...interactiveBody)
        + problems("interactive.buttons", buttons, most: Self.buttons, id: buttonID, title: buttonTitle)
    case .list(let body, let opener, let rows):
      return length("interactive.body", body, 1...interactiveBody)
        + length("interactive.button", opener, 1...buttonTitle)
        + problems("interactive.rows", rows, most: Self.rows, id: rowID, title: rowTitle)
    }
  }

  private static func problems(
    _ field: String, _ choices: [ReplyButton], most: Int, id: Int, title: Int
  ) -> [LimitProblem] {
    var problems: [LimitProblem] = []
    if !(1...most).contains(choices.count) {
      problems.append(.count(field: field, actual: choices.count, allowed: 1...most))
    }
    for (index, choice) in choices.enumerated() {
      problems += length("\(field)[\(index)].id", choice.id, 1...id)
      problems += length("\(field)[\(index)].title", choice.title, 1...title)
    }
    if Set(choices.map(\.id)).count < choices.count { problems.append(.repeated(field: "\(field).id")) }
    if Set(choices.map(\.title)).count < choices.count { problems.append(.repeated(field: "\(field).title")) }
    return problems
  }

  private static func problems(of call: TemplateCall) -> [LimitProblem] {
    var problems = length("template.name", call.name, 1...templateName)
    problems += length("template.language", call.language.rawValue, 1...templateLanguage)
    for (index, parameter) in call.parameters.enumerated() {
      let field = "template.parameters[\(index)]"
      problems += length(field, parameter.text, 1...templateParameter)
      if !TemplateValue.isClean(parameter.text) { problems.append(.whiteSpace(field: field)) }
    }
    let named = call.parameters.compactMap(\.name)
    if Set(named).count < named.count { problems.append(.repeated(field: "template.parameters.name")) }
    if !named.isEmpty, named.count < call.parameters.count {
      problems.append(.mixedNames(field: "template.parameters"))
    }
    return problems
  }

  private static func length(_ field: String, _ text: String, _ allowed: ClosedRange<Int>) -> [LimitProblem] {
    let actual = text.utf16.count
    return allowed.contains(actual) ? [] : [.length(field: field, actual: actual, allowed: allowed)]
  }
}

/// One thing that Meta would refuse. It names the field and the figures, never the text.
package enum LimitProblem: Sendable, Equatable {
  /// In UTF-16 units.
  case length(field: String, actual: Int, allowed: ClosedRange<Int>)
  case count(field: String, actual: Int, allowed: ClosedRange<Int>)
  /// Two that must differ do not.
  case repeated(field: String)
  /// A newline, a tab or a long run of spaces in a template's parameter.
  case whiteSpace(field: String)
  /// Some parameters are named and some are not.
  case mixedNames(field: String)
}
