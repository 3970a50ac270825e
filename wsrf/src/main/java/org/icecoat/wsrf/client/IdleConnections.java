package org.icecoat.wsrf.client;

import java.time.Duration;

/**
 * How long a client keeps a connection that it does not use: less than servers do. Who sends a
 * request in the moment in which the server closes gets no answer, and cannot know whether it was
 * carried out.
 */
final class IdleConnections {
  static final Duration KEPT = Duration.ofSeconds(20);

  /** Of the JDK's client, in seconds; it looks once in a process. */
  static final String PROPERTY = "jdk.httpclient.keepalive.timeout";

  private IdleConnections() {}

  /** To be called before the first connection; who has set the property knows his servers. */
  static void endBeforeServersDo() {
    System.getProperties().putIfAbsent(PROPERTY, String.valueOf(KEPT.toSeconds()));
  }
}
