import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var contacts: [StoreCheck<S>] {
    [
      StoreCheck("a contact is found by its id, its user id and its phone") { store in
        let ana = Sample.contact("c1", phone: "525555550101", userID: "MX.1", name: "Ana")
        let other = Sample.contact("c2", phone: "525555550102", userID: "MX.2", name: "Beto")
        try await store.transaction { tables in
          try tables.save(ana)
          try tables.save(other)
          #expect(try tables.contact("c1") == ana)
          #expect(try tables.contact(userID: "MX.1") == ana)
          #expect(try tables.contact(phone: PhoneKey("525555550101")) == ana)
          #expect(try tables.contact(phone: PhoneKey("525555550102")) == other)
        }
      },
      StoreCheck("a phone is found in the other spelling of its country") { store in
        try await store.transaction { tables in
          try tables.save(Sample.contact("mx", phone: "5215555550101"))
          try tables.save(Sample.contact("br", phone: "551196555010"))
          #expect(try tables.contact(phone: PhoneKey("525555550101"))?.id == "mx")
          #expect(try tables.contact(phone: PhoneKey("5511996555010"))?.id == "br")
        }
      },
      StoreCheck("nobody is found under what nobody has") { store in
        try await store.transaction { tables in
          try tables.save(Sample.contact("c1", phone: nil, userID: nil))
          #expect(try tables.contact("c9") == nil)
          #expect(try tables.contact(userID: "MX.9") == nil)
          #expect(try tables.contact(phone: PhoneKey("525555550109")) == nil)
        }
      },
      StoreCheck("a contact that gives its phone up is not found by it any more") { store in
        try await store.transaction { tables in
          var old = Sample.contact("c1", phone: "525555550101", userID: "MX.1")
          try tables.save(old)
          old.phone = nil
          try tables.save(old)
          #expect(try tables.contact(phone: PhoneKey("525555550101")) == nil)
          #expect(try tables.contact(userID: "MX.1") == old)
        }
      },
      StoreCheck("of two that hold one phone, the one that was first seen last has it") { store in
        try await store.transaction { tables in
          try tables.save(Sample.contact("new", phone: "525555550101", seen: 20))
          try tables.save(Sample.contact("old", phone: "525555550101", seen: 10))
          #expect(try tables.contact(phone: PhoneKey("525555550101"))?.id == "new")
        }
      },
    ]
  }
}
