/// The words by which a customer asks for no more automatic messages (semantics §9).
package enum StopWords {
  /// Whether the message is one of the words and nothing else: «Quiero dar de baja mi línea» is a request.
  package static func isStop(_ text: String) -> Bool {
    guard text.utf8.count <= mostBytes else { return false }
    return words.contains(TextFold.fold(text))
  }

  /// Folded. What is also an everyday request is left out: «cancelar», «alto», «cancel», «end», «remover».
  private static let words: Set<String> = [
    "baja", "dar de baja", "darme de baja", "desuscribir", "desuscribirme", "cancelar suscripcion", "no mas mensajes",
    "sair", "parar", "pare", "descadastrar", "cancelar inscricao", "nao quero mais mensagens",
    "stop", "stop all", "unsubscribe", "opt out",
  ]

  /// No stop word with its decoration is longer; a long text need not be folded to know.
  private static let mostBytes = 200
}
