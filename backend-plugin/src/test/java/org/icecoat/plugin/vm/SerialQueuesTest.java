package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.UUID;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** All is done on the calling thread, so that nothing has to be waited for. */
class SerialQueuesTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(SerialQueues.class);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final VmId vm = new VmId(UUID.randomUUID());
  private final SerialQueues queues = new SerialQueues(Runnable::run, Duration.ofMillis(100));

  @BeforeEach
  void listen() {
    log.start();
    LOGGER.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    LOGGER.detachAppender(log);
  }

  @Test
  void an_order_that_ends_with_an_error_of_a_library_is_told_so_and_not_that_it_is_busy() {
    assertThatThrownBy(() -> queues.call(vm, SerialQueuesTest::broken))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(UnsatisfiedLinkError.class);
    assertThat(queues.<String>call(vm, () -> "next")).isEqualTo("next");
  }

  @Test
  void what_goes_wrong_later_is_logged_whatever_it_is() {
    queues.later(vm, SerialQueuesTest::broken);
    queues.later(
        vm,
        () -> {
          throw new IllegalStateException("Nobody thought of that");
        });
    queues.later(
        vm,
        () -> {
          throw new PluginException(PluginFault.STORAGE_FAILED, "The disk is full");
        });
    assertThat(log.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.ERROR, Level.ERROR, Level.WARN);
    assertThat(log.list).allMatch(line -> line.getFormattedMessage().contains(vm.handle()));
  }

  private static String broken() {
    throw new UnsatisfiedLinkError("The library is another than it was");
  }
}
