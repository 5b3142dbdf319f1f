import Foundation
import Testing

/// The alarm before the disk is full, as whoever watches the process meets it.
@Suite(.serialized) struct DiskSpaceTests {
  @Test(
    "on a small disk the gateway is ready and says `disk_space`, and its log says so once, however often it is asked")
  func small() async throws {
    let place = try Workplace()
    guard let disk = try await SmallDisk.make(.tmpfs, in: place) else {
      print("figure: this machine lets nobody mount: the alarm of a small disk is shown by GatewayTests alone")
      return
    }
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port, database: SmallDisk.database)
    let gateway = try await GatewayProcess.start(in: place, port: port, wrapper: disk.wrapper)
    for _ in 0..<5 {
      let ready = try await LoopbackHTTP.get(port: port, "/readyz")
      #expect(ready.status == 200)
      #expect(ready.object["status"] as? String == "ready")
      #expect(ready.object["degraded"] as? [String] == ["disk_space"])
    }
    let figures = try await LoopbackHTTP.get(port: port, "/metrics").text
    let free = figures.split(separator: "\n").first { $0.hasPrefix("acuse_disk_free_bytes ") }?.split(separator: " ")
    let bytes = try #require(free?.last.flatMap { Int($0) })
    // Of the six MiB some are taken already.
    #expect((1 << 20..<6 << 20).contains(bytes))
    #expect(gateway.count(of: "little space is left for the database") == 1)
    await gateway.kill9()
  }
}
