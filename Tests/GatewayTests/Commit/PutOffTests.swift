import BusinessTime
import Gateway
import Testing

@Suite("what is put off")
struct PutOffTests {
  @Test("pauses double from one second to five minutes and stay there")
  func doubling() {
    var putOffs = PutOffs<String>()
    let now = StepClock.monday
    let pauses = (0..<12).map { _ in (putOffs.putOff("a", at: now) - now) / 1000 }
    #expect(pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
    putOffs.clear("a")
    let first = putOffs.putOff("a", at: now)
    #expect(first == now.adding(seconds: 1))
  }

  @Test("a clock that is set back by a day does not prolong a pause")
  func setBack() {
    var putOffs = PutOffs<String>()
    putOffs.putOff("a", at: StepClock.monday)
    #expect(putOffs.isPutOff("a", at: StepClock.monday))
    #expect(!putOffs.isPutOff("a", at: StepClock.monday.adding(seconds: -86_400)))
    #expect(!putOffs.isPutOff("b", at: StepClock.monday))
  }
}
