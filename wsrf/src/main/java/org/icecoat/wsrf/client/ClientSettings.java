package org.icecoat.wsrf.client;

import java.time.Duration;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * How a client talks.
 *
 * @param tls whose trust decides on chains; the host name check is added here
 * @param connect at most this long for a connection
 * @param answer at most this long for an answer to begin, and for each part of it
 * @param envelopeBytes of an answer without attachments
 * @param downloadBytes of an answer with attachments, all of it
 * @param mtom whether {@code DataHandler}s of requests travel as attachments
 */
public record ClientSettings(
    TlsMaterial tls,
    Duration connect,
    Duration answer,
    long envelopeBytes,
    long downloadBytes,
    boolean mtom) {
  private static final long MIB = 1024L * 1024;

  public static ClientSettings of(TlsMaterial tls) {
    return new ClientSettings(
        tls, Duration.ofSeconds(5), Duration.ofSeconds(30), 16 * MIB, 16 * MIB, false);
  }

  public ClientSettings waiting(Duration connectTime, Duration answerTime) {
    return new ClientSettings(tls, connectTime, answerTime, envelopeBytes, downloadBytes, mtom);
  }

  /** MTOM both ways, and answers of up to {@code bytes}. */
  public ClientSettings streaming(long bytes) {
    return new ClientSettings(tls, connect, answer, envelopeBytes, bytes, true);
  }
}
