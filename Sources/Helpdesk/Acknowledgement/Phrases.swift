package import BusinessTime

/// The words that alerts and other texts for our own people are filled with, in their language.
package enum Phrases {
  /// «menos de 1 min», «12 min», «1 h 5 min», «2 días 3 h»: whole units, rounded down; negative counts as nothing.
  package static func duration(_ seconds: Int64, in language: Language) -> String {
    let tongue = Tongue(language)
    let minutes = max(0, seconds) / 60
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    if days > 0 { return parts(dayCount(days, tongue), hours > 0 ? "\(hours) h" : nil) }
    if hours > 0 { return parts("\(hours) h", rest > 0 ? "\(rest) min" : nil) }
    if rest > 0 { return "\(rest) min" }
    return tongue.pick("menos de 1 min", "menos de 1 min", "less than 1 min")
  }

  /// An SLA clock's name in the middle of a sentence.
  package static func clock(_ kind: ClockKind, in language: Language) -> String {
    let tongue = Tongue(language)
    return switch kind {
    case .acknowledgement: tongue.pick("acuse de recibo", "confirmação de recebimento", "acknowledgement")
    case .firstResponse: tongue.pick("primera respuesta", "primeira resposta", "first response")
    case .nextResponse: tongue.pick("siguiente respuesta", "próxima resposta", "next response")
    case .resolution: tongue.pick("resolución", "resolução", "resolution")
    case .promise: tongue.pick("hora prometida", "horário prometido", "promised time")
    case .assignment: tongue.pick("asignación", "atribuição", "assignment")
    }
  }

  /// «vence a las 10:15, en 5 min», «venció a las 10:15, hace 3 min», with the day if it is another one.
  ///
  /// The clock time is rounded up to the minute as in the customer's text, so that both read the same; the time left
  /// is rounded up and the time passed is rounded down.
  package static func due(_ dueAt: Timestamp, now: Timestamp, zone: Zone, in language: Language) -> String {
    let tongue = Tongue(language)
    let at = SpokenMoment(dueAt, now: now, zone: zone).phrase(tongue, before: false)
    let left = dueAt - now
    if left > 0 {
      let span = duration(left.dividedUp(by: 60_000) * 60, in: language)
      return tongue.pick("vence \(at), en \(span)", "vence \(at), em \(span)", "due \(at), in \(span)")
    }
    guard left < 0 else { return tongue.pick("vence ahora, \(at)", "vence agora, \(at)", "due now, \(at)") }
    let span = duration((now - dueAt) / 1000, in: language)
    return tongue.pick("venció \(at), hace \(span)", "venceu \(at), há \(span)", "was due \(at), \(span) ago")
  }

  /// The wall clock in the person's zone, to the minute, seconds dropped: «13:05», «1:05 PM».
  package static func time(_ instant: Timestamp, zone: Zone, in language: Language) -> String {
    let minute = Timestamp(seconds: instant.seconds - Int64(zone.local(instant).0.second))
    return SpokenMoment(minute, now: minute, zone: zone).digits(Tongue(language))
  }

  /// A priority as an alert shows it.
  package static func priority(_ priority: Priority, in language: Language) -> String {
    let tongue = Tongue(language)
    return switch priority {
    case .low: tongue.pick("baja", "baixa", "low")
    case .normal: tongue.pick("normal", "normal", "normal")
    case .high: tongue.pick("alta", "alta", "high")
    case .urgent: tongue.pick("urgente", "urgente", "urgent")
    }
  }

  /// Stands behind a case's number in an alert whose first sending was never confirmed.
  package static func maybeRepeated(in language: Language) -> String {
    Tongue(language).pick("posible aviso repetido", "possível aviso repetido", "this may be a repeat")
  }

  /// Stands behind a due time: the message came so much later than it was written.
  package static func late(_ seconds: Int64, in language: Language) -> String {
    let span = duration(seconds, in: language)
    return Tongue(language).pick(
      "el mensaje llegó con \(span) de retraso", "a mensagem chegou com \(span) de atraso",
      "the message came \(span) late")
  }

  /// Stands for the assignee where there is none.
  package static func nobody(in language: Language) -> String {
    Tongue(language).pick("nadie", "ninguém", "nobody")
  }

  /// Stands for the name of a customer who has told none.
  package static func unknownCustomer(in language: Language) -> String {
    Tongue(language).pick("un cliente sin nombre", "um cliente sem nome", "an unnamed customer")
  }

  /// Why Meta takes nothing, and what to do about it: two sentences.
  package static func stop(_ reason: StopReason, in language: Language) -> String {
    let tongue = Tongue(language)
    return switch reason {
    case .token:
      tongue.pick(
        "Meta no acepta el token de acceso. Genere uno nuevo y póngalo en lugar del anterior.",
        "A Meta não aceita o token de acesso. Gere um novo e coloque-o no lugar do anterior.",
        "Meta does not accept the access token. Generate a new one and put it in the place of the former.")
    case .billing:
      tongue.pick(
        "La cuenta no tiene una forma de pago válida. Revise la facturación en el administrador de WhatsApp.",
        "A conta não tem uma forma de pagamento válida. Verifique o faturamento no gerenciador do WhatsApp.",
        "The account has no valid way of paying. Look at its billing in WhatsApp Manager.")
    case .restricted:
      tongue.pick(
        "Meta restringió o bloqueó la cuenta. Vea el motivo y pida una revisión en la página de calidad de la cuenta.",
        "A Meta restringiu ou bloqueou a conta. Veja o motivo e peça uma análise na página de qualidade da conta.",
        "Meta has restricted or locked the account. See why, and ask for a review, on its account quality page.")
    case .number:
      tongue.pick(
        "El número no está registrado en la plataforma o no tiene un nombre aprobado. "
          + "Revíselo en el administrador de WhatsApp.",
        "O número não está registrado na plataforma ou não tem um nome aprovado. "
          + "Verifique-o no gerenciador do WhatsApp.",
        "The number is not registered with the platform or has no approved name. Look at it in WhatsApp Manager.")
    case .other:
      tongue.pick(
        "Meta rechaza todo lo que se le envía. Busque el código en su lista de errores.",
        "A Meta recusa tudo o que é enviado. Procure o código na lista de erros dela.",
        "Meta refuses all that is sent. Look the code up in its list of errors.")
    }
  }

  private static func parts(_ first: String, _ second: String?) -> String {
    second.map { first + " " + $0 } ?? first
  }

  private static func dayCount(_ days: Int64, _ tongue: Tongue) -> String {
    let many = tongue.pick("días", "dias", "days")
    let one = tongue.pick("día", "dia", "day")
    return "\(days) " + (days == 1 ? one : many)
  }
}

extension Int64 {
  /// Of what is not negative.
  fileprivate func dividedUp(by divisor: Int64) -> Int64 { self / divisor + (self % divisor == 0 ? 0 : 1) }
}
