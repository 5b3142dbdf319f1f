import BusinessTime
import Testing

@testable import WhatsApp

@Suite("Timestamps")
struct TimestampTests {
  static let forms: [(json: String, milliseconds: Int64?)] = [
    (#""1795300000""#, 1_795_300_000_000), ("1795300000", 1_795_300_000_000),
    (#""1795300000123""#, 1_795_300_000_123), ("1795300000123", 1_795_300_000_123),
    ("1795300000.5", 1_795_300_000_500), (#""1795300000.25""#, 1_795_300_000_250), ("1.7953e9", 1_795_300_000_000),
    // The border: one less is seconds (the year 33658 cannot be written), itself is milliseconds.
    ("999999999999", nil), ("1000000000000", 1_000_000_000_000), (#""1000000000000""#, 1_000_000_000_000),
    ("253402300799999", 253_402_300_799_999), ("253402300800000", nil), ("1", 1000),
    ("0", nil), ("-1", nil), (#""""#, nil), (#""x""#, nil), (#""0x10""#, nil), (#""1e9""#, nil), (#""nan""#, nil),
    (#"" 1""#, nil), (#""1.""#, nil), (#""1.2.3""#, nil), (#""99999999999999999999999""#, nil), ("1e300", nil),
    ("18446744073709551615", nil), ("null", nil), ("true", nil), ("{}", nil), ("[1795300000]", nil),
  ]

  @Test("seconds and milliseconds, as numbers or as text; what is no time is none", arguments: forms.indices)
  func form(index: Int) throws {
    let form = Self.forms[index]
    let text = Array("[\(form.json)]".utf8)
    let read = text.withUnsafeBytes { bytes in
      JSONParser.read(bytes) { list in list.elements.first { _ in true }?.timestamp }
    }
    #expect(try read.get() == form.milliseconds.map { Timestamp(milliseconds: $0) }, "\(form.json)")
  }
}
