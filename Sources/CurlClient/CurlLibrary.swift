import CCurl
import Foundation

/// The system's libcurl, and what every thread that runs it must do first.
enum CurlLibrary {
  /// Evaluated once a process: global set-up, and what is missing for us, if anything.
  static let problem: CurlUnavailable? = {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK else { return .outOfMemory }
    // The fields read here are in the first version of the struct.
    guard let info = curl_version_info(CURLVERSION_FIRST) else { return .outOfMemory }
    let needed = CURL_VERSION_SSL | CURL_VERSION_HTTP2 | CURL_VERSION_ASYNCHDNS
    let fit = info.pointee.version_num >= oldestVersion && info.pointee.features & needed == needed
    return fit ? nil : .unfit(found: String(cString: curl_version()))
  }()

  /// 7.85.0 brought `CURLOPT_PROTOCOLS_STR`; `CURLOPT_PREREQFUNCTION` is older (7.80).
  private static let oldestVersion: UInt32 = 0x07_55_00

  /// For the calling thread: with `CURLOPT_NOSIGNAL` libcurl leaves SIGPIPE to the application, and a TLS library may
  /// raise it.
  static func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
