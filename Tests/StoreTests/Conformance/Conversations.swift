import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var conversations: [StoreCheck<S>] {
    [
      StoreCheck("the first reference is 1001, the next is one more than the highest") { store in
        try await store.transaction { tables in
          #expect(try tables.nextRef() == .of(1001))
          try tables.save(Sample.conversation(1001))
          #expect(try tables.nextRef() == .of(1002))
          try tables.save(Sample.conversation(1040, state: .closed))
          #expect(try tables.nextRef() == .of(1041))
        }
      },
      StoreCheck("saving again replaces the row") { store in
        try await store.transaction { tables in
          try tables.save(Sample.conversation(1001))
          let changed = Sample.conversation(1001, state: .resolved, team: "ventas", assignee: "ana", assigned: 5)
          try tables.save(changed)
          #expect(try tables.conversation(.of(1001)) == changed)
          #expect(try tables.conversation(.of(1002)) == nil)
          #expect(try tables.counts().conversations == 1)
        }
      },
      StoreCheck("the open conversation is that of the contact and the number, not a closed one") { store in
        try await store.transaction { tables in
          try tables.save(Sample.conversation(1001, contact: "c1", state: .closed))
          try tables.save(Sample.conversation(1002, contact: "c1", number: "100000000000002"))
          try tables.save(Sample.conversation(1003, contact: "c2"))
          #expect(try tables.openConversation(of: "c1", on: Sample.number) == nil)
          try tables.save(Sample.conversation(1004, contact: "c1", state: .resolved))
          #expect(try tables.openConversation(of: "c1", on: Sample.number)?.ref == .of(1004))
        }
      },
      StoreCheck("of several open conversations the one that was opened first is taken") { store in
        try await store.transaction { tables in
          try tables.save(Sample.conversation(1001, opened: 60))
          try tables.save(Sample.conversation(1002, opened: 30))
          try tables.save(Sample.conversation(1003, opened: 30))
          #expect(try tables.openConversation(of: "c1", on: Sample.number)?.ref == .of(1002))
        }
      },
      StoreCheck("versions in use are those of conversations that are not closed") { store in
        try await store.transaction { tables in
          try tables.save(Sample.conversation(1001, state: .closed, version: "v1"))
          try tables.save(Sample.conversation(1002, version: "v3"))
          try tables.save(Sample.conversation(1003, state: .resolved, version: "v2"))
          try tables.save(Sample.conversation(1004, version: "v3"))
          #expect(try tables.versionsInUse() == ["v2", "v3"])
        }
      },
      StoreCheck("alarms come earliest first, only when their time has come, and no more than asked for") { store in
        try await store.transaction { tables in
          #expect(try tables.earliestWake() == nil)
          for (ref, wake) in [(1001, 30), (1002, 10), (1003, 20), (1004, 10)] as [(Int64, Int64)] {
            var conversation = Sample.conversation(ref)
            conversation.assignAgainAt = Sample.at(wake)
            try tables.save(conversation)
          }
          try tables.save(Sample.conversation(1005))
          #expect(try tables.earliestWake() == Sample.at(10))
          #expect(try tables.dueWakes(at: Sample.at(9), most: 10) == [])
          let due = try tables.dueWakes(at: Sample.at(20), most: 10)
          #expect(due.map(\.entity) == [.conversation(.of(1002)), .conversation(.of(1004)), .conversation(.of(1003))])
          #expect(due.map(\.at) == [Sample.at(10), Sample.at(10), Sample.at(20)])
          #expect(try tables.dueWakes(at: Sample.at(99), most: 2).map(\.at) == [Sample.at(10), Sample.at(10)])
        }
      },
      StoreCheck("an alarm that was answered is gone") { store in
        try await store.transaction { tables in
          var conversation = Sample.conversation(1001)
          conversation.assignAgainAt = Sample.at(10)
          try tables.save(conversation)
          conversation.assignAgainAt = nil
          try tables.save(conversation)
          #expect(try tables.earliestWake() == nil)
          #expect(try tables.dueWakes(at: Sample.at(99), most: 9) == [])
        }
      },
    ]
  }

  static var assignment: [StoreCheck<S>] {
    [
      StoreCheck("a load counts what a person holds and in which somebody waits") { store in
        try await store.transaction { tables in
          let states: [ConversationState] = [.open, .waitingCustomer, .waitingThirdParty, .resolved, .closed]
          for (index, state) in states.enumerated() {
            var held = Sample.conversation(Int64(1001 + index), state: state, assignee: "ana", assigned: 1)
            held.clocks = [Sample.clock(due: 900)]
            try tables.save(held)
          }
          // Nobody waits in this one: it costs its holder nothing.
          try tables.save(Sample.conversation(1009, assignee: "ana", assigned: 1))
          var other = Sample.conversation(1010, assignee: "beto", assigned: 1)
          other.clocks = [Sample.clock(due: 900)]
          try tables.save(other)
          try tables.save(Sample.conversation(1011))
          #expect(try tables.loads(of: ["ana", "beto", "caro"]) == ["ana": 3, "beto": 1])
          #expect(try tables.loads(of: ["beto"]) == ["beto": 1])
          #expect(try tables.loads(of: []) == [:])
        }
      },
      StoreCheck("last assigned is who was given a conversation of that team last, closed or not") { store in
        try await store.transaction { tables in
          #expect(try tables.lastAssigned(in: "soporte") == nil)
          try tables.save(Sample.conversation(1001, state: .closed, assignee: "ana", assigned: 50))
          try tables.save(Sample.conversation(1002, assignee: "beto", assigned: 40))
          try tables.save(Sample.conversation(1003, team: "ventas", assignee: "caro", assigned: 90))
          try tables.save(Sample.conversation(1004))
          #expect(try tables.lastAssigned(in: "soporte") == "ana")
          try tables.save(Sample.conversation(1005, assignee: "dora", assigned: 50))
          #expect(try tables.lastAssigned(in: "soporte") == "dora")
        }
      },
    ]
  }
}
