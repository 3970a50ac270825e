package org.icecoat.plugin.attest;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that files, or what is in folders, have changed, soon after they have. It lets whoever
 * writes one in pieces end first, but not for long; and a folder that is itself replaced is watched
 * no more.
 */
final class ChangeWatch implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);
  private static final Duration QUIET = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final WatchService service;
  private final Map<WatchKey, Set<Path>> names = new HashMap<>();
  private final Set<WatchKey> whole = new HashSet<>();

  private ChangeWatch(WatchService service) {
    this.service = service;
  }

  /**
   * Begins to watch.
   *
   * @param executor that has a thread to spare until this is closed
   * @param changed is called there, for any number of changes once, and again if it failed before
   * @throws IOException if the kernel has no watch to spare
   */
  static ChangeWatch begin(Collection<Path> files, Executor executor, Runnable changed)
      throws IOException {
    ChangeWatch watch = new ChangeWatch(FileSystems.getDefault().newWatchService());
    boolean begun = false;
    try {
      for (Path file : files) {
        watch.add(file.toAbsolutePath());
      }
      executor.execute(() -> watch.run(changed));
      begun = true;
      return watch;
    } finally {
      if (!begun) {
        watch.close();
      }
    }
  }

  /**
   * Where it is named, and where it is in truth, if there are links on the way; but for folders
   * that are not there or may not be read.
   */
  private void add(Path file) throws IOException {
    addNamed(file);
    if (Files.exists(file)) {
      addNamed(file.toRealPath());
    }
    if (Files.isDirectory(file)) {
      addWhole(file.toRealPath());
    }
  }

  private void addWhole(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(path -> Files.isDirectory(path, NOFOLLOW_LINKS)).toList()) {
        whole.add(key(each));
      }
    }
  }

  private void addNamed(Path file) throws IOException {
    if (Files.isReadable(file.getParent())) {
      names.computeIfAbsent(key(file.getParent()), key -> new HashSet<>()).add(file.getFileName());
    }
  }

  /** Of a folder that was registered before it is the same one. */
  private WatchKey key(Path folder) throws IOException {
    return folder.register(
        service,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
  }

  private void run(Runnable changed) {
    try {
      while (true) {
        if (concerns(service.take())) {
          settle();
          look(changed);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException e) {
      return; // the node ends
    }
  }

  /** A look that fails must not be the last one: nobody would know that changes leave no trace. */
  private static void look(Runnable changed) {
    try {
      changed.run();
    } catch (RuntimeException | Error e) {
      LOG.error("What has changed cannot be looked at; the next change will be", e);
    }
  }

  private void settle() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    boolean busy = true;
    while (busy && System.nanoTime() < until) {
      WatchKey next = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
      busy = next != null && concerns(next);
    }
  }

  /** Whether something that is watched is among what has changed. */
  private boolean concerns(WatchKey key) {
    boolean concerned = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      concerned |=
          event.kind() == StandardWatchEventKinds.OVERFLOW
              || whole.contains(key)
              || names.getOrDefault(key, Set.of()).contains(event.context());
    }
    key.reset();
    return concerned;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
