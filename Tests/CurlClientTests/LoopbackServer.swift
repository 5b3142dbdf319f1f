import Foundation
import Synchronization

/// A scripted server on loopback: raw sockets, a thread for each connection, so that a test can misbehave
/// at any byte. The script gets the connection and its number, counted from 1; the connection is closed
/// when the script returns.
final class LoopbackServer: Sendable {
  typealias Script = @Sendable (LoopbackConnection, Int) -> Void

  let port: UInt16
  private let listener: Int32
  private let accepted: AcceptCount

  /// Connections so far.
  var connections: Int { accepted.value.load(ordering: .acquiring) }
  var url: String { "http://127.0.0.1:\(port)/v1/messages" }

  init(_ place: Place = .ipv4, script: @escaping Script) throws {
    listener = try place.listen()
    port = LoopbackConnection.port(of: listener, getsockname)
    let accepted = AcceptCount()
    self.accepted = accepted
    Thread { [listener] in
      while true {
        let peer = accept(listener, nil, nil)
        guard peer >= 0 else { break }
        let number = accepted.value.add(1, ordering: .acquiringAndReleasing).newValue
        Thread {
          let connection = LoopbackConnection(socket: peer)
          script(connection, number)
          connection.close()
        }.start()
      }
      // Only here, so that nobody accepts on a number that is another's by now.
      close(listener)
    }.start()
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private final class AcceptCount: Sendable {
    let value = Atomic(0)
  }

  enum Place {
    case ipv4
    case ipv6
    case unix(path: String)

    func listen() throws -> Int32 {
      let socket: Int32
      let bound: Int32
      switch self {
      case .ipv4:
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        bound = Self.bind(socket, &address)
      case .ipv6:
        socket = Foundation.socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        bound = Self.bind(socket, &address)
      case .unix(let path):
        socket = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        bound = Self.bind(socket, &address)
      }
      guard bound == 0, Foundation.listen(socket, 256) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
      return socket
    }

    private static func bind<Address>(_ socket: Int32, _ address: inout Address) -> Int32 {
      let size = socklen_t(MemoryLayout<Address>.size)
      return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Foundation.bind(socket, $0, size) }
      }
    }
  }
}
