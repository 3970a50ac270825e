package org.icecoat.plugin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.merkle.FileVerifier;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that was told the store's log uses no image that is not proved to be in it. */
class ImageWitnessTest {
  private static final Clock CLOCK =
      Clock.offset(Clock.fixed(TestingLog.NOW, java.time.ZoneOffset.UTC), Duration.ofMinutes(1));
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid");

  @TempDir Path folder;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final TestingImages store = new TestingImages();
  private final TestingLog log = new TestingLog();
  private final ImageContent image = store.add(1 << 20, 1);
  private LogEntry entry;
  private long position;
  private ImageCache cache;

  @BeforeEach
  void registered() throws IOException {
    log.append(registration(store.add(1 << 19, 2)));
    entry = registration(image);
    position = log.append(entry);
    store.showing = (id, since) -> shown(log, since);
    cache = cache();
  }

  /** What is refused early leaves a fetch behind, which writes into the folder. */
  @AfterEach
  void stop() {
    TestingThreads.letEnd(executor);
  }

  @Test
  void an_image_in_the_log_is_used_and_the_head_remembered_over_restarts() throws IOException {
    assertThat(obtain().file()).exists();
    assertThat(memory().last().orElseThrow().head().size()).isEqualTo(2);
    cache = cache();
    log.append(registration(store.add(1 << 19, 3)));
    obtain();
    assertThat(memory().last().orElseThrow().head().size()).isEqualTo(3);
  }

  @Test
  void a_log_with_another_key_is_refused() {
    TestingLog other = new TestingLog();
    other.append(registration(store.add(1 << 19, 3)));
    other.append(entry);
    store.showing = (id, since) -> shown(other, since);
    refused(PluginFault.IMAGE_UNPROVED, "key");
    assertThat(store.offsets).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void an_image_that_is_in_the_cache_is_proved_anew() {
    obtain();
    store.showing = (id, since) -> forged(since);
    refused(PluginFault.IMAGE_UNPROVED, "not signed");
    store.away = true;
    refused(PluginFault.STORE_UNREACHABLE, "does not answer");
  }

  private ImageProof forged(OptionalLong since) {
    ImageProof right = shown(log, since);
    return new ImageProof(
        new ImageProof.Shown(new TestingLog().sign(log.head()), log.key(), right.shown().growth()),
        right.registration(),
        Optional.empty());
  }

  @Test
  void an_old_copy_is_refused_after_a_restart_too() throws IOException {
    ImageProof old = shown(log, OptionalLong.empty());
    log.append(registration(store.add(1 << 19, 3)));
    obtain();
    cache = cache();
    store.showing = (id, since) -> old;
    refused(PluginFault.IMAGE_UNPROVED, "old copy");
  }

  @Test
  void a_fork_is_refused() {
    obtain();
    TestingLog shorter = new TestingLog();
    log.append(registration(store.add(1 << 19, 3)));
    store.showing =
        (id, since) -> {
          ImageProof right = shown(log, since);
          shorter.append(entry);
          shorter.append(entry);
          shorter.append(entry);
          return new ImageProof(
              new ImageProof.Shown(
                  right.shown().head(), log.key(), Optional.of(shorter.tree().consistency(2, 3))),
              right.registration(),
              Optional.empty());
        };
    refused(PluginFault.IMAGE_UNPROVED, "forked");
  }

  @Test
  void an_image_that_is_not_in_the_log_is_refused_by_its_own_id() {
    ImageContent other = new ImageContent(id("77"), image.content(), image.format());
    obtain();
    assertThatThrownBy(() -> obtain(other)).hasMessageContaining("not about " + other.id());
    store.showing =
        (id, since) -> {
          ImageProof right = shown(log, since);
          return new ImageProof(
              right.shown(),
              new ImageProof.Logged(registration(other), right.registration().inclusion()),
              Optional.empty());
        };
    assertThatThrownBy(() -> obtain(other)).hasMessageContaining("is not in the log");
  }

  @Test
  void a_retired_image_is_refused_with_the_reason_of_its_curator() {
    LogEntry end =
        new LogEntry(
            LogEntry.Kind.RETIREMENT,
            entry.image(),
            new LogEntry.Act(TestingLog.NOW, CAROL, new Line("has a hole")));
    long place = log.append(end);
    store.showing =
        (id, since) -> {
          ImageProof right = shown(log, since);
          return new ImageProof(
              right.shown(), right.registration(), Optional.of(log.logged(end, place)));
        };
    refused(PluginFault.IMAGE_RETIRED, "has a hole");
  }

  @Test
  void a_store_that_shows_nothing_is_refused() {
    store.showing =
        (id, since) -> {
          throw new PluginException(PluginFault.IMAGE_UNPROVED, "the store shows no proof");
        };
    refused(PluginFault.IMAGE_UNPROVED, "shows no proof");
  }

  @Test
  void a_log_of_which_it_is_doubtful_what_guards_it_is_not_used_until_that_is_proved()
      throws IOException {
    store.doubts = List.of(new LogFinding(LogFinding.Reason.NOT_GUARDED, "a key in a file"));
    refused(PluginFault.IMAGE_UNPROVED, "a key in a file");
    assertThat(memory().last()).isEmpty();
    store.doubts = List.of();
    int before = store.doubted.get();
    obtain();
    obtain();
    assertThat(store.doubted).hasValue(before + 1);
    cache = cache();
    obtain();
    assertThat(store.doubted).as("each process asks").hasValue(before + 2);
  }

  @Test
  void a_memory_that_was_changed_stops_the_node() throws IOException {
    obtain();
    try (Stream<Path> files = Files.list(folder)) {
      Path file =
          files
              .filter(each -> each.getFileName().toString().startsWith("store-log-"))
              .findFirst()
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[60] ^= 1;
      Files.write(file, bytes);
    }
    assertThatThrownBy(this::memory).isInstanceOf(IOException.class).hasMessageContaining("lost");
  }

  private ImageProof shown(TestingLog from, OptionalLong since) {
    return new ImageProof(
        since.isPresent() ? from.shownSince(since.getAsLong()) : from.shown(),
        from.logged(entry, position),
        Optional.empty());
  }

  private static LogEntry registration(ImageContent content) {
    return new LogEntry(
        LogEntry.Kind.REGISTRATION,
        new LogEntry.Subject(
            content.id(), new ImageName("image"), new Version("1"), content.content()),
        new LogEntry.Act(TestingLog.NOW, CAROL, Line.EMPTY));
  }

  private static ImageId id(String pair) {
    return new ImageId(Sha256.parse(pair.repeat(32)));
  }

  private RememberedLog memory() throws IOException {
    return new RememberedLog(folder, log.key().id());
  }

  private ImageCache cache() throws IOException {
    return new ImageCache(
        new ImageCacheSettings(folder.resolve("images"), 100 << 20, 2, Clock.systemUTC()),
        store,
        executor,
        new FileVerifier(executor, 2),
        Optional.of(new ImageWitness(new LogWitness(log.key().id(), memory(), CLOCK), store)));
  }

  private CachedImage obtain() {
    return obtain(image);
  }

  private CachedImage obtain(ImageContent content) {
    return cache.obtain(TestingImages.STORE, content, (done, total) -> {}).join();
  }

  private void refused(PluginFault fault, String why) {
    assertThatThrownBy(this::obtain)
        .cause()
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(fault);
              assertThat(e).hasMessageContaining(why);
            });
  }
}
