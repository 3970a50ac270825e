package org.icecoat.service.access;

import java.nio.file.Path;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.service.configuration.FileContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy as its file says, read again when the file has changed. A file that is missing or
 * broken stops the start; later the last good policy stays in force and the log says what is wrong.
 * For any number of threads: who asks never waits for the file.
 */
public final class AccessFile {
  private static final Logger LOG = LoggerFactory.getLogger(AccessFile.class);

  private final Path file;
  private FileContent seen;
  private volatile AccessPolicy policy;

  private AccessFile(Path file) {
    this.file = file;
    this.seen = FileContent.of(file);
    this.policy = read();
  }

  /**
   * Reads the policy.
   *
   * @throws ConfigurationException if the file is missing or wrong
   */
  public static AccessFile open(Path file) {
    return new AccessFile(file);
  }

  /** The one that is in force at this moment. */
  public AccessPolicy policy() {
    return policy;
  }

  /** Looks at the file and takes it if it says something else than before; called by a timer. */
  public synchronized void refresh() {
    FileContent now = FileContent.of(file);
    if (!now.equals(seen)) {
      seen = now;
      take();
    }
  }

  private void take() {
    try {
      policy = read();
      LOG.info("The policy file has changed; the new policy is in force");
    } catch (ConfigurationException e) {
      LOG.error(
          "The policy file is wrong; the last good policy stays in force: {}", e.getMessage());
    }
  }

  private AccessPolicy read() {
    return ConfigurationFile.read(file, AccessPolicy.class);
  }
}
