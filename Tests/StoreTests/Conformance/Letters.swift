import BusinessTime
import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var letters: [StoreCheck<S>] {
    [
      StoreCheck("letters are found by their name, and those that wait by their time") { store in
        try await store.transaction { tables in
          let early = Letter(.notice("o1"), to: "ana", createdAt: Sample.at(0), dueAt: Sample.at(30))
          let stopped = Letter.Matter.stopped(Sample.number, since: Sample.at(0))
          let late = Letter(stopped, to: "marta", createdAt: Sample.at(0), dueAt: Sample.at(40))
          var over = Letter(.goesOn(Sample.number, since: Sample.at(0)), to: "marta", createdAt: Sample.at(1))
          for letter in [late, early, over] { try tables.save(letter) }
          over.state = .taken
          over.dueAt = nil
          over.attempt = 2
          over.failure = "smtp_451"
          try tables.save(over)
          #expect(try tables.letter(early.id) == early)
          #expect(try tables.letter(over.id) == over)
          #expect(try tables.letter("notice/o1/beto") == nil)
          #expect(try tables.earliestLetter() == Sample.at(30))
          #expect(try tables.dueLetters(at: Sample.at(29), most: 9) == [])
          #expect(try tables.dueLetters(at: Sample.at(40), most: 9) == [early.id, late.id])
          #expect(try tables.dueLetters(at: Sample.at(40), most: 1) == [early.id])
        }
      },
      StoreCheck("letters that are over go at their time; one that waits stays") { store in
        let waits = Letter(.notice("o1"), to: "ana", createdAt: Sample.at(0))
        try await store.transaction { tables in
          try tables.save(waits)
          for (name, second) in [("o2", 1), ("o3", 5)] as [(OutboxID, Int64)] {
            var letter = Letter(.notice(name), to: "ana", createdAt: Sample.at(second))
            letter.state = .taken
            letter.dueAt = nil
            try tables.save(letter)
          }
          let step = try tables.purge(.letters, before: Sample.at(5), after: nil, most: 9)
          #expect(step.erased == 1 && step.next == nil)
          #expect(try tables.letter("notice/o1/ana") == waits)
          #expect(try tables.letter("notice/o2/ana") == nil)
          #expect(try tables.letter("notice/o3/ana") != nil)
        }
      },
    ]
  }
}
