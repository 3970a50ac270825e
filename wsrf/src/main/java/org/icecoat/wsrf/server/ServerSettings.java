package org.icecoat.wsrf.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * How a server listens.
 *
 * @param host name or address to bind
 * @param port 0 for any free one
 * @param publicAddress what clients dial, in WSDLs and EPRs; absent: host and port as bound
 * @param threads that serve requests
 * @param connections at once; further ones are reset as they come
 * @param idle a connection is closed on which nothing moves for so long within a request, or before
 *     the first one
 * @param kept the same between two requests
 * @param slowestBytesPerSecond a body that arrives more slowly is cut off, once it has been on its
 *     way for longer than idle
 * @param headerBytes of one request's HTTP headers
 * @param observer is told of each call
 */
public record ServerSettings(
    String host,
    int port,
    Optional<URI> publicAddress,
    TlsMaterial tls,
    int threads,
    int connections,
    Duration idle,
    Duration kept,
    long slowestBytesPerSecond,
    int headerBytes,
    CallObserver observer) {

  public static ServerSettings of(String host, int port, TlsMaterial tls) {
    return new ServerSettings(
        host,
        port,
        Optional.empty(),
        tls,
        64,
        1_000,
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        1_024,
        16 * 1024,
        CallObserver.none());
  }

  public ServerSettings publishedAt(URI address) {
    return new ServerSettings(
        host,
        port,
        Optional.of(address),
        tls,
        threads,
        connections,
        idle,
        kept,
        slowestBytesPerSecond,
        headerBytes,
        observer);
  }

  public ServerSettings withThreads(int count) {
    return new ServerSettings(
        host,
        port,
        publicAddress,
        tls,
        count,
        connections,
        idle,
        kept,
        slowestBytesPerSecond,
        headerBytes,
        observer);
  }

  public ServerSettings withConnections(int most) {
    return new ServerSettings(
        host,
        port,
        publicAddress,
        tls,
        threads,
        most,
        idle,
        kept,
        slowestBytesPerSecond,
        headerBytes,
        observer);
  }

  /** For tests of slow clients, and for sites that know theirs. */
  public ServerSettings withPatience(Duration idleTime, Duration keptTime, long bytesPerSecond) {
    return new ServerSettings(
        host,
        port,
        publicAddress,
        tls,
        threads,
        connections,
        idleTime,
        keptTime,
        bytesPerSecond,
        headerBytes,
        observer);
  }

  public ServerSettings observedBy(CallObserver all) {
    return new ServerSettings(
        host,
        port,
        publicAddress,
        tls,
        threads,
        connections,
        idle,
        kept,
        slowestBytesPerSecond,
        headerBytes,
        all);
  }
}
