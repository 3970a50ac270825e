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
 * @param attachments which messages carry content as attachments
 */
public record ClientSettings(
    TlsMaterial tls,
    Duration connect,
    Duration answer,
    long envelopeBytes,
    long downloadBytes,
    Attachments attachments) {
  private static final long MIB = 1024L * 1024;

  /** Which messages have attachments (MTOM). */
  public enum Attachments {
    NONE,

    /** Answers only: their bytes are read from a blocking connection, which costs the least. */
    OF_ANSWERS,

    BOTH_WAYS
  }

  public static ClientSettings of(TlsMaterial tls) {
    return new ClientSettings(
        tls, Duration.ofSeconds(5), Duration.ofSeconds(30), 16 * MIB, 16 * MIB, Attachments.NONE);
  }

  public ClientSettings waiting(Duration connectTime, Duration answerTime) {
    return new ClientSettings(
        tls, connectTime, answerTime, envelopeBytes, downloadBytes, attachments);
  }

  /** MTOM both ways, and answers of up to {@code bytes}. */
  public ClientSettings streaming(long bytes) {
    return with(bytes, Attachments.BOTH_WAYS);
  }

  /** Answers with attachments of up to {@code bytes}, as fast as can be; nothing is sent so. */
  public ClientSettings downloading(long bytes) {
    return with(bytes, Attachments.OF_ANSWERS);
  }

  private ClientSettings with(long bytes, Attachments which) {
    return new ClientSettings(tls, connect, answer, envelopeBytes, bytes, which);
  }
}
