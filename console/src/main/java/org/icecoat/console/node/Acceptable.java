package org.icecoat.console.node;

import org.icecoat.wire.administration.DoubtType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A doubt about a node's TPM, as it is written on the command line. */
enum Acceptable {
  CHANGED_KEY("changed-key", DoubtType.CHANGED_KEY),
  EXPIRED_CERTIFICATE("expired-certificate", DoubtType.EXPIRED_CERTIFICATE);

  private final String word;
  private final DoubtType wire;

  Acceptable(String word, DoubtType wire) {
    this.word = word;
    this.wire = wire;
  }

  DoubtType wire() {
    return wire;
  }

  /** Reads the word. */
  static final class Reader implements ITypeConverter<Acceptable> {
    @Override
    public Acceptable convert(String text) {
      for (Acceptable each : values()) {
        if (each.word.equals(text)) {
          return each;
        }
      }
      throw new TypeConversionException(
          "'" + text + "' is neither changed-key nor expired-certificate");
    }
  }
}
