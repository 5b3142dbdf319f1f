/// Checks what a send gives for the buttons of a template (whatsapp §4).
struct TemplateButtons {
  let buttons: [MessageTemplate.Button]

  func check(_ components: [Fields]) throws(GraphError) {
    var seen: Set<Int> = []
    for component in components {
      let subType = try component.string("sub_type").lowercased()
      let index = try component.index("index")
      guard buttons.indices.contains(index) else {
        throw .code(132_000, "button: the template has none at that index.")
      }
      guard seen.insert(index).inserted else { throw component.bad("index", "is given twice") }
      switch (subType, buttons[index].kind) {
      case ("quick_reply", .quickReply): try checkPayload(of: component)
      case ("url", .url): try checkEnd(of: buttons[index], component)
      case _: throw .code(132_012, "button: the one at that index is of another type.")
      }
    }
    guard buttons.indices.allSatisfy({ !buttons[$0].needsValue || seen.contains($0) }) else {
      throw .code(131_008, "button: an address that ends in a parameter needs its text.")
    }
  }

  private func checkPayload(of component: Fields) throws(GraphError) {
    for parameter in try component.array("parameters", count: 1...1) {
      guard try parameter.string("type") == "payload" else { throw parameter.bad("type", "must be payload") }
      _ = try parameter.string("payload", atMost: Self.payloadLimit)
    }
  }

  private func checkEnd(of button: MessageTemplate.Button, _ component: Fields) throws(GraphError) {
    guard button.needsValue else { throw .code(100, "button: the address at that index takes no parameter.") }
    for parameter in try component.array("parameters", count: 1...1) {
      _ = try TemplateValues(names: ["1"], part: "button").value(of: parameter)
    }
  }

  /// Characters of the payload of a quick reply (Meta, template button parameters).
  private static let payloadLimit = 128
}
