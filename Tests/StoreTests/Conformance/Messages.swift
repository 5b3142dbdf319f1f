import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var messages: [StoreCheck<S>] {
    [
      StoreCheck("a wamid is stored once; the second delivery changes nothing") { store in
        try await store.transaction { (tables: inout S.Tables) throws in
          let first = Sample.message("w1", text: "hola")
          #expect(try tables.insertIfNew(first))
          #expect(try !tables.insertIfNew(Sample.message("w1", id: "m2", text: "otra cosa")))
          #expect(try tables.message("w1") == first)
          #expect(try tables.message("w2") == nil)
          #expect(try tables.counts().messages == 1)
        }
        let again = try await store.transaction { try $0.insertIfNew(Sample.message("w1")) }
        #expect(!again)
      },
      StoreCheck("the last messages are of both directions, newest first, and only that conversation's") { store in
        try await store.transaction { tables in
          _ = try tables.insertIfNew(Sample.message("w1", id: "m1", text: "uno", at: 10))
          _ = try tables.insertIfNew(Sample.message("w2", id: "m2", direction: .echo, text: "dos", at: 20))
          _ = try tables.insertIfNew(Sample.message("w3", id: "m3", conversation: 1002, text: "otra", at: 25))
          _ = try tables.insertIfNew(Sample.message("w4", id: "m4", conversation: nil, text: "nadie", at: 26))
          _ = try tables.insertIfNew(Sample.entry("o1", created: 15, text: "respuesta"))
          _ = try tables.insertIfNew(Sample.entry("o2", .alert, to: .person("ana"), created: 30, text: "alerta"))
          let lines = try tables.lastMessages(of: .of(1001), most: 10)
          #expect(lines.map(\.text) == ["dos", "respuesta", "uno"])
          #expect(lines.map(\.isInbound) == [false, false, true])
          #expect(lines.map(\.author) == ["app", "acuse", "customer"])
          #expect(lines.map(\.occurredAt) == [Sample.at(20), Sample.at(15), Sample.at(10)])
          #expect(try tables.lastMessages(of: .of(1001), most: 2).map(\.text) == ["dos", "respuesta"])
        }
      },
      StoreCheck("the order of messages is that of their own times, not of their arrival") { store in
        try await store.transaction { tables in
          _ = try tables.insertIfNew(Sample.message("w2", id: "m1", text: "segundo", at: 20))
          _ = try tables.insertIfNew(Sample.message("w1", id: "m2", text: "primero", at: 10))
          #expect(try tables.lastMessages(of: .of(1001), most: 1).map(\.text) == ["segundo"])
        }
      },
      StoreCheck("prompt echoes of one text are counted by contact, on their number, since that time") { store in
        try await store.transaction { tables in
          func echo(
            _ wamid: Wamid, _ contact: ContactID, at seconds: Int64, text: String = "f1", isPrompt: Bool = true,
            direction: StoredMessage.Direction = .echo, number: NumberID = Sample.number
          ) throws {
            _ = try tables.insertIfNew(
              Sample.message(
                wamid, direction: direction, contact: contact, at: seconds, fingerprint: text, isPrompt: isPrompt,
                number: number))
          }
          try echo("w1", "c1", at: 100)
          try echo("w2", "c1", at: 110)
          try echo("w3", "c2", at: 99)
          try echo("w4", "c3", at: 120, isPrompt: false)
          try echo("w5", "c4", at: 120, text: "f2")
          try echo("w6", "c5", at: 120, number: "100000000000002")
          try echo("w7", "c6", at: 120, direction: .inbound)
          #expect(try tables.promptEchoes(on: Sample.number, fingerprint: "f1", since: Sample.at(100)) == ["c1"])
          #expect(try tables.promptEchoes(on: Sample.number, fingerprint: "f1", since: Sample.at(99)) == ["c1", "c2"])
          #expect(try tables.promptEchoes(on: Sample.number, fingerprint: "f9", since: Sample.at(0)) == [])
        }
      },
    ]
  }
}
