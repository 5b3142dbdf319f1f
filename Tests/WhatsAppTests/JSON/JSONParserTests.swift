import Testing

@testable import WhatsApp

@Suite("The table of a JSON text")
struct JSONParserTests {
  private func read<Result>(_ text: String, _ body: (JSONValue) -> Result) -> Swift.Result<Result, JSONFault> {
    Array(text.utf8).withUnsafeBytes { bytes in JSONParser.read(bytes, body) }
  }

  @Test("every value knows its own bytes")
  func ranges() throws {
    let text = #" { "a" : [ 1 , -2.5e1 , "x\"]" ,true,false , null ] , "b":{ } , "c":"" }  "#
    let slices = read(text) { root -> [String] in
      let bytes = Array(text.utf8)
      var slices: [String] = []
      func walk(_ value: JSONValue) {
        slices.append(String(decoding: bytes[value.range], as: UTF8.self))
        for element in value.elements { walk(element) }
        for member in value.members { walk(member.value) }
      }
      walk(root)
      return slices
    }
    let whole = #"{ "a" : [ 1 , -2.5e1 , "x\"]" ,true,false , null ] , "b":{ } , "c":"" }"#
    let expected = [
      whole, #"[ 1 , -2.5e1 , "x\"]" ,true,false , null ]"#, "1", "-2.5e1", #""x\"]""#, "true", "false", "null", "{ }",
      #""""#,
    ]
    #expect(try slices.get() == expected)
  }

  @Test("an object of more than a thousand members is refused, an array of them is not")
  func members() {
    func object(_ count: Int) -> String { "{" + Array(repeating: #""a":0"#, count: count).joined(separator: ",") + "}" }
    #expect(throws: Never.self) { try read("[\(object(1000))]") { _ in }.get() }
    for count in [1001, 70_000] {
      #expect(throws: JSONFault.tooManyMembers) { try read("[0,[\(object(count))]]") { _ in }.get() }
    }
    #expect(throws: Never.self) { try read("[" + String(repeating: "0,", count: 70_000) + "0]") { _ in }.get() }
  }

  @Test("values are converted, and a question of the wrong kind finds nothing")
  func conversions() throws {
    let text =
      #"{"i":-7,"u":18446744073709551615,"d":0.5,"s":"é\n\ud83d\ude80","#
      + #""t":true,"n":null,"o":{"k":1},"a":[1,2]}"#
    _ = try read(text) { root in
      #expect(root["i"]?.integer == -7 && root["i"]?.number == -7)
      #expect(root["u"]?.integer == nil && root["u"]?.number == 18446744073709551616)
      #expect(root["d"]?.integer == nil && root["d"]?.number == 0.5)
      #expect(root["s"]?.string == "é\n🚀" && root["s"]?.integer == nil)
      #expect(root["t"]?.isTrue == true && root["n"]?.isNull == true && root["n"]?.isTrue == false)
      #expect(root["o"]?["k"]?.integer == 1 && root["o"]?.elements.map(\.integer) == [])
      #expect(root["a"]?.elements.map(\.integer) == [1, 2] && root["a"]?["k"] == nil)
      #expect(root["missing"] == nil && root["s"]?["k"] == nil && root["i"]?.elements.map(\.integer) == [])
    }.get()
  }

  @Test("of two members with one name the first answers, and both are seen")
  func repeatedName() throws {
    let seen = try read(#"{"a":1,"\u0061":2,"a":3}"#) { root in
      (root["a"]?.integer, root.members.map { $0.value.integer })
    }.get()
    #expect(seen.0 == 1 && seen.1 == [1, 2, 3])
  }

  @Test("a parser that met a fault reads the next text as if nothing had been")
  func afterFault() {
    for text in ["{\"a\":[1,2", "[\"\\x\"]", "", String(repeating: "[", count: 5000)] {
      #expect(throws: JSONFault.self) { try read(text) { _ in }.get() }
      #expect((try? read("[1,[2],3]") { $0.elements.map(\.integer) }.get()) == [1, nil, 3])
    }
  }
}
