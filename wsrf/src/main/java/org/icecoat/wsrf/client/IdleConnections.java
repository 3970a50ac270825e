package org.icecoat.wsrf.client;

import java.time.Duration;
import java.util.List;

/**
 * How long a client keeps a connection that it does not use: less than servers do. Who sends a
 * request in the moment in which the server closes gets no answer, and cannot know whether it was
 * carried out.
 */
final class IdleConnections {
  static final Duration KEPT = Duration.ofSeconds(100);

  /** Of both clients of the JDK, in seconds; each looks once in a process. */
  static final List<String> PROPERTIES =
      List.of("jdk.httpclient.keepalive.timeout", "http.keepAlive.time.server");

  private IdleConnections() {}

  /** To be called before the first connection; who has set one of these knows his servers. */
  static void endBeforeServersDo() {
    PROPERTIES.forEach(
        name -> System.getProperties().putIfAbsent(name, String.valueOf(KEPT.toSeconds())));
  }
}
