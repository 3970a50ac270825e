package org.icecoat.factory.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.drive.Driver;
import org.icecoat.factory.testing.TestingClock;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which VMs are driven, and how often, by work that can be held up. */
class WorkQueueTest {
  private static final VmId VM = new VmId(UUID.randomUUID());
  private static final NodeName NODE = new NodeName("node-1");

  private final TestingClock clock = new TestingClock();
  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final Semaphore destroyed = new Semaphore(0);
  private final Semaphore watched = new Semaphore(0);
  private final AtomicInteger drives = new AtomicInteger();

  @TempDir Path folder;
  private Database database;
  private WorkQueue queue;

  @BeforeEach
  void begin() {
    database = Database.open(DatabaseConfiguration.inFile(folder.resolve("rows")), "db/factory");
    queue = queue(Duration.ofDays(1));
    queue.begin(new HeldUpWork());
  }

  private WorkQueue queue(Duration watch) {
    Duration day = Duration.ofDays(1);
    return new WorkQueue(
        database,
        clock,
        new WorkQueue.Settings("factory-1", 2, Duration.ofMillis(50), watch, day, day));
  }

  @AfterEach
  void end() {
    mayEnd.countDown();
    queue.close();
    database.close();
  }

  /** The first drive of all waits until it may end; none finds anything to do for a day. */
  private final class HeldUpWork implements Work {
    @Override
    public Driver.Rest drive(VmId id) {
      begun.release();
      if (drives.getAndIncrement() == 0) {
        awaitEnd();
      }
      return new Driver.Rest(-1, Optional.of(clock.instant().plus(Duration.ofDays(1))));
    }

    private void awaitEnd() {
      try {
        assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void destroyBeside(VmId id) {
      destroyed.release();
    }

    @Override
    public boolean watch(NodeName name) {
      watched.release();
      return true;
    }

    @Override
    public void tidy() {}
  }

  /** Until it is written down when the node is to be looked at again. */
  private void awaitNextLook() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                database
                        .jdbi()
                        .withHandle(
                            handle ->
                                handle
                                    .createQuery(
                                        "select count(*) from scheduled_tasks where task_name ="
                                            + " 'watch-node' and not picked and execution_time > :now")
                                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                                    .mapTo(Integer.class)
                                    .one())
                    == 1);
  }

  private boolean begins(int seconds) throws InterruptedException {
    return begun.tryAcquire(seconds, TimeUnit.SECONDS);
  }

  @Test
  void a_vm_that_is_woken_while_it_is_driven_is_driven_once_more() throws Exception {
    queue.wake(VM);
    assertThat(begins(30)).isTrue();
    queue.wake(VM);
    queue.wake(VM);
    mayEnd.countDown();
    assertThat(begins(30)).isTrue();
    assertThat(begins(1)).isFalse();
  }

  @Test
  void a_vm_that_is_left_alone_is_driven_when_its_time_comes() throws Exception {
    mayEnd.countDown();
    queue.wake(VM);
    assertThat(begins(30)).isTrue();
    assertThat(begins(1)).isFalse();
    clock.advance(Duration.ofDays(2));
    assertThat(begins(30)).isTrue();
  }

  @Test
  void a_vm_that_is_to_be_destroyed_while_it_is_driven_is_destroyed_beside_that() throws Exception {
    queue.wake(VM);
    assertThat(begins(30)).isTrue();
    queue.wakeToDestroy(VM);
    assertThat(destroyed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    mayEnd.countDown();
    assertThat(begins(30)).isTrue();
  }

  @Test
  void a_vm_that_is_to_be_destroyed_and_is_not_driven_is_driven() throws Exception {
    mayEnd.countDown();
    queue.wakeToDestroy(VM);
    assertThat(begins(30)).isTrue();
    assertThat(destroyed.tryAcquire()).isFalse();
  }

  @Test
  void a_node_is_looked_at_although_the_clock_was_put_back_by_hours() throws Exception {
    queue.close();
    queue = queue(Duration.ofMillis(300));
    queue.begin(new HeldUpWork());
    queue.watch(NODE);
    assertThat(watched.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    awaitNextLook();
    clock.advance(Duration.ofHours(-2));
    assertThat(watched.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nodes_and_vms_are_looked_at_when_the_clock_was_put_back_while_the_factory_was_away()
      throws Exception {
    mayEnd.countDown();
    queue.watch(NODE);
    queue.wake(VM);
    assertThat(watched.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    assertThat(begins(30)).isTrue();
    awaitNextLook();
    queue.close();
    clock.advance(Duration.ofDays(-2));
    queue = queue(Duration.ofDays(1));
    queue.begin(new HeldUpWork());
    assertThat(watched.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    assertThat(begins(30)).isTrue();
  }
}
