import BusinessTime
import Helpdesk
import Testing

@Suite struct SmallMachineTests {
  private static let ten = Story.time("mon 10:00")

  @Test("an entry of the outbox keeps its laws, whatever Meta says of it in whatever order")
  func outbox() async {
    let explorer = Explorer(letters: ParcelLetter.all, step: { $1.edge(from: $0) })
    let roots = [
      Parcel(hasTemplate: true, at: Self.ten), Parcel(hasTemplate: false, at: Self.ten),
      Parcel(hasTemplate: true, others: ["en"], at: Self.ten),
    ]
    let found = await explorer.explore(from: roots, depth: 6)
    print(found.figure("outbox entry"))
    #expect(found.faults == [])
  }

  @Test("a letter is tried for a day, waits longer each time, and what is over stays over")
  func letter() async {
    let explorer = Explorer(letters: MailingLetter.all, step: { $1.edge(from: $0) })
    // One is fresh, of the other the day is nearly over.
    let roots = [
      Mailing(writtenAt: Self.ten, at: Self.ten), Mailing(writtenAt: Self.ten, at: Self.ten.adding(seconds: 86_100)),
    ]
    let found = await explorer.explore(from: roots, depth: 6)
    print(found.figure("letter"))
    #expect(found.faults == [])
  }

  @Test("a number sends nothing while its account is closed, loses nothing, and comes back with the account")
  func line() async {
    let explorer = Explorer(letters: SwitchboardLetter.all, step: { $1.edge(from: $0) })
    let found = await explorer.explore(from: [Switchboard(at: Self.ten)], depth: 6)
    print(found.figure("line"))
    #expect(found.faults == [])
  }
}
