import Helpdesk
import Testing

@Suite("The key of a phone")
struct PhoneKeyTests {
  static let families: [(key: String, spellings: [String])] = [
    // Brazil: a mobile with and without the ninth digit.
    ("5511955550123", ["5511955550123", "+5511955550123", "+55 (11) 95555-0123"]),
    ("5511995550123", ["5511995550123", "551195550123"]),
    ("5521965550123", ["5521965550123", "552165550123"]),
    // Mexico: with and without the 1.
    ("525555550123", ["525555550123", "5215555550123", "+52 1 55 5555 0123"]),
    // Argentina: with and without the 9.
    ("541155550123", ["541155550123", "5491155550123"]),
    ("543515550123", ["543515550123", "5493515550123"]),
  ]

  @Test("all spellings of one phone have one key", arguments: families.indices)
  func family(index: Int) {
    let family = Self.families[index]
    for spelling in family.spellings {
      #expect(PhoneKey(spelling).rawValue == family.key, "\(spelling)")
      #expect(PhoneKey.canonical(PhoneKey.canonical(spelling)) == family.key)
    }
  }

  @Test(
    "landlines and all other countries stay as they are",
    arguments: [
      "551135550123", "551125550123", "552145550123", "550195550123", "525555550123", "541155550123", "573005550123",
      "56955550123", "51955550123", "15555550123", "34655550123", "5512", "52", "55", "521", "549", "", "551155550123",
      "5551955501234567", "52155555501234", "54911555501234", "521055555012", "5215555501", "4915555550123",
      "5519555501", "5210555550123", "5211555550123",
    ])
  func unchanged(phone: String) {
    #expect(PhoneKey(phone).rawValue == phone)
  }

  @Test("different phones of one country keep different keys")
  func different() {
    let phones = ["5511955550123", "5511955550124", "5521955550123", "5215555550123", "5215555550124", "5491155550123"]
    #expect(Set(phones.map { PhoneKey($0) }).count == phones.count)
  }
}
