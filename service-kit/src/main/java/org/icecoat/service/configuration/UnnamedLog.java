package org.icecoat.service.configuration;

import java.util.Optional;
import org.icecoat.domain.digest.Sha256;

/** What is said of a configuration file that does not name the log of its image stores. */
public final class UnnamedLog {
  private UnnamedLog() {}

  /**
   * A warning with the line to write; empty if the log is named.
   *
   * @param log null if it is not
   * @param judging whether nodes prove what they run
   */
  public static Optional<String> warning(Sha256 log, boolean judging) {
    if (log != null) {
      return Optional.empty();
    }
    String though = judging ? ", though nodes have to prove what they run" : "";
    return Optional.of(
        "No store-log-key: that images were registered is taken on the store's word"
            + though
            + ". Write 'store-log-key: sha256:...' into this configuration file, with the id that"
            + " the store's administrator finds in its log (The image log is sha256:...)");
  }
}
