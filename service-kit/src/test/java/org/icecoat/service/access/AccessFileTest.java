package org.icecoat.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.service.configuration.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AccessFileTest {
  private static final Caller CAROL = new Caller(Dn.parse("CN=Carol,O=Grid"), List.of());
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(AccessFile.class);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  @TempDir Path folder;
  private Path file;
  private AccessFile access;

  @BeforeEach
  void open() throws IOException {
    log.start();
    LOGGER.addAppender(log);
    file = folder.resolve("policy.yaml");
    write("curators: ['CN=Carol,O=Grid']");
    access = AccessFile.open(file);
  }

  @AfterEach
  void stopListening() {
    LOGGER.detachAppender(log);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text + "\n");
  }

  private boolean carolIsCurator() {
    access.refresh();
    return access.policy().isCurator(CAROL);
  }

  @Test
  void a_file_that_is_missing_or_broken_stops_the_start() throws IOException {
    write("curator: []");
    assertThatThrownBy(() -> AccessFile.open(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'curators'");
    Files.delete(file);
    assertThatThrownBy(() -> AccessFile.open(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void a_curator_who_is_taken_out_loses_the_right_at_the_next_look() throws IOException {
    assertThat(carolIsCurator()).isTrue();
    write("curators: []");
    assertThat(access.policy().isCurator(CAROL)).isTrue();
    assertThat(carolIsCurator()).isFalse();
    write("curators: ['CN=Carol,O=Grid']");
    assertThat(carolIsCurator()).isTrue();
  }

  @Test
  void a_broken_file_leaves_the_last_good_policy_and_is_told_once() throws IOException {
    write("curators: nonsense, and long");
    assertThat(carolIsCurator()).isTrue();
    assertThat(carolIsCurator()).isTrue();
    assertThat(log.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.ERROR))
        .satisfies(line -> assertThat(line.getFormattedMessage()).contains(file + ": line 1"));
    write("curators: []");
    assertThat(carolIsCurator()).isFalse();
  }

  @Test
  void a_file_that_vanishes_leaves_the_last_good_policy_and_is_told_once() throws IOException {
    Files.delete(file);
    assertThat(carolIsCurator()).isTrue();
    assertThat(carolIsCurator()).isTrue();
    assertThat(log.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.ERROR))
        .satisfies(line -> assertThat(line.getFormattedMessage()).contains("does not exist"));
  }

  @Test
  void a_change_is_seen_in_a_file_of_the_same_length_and_time() throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    write("curators: ['CN=Sarah,O=Grid']");
    Files.setLastModifiedTime(file, before);
    assertThat(carolIsCurator()).isFalse();
  }

  @Test
  void a_file_that_says_the_same_is_not_read_again() throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    assertThat(carolIsCurator()).isTrue();
    assertThat(log.list).isEmpty();
  }
}
