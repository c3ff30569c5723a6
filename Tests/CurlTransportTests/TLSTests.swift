import CurlTransport
import Foundation
import ProviderRuntime
import RawServer
import Testing

@Suite("TLS", .timeLimit(.minutes(5)), .enabled(if: Program.openssl != nil, "openssl is not installed"))
struct TLSTests {
  /// Runs a body with a TLS server whose certificate is for the given names.
  func withServer(
    names: String = "DNS:localhost,IP:127.0.0.1", _ body: (_ url: String, _ certificate: String) async throws -> Void
  ) async throws {
    let openssl = try #require(Program.openssl)
    let directory = try TemporaryDirectory()
    let certificate = try Certificate(names: names, in: directory, openssl: openssl)
    let server = try BackgroundServer(
      openssl,
      ["s_server", "-accept", "127.0.0.1:0", "-www", "-key", certificate.key, "-cert", certificate.file])
    let port = try #require(try server.line(containing: "ACCEPT").split(separator: ":").last)
    try await body("https://127.0.0.1:\(port)/", certificate.file)
    withExtendedLifetime((directory, server)) {}
  }

  func failure(_ transport: CurlTransport, _ url: String) async -> TransportError? {
    await #expect(throws: TransportError.self) {
      try await transport.send(HTTPRequest(method: "GET", url: url, timeout: .seconds(30)))
    }
  }

  @Test("A certificate that nobody trusts is refused before anything is sent")
  func untrusted() async throws {
    try await withServer { url, _ in
      let error = try #require(await failure(CurlTransport(environment: { _ in nil }), url))
      guard case .tls(let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(reason.lowercased().contains("certificate"))
      #expect(!error.requestMayHaveBeenSent)
    }
  }

  @Test("A certificate is trusted that the configuration or the environment names")
  func trusted() async throws {
    try await withServer { url, certificate in
      let transports = [
        CurlTransport(configuration: .init(certificateFile: certificate), environment: { _ in nil }),
        CurlTransport(environment: { $0 == "SSL_CERT_FILE" ? certificate : nil }),
        CurlTransport(environment: { $0 == "CURL_CA_BUNDLE" ? certificate : nil }),
        CurlTransport(
          configuration: .init(certificateFile: certificate), environment: { _ in "/nowhere/authorities.pem" }),
      ]
      for transport in transports {
        let response = try await transport.send(HTTPRequest(method: "GET", url: url, timeout: .seconds(30)))
        #expect(response.status == 200)
      }
    }
  }

  @Test("A certificate for another name is refused, trusted or not")
  func otherName() async throws {
    try await withServer(names: "DNS:elsewhere.example") { url, certificate in
      let transport = CurlTransport(configuration: .init(certificateFile: certificate), environment: { _ in nil })
      let error = try #require(await failure(transport, url))
      guard case .tls = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test("A file of authorities that does not exist is an error of TLS, not a reason to trust anyone")
  func missingAuthorities() async throws {
    try await withServer { url, _ in
      let error = try #require(
        await failure(CurlTransport(environment: { $0 == "SSL_CERT_FILE" ? "/nowhere/authorities.pem" : nil }), url))
      guard case .tls = error else {
        Issue.record("\(error)")
        return
      }
    }
  }
}

@Suite(
  "HTTP/2", .timeLimit(.minutes(5)),
  .enabled(if: Program.openssl != nil && Program.nginx != nil, "openssl and nginx are needed, and one is not installed")
)
struct HTTP2Tests {
  @Test("HTTP/2 is spoken where the server offers it, and requests at once share a connection")
  func multiplexed() async throws {
    let directory = try TemporaryDirectory()
    let certificate = try Certificate(
      names: "IP:127.0.0.1", in: directory, openssl: try #require(Program.openssl))
    let port = try RawServer.freePort()
    let configuration = """
      daemon off; master_process off; pid \(directory.path)/pid; error_log \(directory.path)/errors;
      events { worker_connections 200; }
      http {
        access_log off; keepalive_requests 10000;
        client_body_temp_path \(directory.path)/a; proxy_temp_path \(directory.path)/b;
        fastcgi_temp_path \(directory.path)/c; uwsgi_temp_path \(directory.path)/d; scgi_temp_path \(directory.path)/e;
        server {
          listen 127.0.0.1:\(port) ssl http2;
          ssl_certificate \(certificate.file); ssl_certificate_key \(certificate.key);
          location / { return 200 "$server_protocol $connection"; }
        }
      }
      """
    try configuration.write(toFile: directory.path + "/nginx.conf", atomically: true, encoding: .utf8)
    let server = try BackgroundServer(
      try #require(Program.nginx), ["-c", directory.path + "/nginx.conf", "-e", directory.path + "/errors"])
    let transport = CurlTransport(configuration: .init(certificateFile: certificate.file), environment: { _ in nil })
    let request = HTTPRequest(method: "GET", url: "https://127.0.0.1:\(port)/", timeout: .seconds(30))
    // The server has no way to say that it listens.
    var first: HTTPResponse?
    while first == nil {
      do { first = try await transport.send(request) } catch TransportError.connectionRefused { await Task.yield() }
    }
    var answers = Set([String(decoding: try #require(first).body, as: UTF8.self)])
    for _ in 0..<20 {
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<50 {
          group.addTask { String(decoding: try await transport.send(request).body, as: UTF8.self) }
        }
        for try await answer in group { answers.insert(answer) }
      }
    }
    #expect(answers.count == 1)
    #expect(answers.first?.hasPrefix("HTTP/2.0 ") == true)
    #expect(transport.liveHandles == 0)
    withExtendedLifetime((directory, server)) {}
  }
}
