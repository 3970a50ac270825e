package org.icecoat.plugin.dataset;

import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.service.configuration.FileContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's policy file. It is looked at for each decision and read again when it has changed. A
 * file that cannot be read or understood closes everything.
 */
final class PolicyFile {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);

  private final Path file;
  private Optional<FileContent> seen = Optional.empty();
  private Optional<SitePolicy> policy = Optional.empty();
  private String trouble = "";

  PolicyFile(Path file) {
    this.file = file;
  }

  /** The policy as it is now; empty if it is broken. */
  synchronized Optional<SitePolicy> current() {
    Optional<FileContent> now = Optional.of(FileContent.of(file));
    if (!now.equals(seen)) {
      seen = now;
      read();
    }
    return policy;
  }

  /** What is wrong with the file, for the site's administrator; empty if nothing is. */
  synchronized Optional<String> trouble() {
    return current().isPresent() ? Optional.empty() : Optional.of(trouble);
  }

  private void read() {
    try {
      policy = Optional.of(ConfigurationFile.read(file, SitePolicy.class));
      LOG.info("The site's policy has {} rules", policy.get().rules().size());
    } catch (ConfigurationException e) {
      policy = Optional.empty();
      trouble = e.getMessage();
      LOG.error("The site's policy cannot be used, so every dataset is closed: {}", trouble);
    }
  }
}
