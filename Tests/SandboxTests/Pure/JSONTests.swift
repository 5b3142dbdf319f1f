import Sandbox
import Testing

/// JSON as Meta writes it and as anybody may.
struct JSONTests {
  @Test(
    "strings are written with Meta's escapes",
    arguments: [
      ("niño", #""ni\u00f1o""#),
      ("a/b", #""a\/b""#),
      ("🙂", #""\ud83d\ude42""#),
      ("\"\\\n\t\u{1}", #""\"\\\n\t\u0001""#),
      ("plain ~", #""plain ~""#),
    ])
  func writing(_ pair: (text: String, written: String)) {
    #expect(String(decoding: JSON.string(pair.text).bytes(), as: UTF8.self) == pair.written)
  }

  @Test("members keep their order, and what is absent is not null")
  func order() {
    let value: JSON = ["z": 1, "a": [true, .null, "x"], "m": [:]]
    #expect(String(decoding: value.bytes(), as: UTF8.self) == #"{"z":1,"a":[true,null,"x"],"m":{}}"#)
  }

  @Test("what others write is read: raw UTF-8, escapes, spaces, numbers")
  func reading() throws {
    let text = #" { "a" : "ñ\u00f1\ud83d\ude42\/" , "b" : [ -1 , 2.5 , 1e3 ] , "c" : { } , "d" : [ ] } "#
    let value = try JSON(bytes: Array(text.utf8))
    #expect(value["a"] == "ññ🙂/")
    #expect(value["b"] == .array([.int(-1), .double(2.5), .double(1000)]))
    #expect(value["c"] == [:])
    #expect(value["d"] == [])
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":}", "{\"a\" 1}", "nul", "\"\\x\"", "\"\\ud83d\"", "\"\\ude42\"", "1 2", "\"\n\"",
      "{a:1}", String(repeating: "[", count: 100),
    ])
  func unreadable(_ text: String) {
    #expect(throws: JSON.Unreadable.self) { try JSON(bytes: Array(text.utf8)) }
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUnicode() {
    #expect(throws: JSON.Unreadable.self) { try JSON(bytes: [0x22, 0xC3, 0x28, 0x22]) }
  }
}
