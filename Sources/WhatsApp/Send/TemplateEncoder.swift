import Helpdesk

/// Writes the call of a template (whatsapp §4).
enum TemplateEncoder {
  private enum Component {
    case body([TemplateCall.Parameter])
    case button(TemplateCall.Button)
  }

  /// Components only for what has values: Meta refuses empty ones.
  static func write(_ call: TemplateCall, into template: inout JSONWriter) {
    template.member("name", call.name)
    template.object("language") { $0.member("code", call.language.rawValue) }
    let body = call.parameters.isEmpty ? [] : [Component.body(call.parameters)]
    let components = body + (call.buttons ?? []).map(Component.button)
    guard !components.isEmpty else { return }
    template.objects("components", components) { component, writer in
      switch component {
      case .body(let parameters): write(parameters, into: &writer)
      case .button(let button): write(button, into: &writer)
      }
    }
  }

  private static func write(_ parameters: [TemplateCall.Parameter], into component: inout JSONWriter) {
    component.member("type", "body")
    component.objects("parameters", parameters) { parameter, writer in
      writer.member("type", "text")
      if let name = parameter.name { writer.member("parameter_name", name) }
      writer.member("text", parameter.text)
    }
  }

  /// Meta takes the place as text.
  private static func write(_ button: TemplateCall.Button, into component: inout JSONWriter) {
    component.member("type", "button")
    switch button.value {
    case .quickReply(let payload):
      component.member("sub_type", "quick_reply")
      component.member("index", String(button.index))
      component.objects("parameters", [payload]) { payload, writer in
        writer.member("type", "payload")
        writer.member("payload", payload)
      }
    case .url(let text):
      component.member("sub_type", "url")
      component.member("index", String(button.index))
      component.objects("parameters", [text]) { text, writer in
        writer.member("type", "text")
        writer.member("text", text)
      }
    }
  }
}
