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
  package static let rowDescription = 72
  /// Graphemes: an emoji of several code points is one.
  package static let reactionEmoji = 1
  /// One grapheme can be as long as a page. The longest emoji, a couple of two skin tones, has 15 units.
  package static let reactionUnits = 32
  /// An approved body may not exceed 1024 once its parameters stand in it.
  package static let templateParameter = 1024
  package static let templateName = 512
  /// `es`, `pt_BR`.
  package static let templateLanguage = 16
  /// Runs of more than four spaces are refused inside a parameter.
  package static let spaceRun = 4
  /// Buttons that a template may have.
  package static let templateButtons = 10
  package static let templatePayload = 128
  /// The whole of an address.
  package static let templateURL = 2000

  /// Everything that Meta would refuse in either form; empty: it can be sent.
  package static func problems(of rendering: Rendering) -> [LimitProblem] {
    let templates = [rendering.template].compactMap { $0 } + (rendering.spares ?? [])
    return (rendering.freeForm.map(problems) ?? []) + templates.flatMap(problems)
  }

  private static func problems(of form: FreeForm) -> [LimitProblem] {
    switch form {
    case .text(let body): return length("text.body", body, 1...textBody)
    case .buttons(let body, let buttons):
      return length("interactive.body", body, 1...interactiveBody)
        + problems("interactive.buttons", buttons, most: Self.buttons, id: buttonID, title: buttonTitle, description: 0)
    case .list(let body, let opener, let rows):
      return length("interactive.body", body, 1...interactiveBody)
        + length("interactive.button", opener, 1...buttonTitle)
        + problems(
          "interactive.rows", rows, most: Self.rows, id: rowID, title: rowTitle, description: rowDescription)
    case .reaction(_, let emoji):
      let count = LimitProblem.count(field: "reaction.emoji", actual: emoji.count, allowed: 0...reactionEmoji)
      return emoji.count <= reactionEmoji ? length("reaction.emoji", emoji, 0...reactionUnits) : [count]
    case .contactRequest(let body): return length("interactive.body", body, 1...interactiveBody)
    }
  }

  private static func problems(
    _ field: String, _ choices: [ReplyButton], most: Int, id: Int, title: Int, description: Int
  ) -> [LimitProblem] {
    var problems: [LimitProblem] = []
    if !(1...most).contains(choices.count) {
      problems.append(.count(field: field, actual: choices.count, allowed: 1...most))
    }
    for (index, choice) in choices.enumerated() {
      problems += length("\(field)[\(index)].id", choice.id, 1...id)
      problems += length("\(field)[\(index)].title", choice.title, 1...title)
      if let text = choice.description {
        problems += length("\(field)[\(index)].description", text, min(1, description)...description)
      }
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
    return problems + Self.problems(of: call.buttons ?? [])
  }

  private static func problems(of buttons: [TemplateCall.Button]) -> [LimitProblem] {
    var problems: [LimitProblem] = []
    let places = 0...(templateButtons - 1)
    for (place, button) in buttons.enumerated() {
      let field = "template.buttons[\(place)]"
      if !places.contains(button.index) {
        problems.append(.count(field: "\(field).index", actual: button.index, allowed: places))
      }
      switch button.value {
      case .quickReply(let payload): problems += length("\(field).payload", payload, 1...templatePayload)
      case .url(let text):
        problems += length("\(field).text", text, 1...templateURL)
        if !TemplateValue.isClean(text) { problems.append(.whiteSpace(field: "\(field).text")) }
      }
    }
    if Set(buttons.map(\.index)).count < buttons.count { problems.append(.repeated(field: "template.buttons.index")) }
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
