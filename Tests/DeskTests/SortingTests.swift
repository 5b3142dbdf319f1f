import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What a customer's words make of a conversation, under the example's rules and with the words that ship: category,
/// priority, tags and team, and by them the policy (semantics §6, §10).
@Suite struct SortingTests {
  /// Monday, 10:00; the office is open from nine to two and from three to six.
  private let ten = Office.ten

  /// Eight hours a working day; 24 December has four, 25 and 31 December and New Year none.
  private static let classes: [(text: String, category: String, policy: String, first: String, solved: String)] = [
    (
      "Se cayó todo el sistema, nadie puede trabajar", "critical_failure", "critica", "2026-11-23 10:10",
      "2026-11-23 14:00"
    ),
    (
      "No podemos cobrar con tarjeta, lo demás sí funciona", "major_failure", "grave", "2026-11-23 10:15",
      "2026-11-25 14:00"
    ),
    (
      "Un botón sale desalineado, no es grave", "minor_failure", "menor", "2026-11-23 10:30", "2026-12-11 10:00"
    ),
    (
      "Quiero cambiar de plan, al de 200 megas", "change_request", "requerimiento", "2026-11-23 10:30",
      "2027-01-07 14:00"
    ),
    ("¿Cuál es su horario de atención?", "information", "informacion", "2026-11-23 10:15", "2026-11-25 10:00"),
  ]

  @Test("each class has its own targets in opening hours, from the message on: 4, 20, 112, 240 and 16 hours")
  func classes() throws {
    for (text, category, policy, first, solved) in Self.classes {
      let office = try Example.office()
      try office.write("wamid.1", .text(text), at: ten)
      let opened = try #require(try office.conversation())
      #expect(opened.category == category, "\(text)")
      #expect(opened.policy == policy, "\(text)")
      #expect(try office.due(.firstResponse) == first, "\(text)")
      #expect(try office.due(.resolution) == solved, "\(text)")
      #expect(try office.clock(.resolution)?.startedAt == ten)
      #expect(office.record().contains("sorted"))
    }
  }

  @Test("a rule of the file gives category, priority, tags and a team, whose own strategy picks who takes it")
  func rule() throws {
    let office = try Example.office(
      (
        "      tags: pago\n",
        """
              tags: pago
            - name: enlace
              words: [enlace dedicado]
              category: major_failure
              priority: urgent
              tags: [red, B2B]
              team: especialistas

        """
      ))
    try office.write("wamid.1", .text("Nuestro enlace dedicado va y viene"), at: ten)
    let opened = try #require(try office.conversation())
    #expect(opened.category == "major_failure")
    #expect(opened.priority == .urgent)
    #expect(opened.tags == ["red", "B2B"])
    #expect(opened.team == "especialistas")
    #expect(opened.assignee == "carla")
    #expect(opened.policy == "grave")
    // Whom no rule concerns, the number's own team takes.
    try office.write("wamid.2", from: "5215555506002", .text("¿Cuál es su horario de atención?"), at: ten)
    #expect(try office.conversation(1002)?.team == "soporte")
    #expect(try office.conversation(1002)?.assignee == "ana")
  }

  private static let hurry = (
    "policies:\n",
    """
    policies:
      - name: prisa
        when: { priority: [high, urgent] }
        calendar: oficina
        acknowledge: { open: ack_urgent, closed: ack_closed }
        clocks: { first_response: { target: 5m } }

    """
  )

  @Test("«problema de pago» and «urgente» raise the priority, and with it comes the faster target")
  func hurry() throws {
    let office = try Example.office(Self.hurry)
    try office.write("wamid.1", .text("Hola, tengo un problema de pago"), at: ten)
    let paying = try #require(try office.conversation(1001))
    #expect(paying.category == "billing")
    #expect(paying.priority == .high)
    #expect(paying.tags == ["pago"])
    #expect(paying.policy == "prisa")
    #expect(try office.due(.firstResponse, of: 1001) == "2026-11-23 10:05")
    try office.write("wamid.2", from: "5215555506002", .text("Es urgente, necesito hablar con alguien"), at: ten)
    #expect(try office.conversation(1002)?.priority == .high)
    #expect(try office.due(.firstResponse, of: 1002) == "2026-11-23 10:05")
    try office.write("wamid.3", from: "5215555506003", .text("No es urgente: ¿cuál es su horario?"), at: ten)
    #expect(try office.conversation(1003)?.priority == .normal)
    #expect(try office.due(.firstResponse, of: 1003) == "2026-11-23 10:15")
    try office.run(until: ten.plus(seconds: 2))
    #expect(try office.acknowledgement(of: 1001)?.contains("antes de las 10:05") == true)
    #expect(try office.acknowledgement(of: 1001)?.contains("urgente") == true)
    #expect(try office.acknowledgement(of: 1003)?.contains("antes de las 10:15") == true)
  }

  @Test("«emergencia» tags the case, and a policy for that tag has management told within seconds, at night too")
  func emergency() throws {
    let office = try Example.office(
      (
        "policies:\n",
        """
        policies:
          - name: emergencia
            when: { tags: emergencia }
            calendar: siempre
            clocks:
              first_response: { target: 10m, ladder: [{ at: 1%, tell: [lead, "role:management"] }] }

        """
      ))
    let night = Example.time("2026-11-23 23:30")
    try office.write("wamid.1", .text("¡Emergencia! Se está inundando el cuarto de servidores"), at: night)
    #expect(try office.conversation()?.tags == ["emergencia"])
    #expect(try office.conversation()?.priority == .urgent)
    try office.run(until: night.plus(seconds: 6))
    // Lucía's phone is dark from nine on, but for what is urgent.
    #expect(office.told() == ["11-23T23:30:06 lucia", "11-23T23:30:06 marta"])
    #expect(try office.entries(.alert).allSatisfy { $0.state == .queued })
  }

  @Test("the second message of a burst tells what it is about: the clocks go over to the stricter policy as they began")
  func later() throws {
    let office = try Example.office()
    try office.write("wamid.1", .text("Hola"), at: ten)
    #expect(try office.conversation()?.policy == "informacion")
    try office.run(until: ten.plus(seconds: 2))
    #expect(try office.acknowledgement()?.contains("antes de las 10:15") == true)
    try office.write("wamid.2", .text("Se cayó todo el sistema, nadie puede trabajar"), at: ten.plus(minutes: 2))
    let sorted = try #require(try office.conversation())
    #expect(sorted.category == "critical_failure")
    #expect(sorted.priority == .urgent)
    #expect(sorted.policy == "critica")
    #expect(try office.due(.firstResponse) == "2026-11-23 10:10")
    #expect(try office.due(.resolution) == "2026-11-23 14:00")
    #expect(office.record().filter { ["sorted", "policy"].contains($0) } == ["sorted", "policy"])
    // Nothing that says less takes it back, and nobody is acknowledged again.
    try office.write("wamid.3", .text("¿Cuál es su horario de atención?"), at: ten.plus(minutes: 3))
    #expect(try office.conversation()?.policy == "critica")
    try office.run(until: ten.plus(minutes: 4))
    #expect(try office.entries(.acknowledgement).count == 1)
  }

  @Test("a later message can bring the case to the specialists; what a person chose stays where they put it")
  func handedOn() throws {
    let specialists = (
      "      tags: pago\n", "      tags: pago\n    - { name: red, words: [enlace dedicado], team: especialistas }\n"
    )
    let office = try Example.office(specialists)
    try office.write("wamid.1", .text("Hola"), at: ten)
    #expect(try office.conversation()?.assignee == "ana")
    try office.write("wamid.2", .text("Es por el enlace dedicado"), at: ten.plus(minutes: 1))
    #expect(try office.conversation()?.team == "especialistas")
    #expect(try office.conversation()?.assignee == "carla")

    let other = try Example.office(specialists)
    try other.write("wamid.1", .text("Hola"), at: ten)
    for action in [Action.team("soporte"), .category("sales"), .priority(.low)] {
      let answer = try other.handle(.command(.act(ConversationRef(1001), action, author: .person("ana"))), at: ten)
      #expect(answer == .done)
    }
    try other.write("wamid.2", .text("Se cayó todo el enlace dedicado, es urgente"), at: ten.plus(minutes: 1))
    let chosen = try #require(try other.conversation())
    #expect(chosen.team == "soporte")
    #expect(chosen.category == "sales")
    #expect(chosen.priority == .low)
    #expect(chosen.assignee == "ana")
  }

  private static let languages = [
    ("Hola, quiero saber cuál es su horario", "Una persona de nuestro equipo le responderá antes de las 10:15"),
    ("Olá, vocês não responderam, qual é o horário?", "Uma pessoa da nossa equipe vai responder"),
    ("Hello, what are your opening hours today?", "A member of our team will reply"),
    ("??", "Una persona de nuestro equipo le responderá antes de las 10:15"),
  ]

  @Test("the acknowledgement is in the customer's language, and in the number's own when theirs cannot be told")
  func languages() throws {
    for (text, words) in Self.languages {
      let office = try Example.office()
      try office.write("wamid.1", .text(text), at: ten)
      try office.run(until: ten.plus(seconds: 2))
      let said = try #require(try office.acknowledgement(), "\(text)")
      #expect(said.contains(words), "\(said)")
      #expect(said.contains("10:15"), "\(said)")
    }
  }

  @Test(
    "urgency is urgency however it is typed, and in the superlative",
    arguments: [
      "urgente", "URGENTÍSIMO", "urgentísima", "urgentíssimo", "urjente", "u r g e n t e", "ＵＲＧＥＮＴＥ", "¡¡Urgente!!",
    ])
  func urgency(_ text: String) throws {
    let office = try Example.office()
    try office.write("wamid.1", .text(text), at: ten)
    #expect(try office.conversation()?.priority == .high)
  }

  @Test(
    "captions, buttons with their payloads, list rows with their ids, orders and forms are read like texts",
    arguments: [
      .media(.init(kind: .image, mediaID: "1", caption: "Es urgente")), .button(text: "Ayuda", payload: "urgente"),
      .button(text: "Es urgente", payload: nil), .buttonReply(id: "urgente", title: "Otro"),
      .buttonReply(id: "1", title: "Urgente"), .listReply(id: "urgente", title: "Otro", description: nil),
      .listReply(id: "1", title: "Es urgente", description: nil),
      .order(.init(catalogID: nil, text: "Es urgente", items: [])),
      .formReply(.init(name: "address_message", body: "Urgente: Calle 5")),
      .formReply(.init(name: "flow", body: "Sent", response: #"{"a":"Es urgente"}"#, answers: "Es urgente")),
    ] as [MessageContent])
  func contents(_ content: MessageContent) throws {
    let office = try Example.office()
    try office.write("wamid.1", content, at: ten)
    #expect(try office.conversation()?.priority == .high)
    let matches = try #require(try office.tables.message("wamid.1")?.verdict?.matches)
    #expect(matches.contains { $0.words.lowercased() == "urgente" })
  }

  @Test("what our own people write sorts nothing, and reactions, places and cards do not either")
  func notSorted() throws {
    let office = try Example.office()
    try office.write("wamid.1", .text("¿Cuál es su horario de atención?"), at: ten)
    let before = try #require(try office.conversation())
    try office.echo("wamid.2", "Es urgente: se cayó todo el sistema", at: ten.plus(minutes: 1))
    try office.write("wamid.3", .reaction(emoji: "🚨", to: "wamid.2"), at: ten.plus(minutes: 2))
    try office.write(
      "wamid.4", .location(.init(latitude: 19.4, longitude: -99.1, name: "Urgencias")), at: ten.plus(minutes: 3))
    try office.write("wamid.5", .contacts([.init(name: "Fraude Urgente")]), at: ten.plus(minutes: 4))
    let after = try #require(try office.conversation())
    #expect(after.priority == before.priority && after.category == before.category && after.tags == before.tags)
  }
}
