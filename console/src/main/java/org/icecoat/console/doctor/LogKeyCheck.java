package org.icecoat.console.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.icecoat.console.configuration.YamlFile;
import org.icecoat.console.failure.ConsoleException;

/**
 * The files of services on this host that let nodes prove what they run: whether they also say
 * which log has to prove the images.
 */
final class LogKeyCheck implements Check {
  private static final String KEY = "store-log-key";

  private final HostFiles host;

  LogKeyCheck(HostFiles host) {
    this.host = host;
  }

  @Override
  public List<Finding> findings() {
    return Stream.of(
            file("factory", "/etc/icecoat/factory.yaml", "attestation"),
            file("node", "/etc/icecoat/node.yaml", "tpm"))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Finding> file(String service, String path, String judging) {
    Path file = host.at(path);
    return Files.exists(file) ? judged(service + "-" + KEY, file, judging) : Optional.empty();
  }

  private static Optional<Finding> judged(String check, Path file, String judging) {
    Set<String> keys;
    try {
      keys = YamlFile.keys(file);
    } catch (ConsoleException e) {
      return Optional.of(
          Finding.warn(check, e.getMessage(), "Correct the file, or ask as one who may read it"));
    }
    if (!keys.contains(judging)) {
      return Optional.empty();
    }
    return Optional.of(
        keys.contains(KEY)
            ? Finding.ok(check, file + " names the log that has to prove images")
            : Finding.warn(
                check,
                "%s has %s, and images are still taken on the store's word"
                    .formatted(file, judging),
                advice(file.toString())));
  }

  /** How the id of the log comes into a file. */
  static String advice(String file) {
    return "Write 'store-log-key: sha256:...' into %s, with the id that the store's administrator"
            .formatted(file)
        + " finds in its log";
  }
}
