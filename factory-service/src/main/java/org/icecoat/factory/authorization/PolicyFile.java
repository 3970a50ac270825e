package org.icecoat.factory.authorization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy as its file says, read again when the file has changed. A broken file stops the start;
 * later the last good one stays in force and the log says what is wrong.
 */
public final class PolicyFile {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);

  private final Path file;
  private State state;

  private record State(FileTime changedAt, long bytes, AccessPolicy policy) {}

  private PolicyFile(Path file, State state) {
    this.file = file;
    this.state = state;
  }

  /**
   * Reads the policy.
   *
   * @throws ConfigurationException if the file is missing or wrong
   */
  public static PolicyFile open(Path file) {
    AccessPolicy policy = ConfigurationFile.read(file, AccessPolicy.class);
    try {
      return new PolicyFile(
          file, new State(Files.getLastModifiedTime(file), Files.size(file), policy));
    } catch (IOException e) {
      throw new ConfigurationException(file + " cannot be read", e);
    }
  }

  public synchronized AccessPolicy policy() {
    return state.policy();
  }

  /** Looks at the file and takes it if it has changed; called by a timer. */
  public synchronized void refresh() {
    try {
      FileTime changedAt = Files.getLastModifiedTime(file);
      long bytes = Files.size(file);
      if (!changedAt.equals(state.changedAt()) || bytes != state.bytes()) {
        state = new State(changedAt, bytes, reread());
      }
    } catch (IOException e) {
      LOG.warn("The policy file cannot be read; the last good policy stays in force", e);
    }
  }

  private AccessPolicy reread() {
    try {
      AccessPolicy policy = ConfigurationFile.read(file, AccessPolicy.class);
      LOG.info("The policy file has changed; the new policy is in force");
      return policy;
    } catch (ConfigurationException e) {
      LOG.error(
          "The policy file is wrong; the last good policy stays in force: {}", e.getMessage());
      return state.policy();
    }
  }
}
