import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite struct GroupTurnTests {
  @Test("ids of one transaction stand in the order in which its inputs were taken in, and none is there twice")
  func order() {
    var turn = GroupTurn(now: StepClock.monday, context: House.context, makeSeed: Seed.random)
    let ids = (0..<5000).map { _ in
      var ids = IDSource(seed: turn.newSeed())
      return ids.next(at: turn.now)
    }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.utf8.count == 26 })
  }
}
