import BusinessTime
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
      StoreCheck("what a customer last wrote in a conversation, by its own time; a reaction is no writing") { store in
        try await store.transaction { tables in
          #expect(try tables.newestInbound(in: .of(1001)) == nil)
          let newest = Sample.message("w1", id: "m1", text: "segundo", at: 20)
          var reaction = Sample.message("w2", id: "m2", at: 30)
          reaction.kind = "reaction"
          for message in [
            newest, reaction, Sample.message("w3", id: "m3", text: "primero", at: 10),
            Sample.message("w4", id: "m4", direction: .echo, text: "nuestro", at: 40),
            Sample.message("w5", id: "m5", conversation: 1002, text: "otra", at: 50),
          ] { _ = try tables.insertIfNew(message) }
          #expect(try tables.newestInbound(in: .of(1001)) == newest)
          let later = Sample.message("w6", id: "m6", text: "a la vez", at: 20)
          _ = try tables.insertIfNew(later)
          #expect(try tables.newestInbound(in: .of(1001)) == later)
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
      StoreCheck("when a customer last wrote on a number up to a time, in whatever conversation") { store in
        try await store.transaction { tables in
          func write(
            _ wamid: Wamid, at seconds: Int64, contact: ContactID = "c1", conversation: Int64? = 1001,
            direction: StoredMessage.Direction = .inbound, number: NumberID = Sample.number
          ) throws {
            _ = try tables.insertIfNew(
              Sample.message(
                wamid, direction: direction, contact: contact, conversation: conversation, at: seconds, number: number))
          }
          try write("w1", at: 100)
          try write("w2", at: 110, conversation: 1002)
          try write("w3", at: 105, contact: "c2")
          try write("w4", at: 106, direction: .echo)
          try write("w5", at: 107, number: "100000000000002")
          var reaction = Sample.message("w6", contact: "c1", conversation: 1001, at: 108)
          reaction.kind = "reaction"
          _ = try tables.insertIfNew(reaction)
          func last(_ seconds: Int64) throws -> Timestamp? {
            try tables.lastInbound(of: "c1", on: Sample.number, upTo: Sample.at(seconds))
          }
          #expect(try last(99) == nil)
          #expect(try last(100) == Sample.at(100))
          #expect(try last(109) == Sample.at(100))
          #expect(try last(500) == Sample.at(110))
        }
      },
    ]
  }
}
