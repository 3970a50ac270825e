package org.icecoat.imagestore.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.icecoat.domain.image.Content;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all content again, one after another and over and over, so slowly that nobody notices. What
 * is found wrong is not handed out from then on. Where a round has got to is in the file {@code
 * audited} of the folder, so that a restart does not begin anew. For one thread.
 */
public final class ContentRounds {
  private static final Logger LOG = LoggerFactory.getLogger(ContentRounds.class);
  private static final Duration LEAST_PAUSE = Duration.ofMinutes(1);

  private final Supplier<Collection<Content>> contents;
  private final ContentAudit audit;
  private final Path place;
  private final long bytesPerSecond;
  private final Runnable found;

  /**
   * Rounds over everything that is there.
   *
   * @param bytesPerSecond read on the whole, at least one; content is read in one go, and a pause
   *     follows
   * @param found run whenever something was found wrong
   */
  public ContentRounds(
      ContentFolder folder,
      ContentAudit audit,
      Supplier<Collection<Content>> contents,
      long bytesPerSecond,
      Runnable found) {
    this.contents = contents;
    this.audit = audit;
    this.place = folder.place("audited");
    this.bytesPerSecond = bytesPerSecond;
    this.found = found;
  }

  /** Reads the content whose turn it is; how long to pause before the next. */
  public Duration step() {
    try {
      NavigableMap<String, Content> all = new TreeMap<>();
      contents.get().forEach(content -> all.put(content.root().hex(), content));
      return all.isEmpty() ? LEAST_PAUSE : read(next(all));
    } catch (IOException | RuntimeException | Error e) { // no round may be the last
      LOG.error("The store could not read its content again", e);
      return LEAST_PAUSE;
    }
  }

  private Content next(NavigableMap<String, Content> all) throws IOException {
    Map.Entry<String, Content> next = all.higherEntry(last());
    return next == null ? all.firstEntry().getValue() : next.getValue();
  }

  private String last() throws IOException {
    try {
      return Files.readString(place);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private Duration read(Content content) throws IOException {
    Files.writeString(place, content.root().hex());
    List<AuditFinding> findings = audit.audit(content);
    if (!findings.isEmpty()) {
      LOG.error("Content {} is not as it was registered: {}", content.root(), findings);
      found.run();
    }
    Duration pause = Duration.ofSeconds(content.bytes() / bytesPerSecond);
    return pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause;
  }
}
