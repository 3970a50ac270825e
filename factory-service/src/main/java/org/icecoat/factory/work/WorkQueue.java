package org.icecoat.factory.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.drive.Driver;
import org.icecoat.factory.store.QueueStore;
import org.icecoat.service.database.Database;
import org.icecoat.service.process.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that outlives the process, on db-scheduler: a task for each VM that is not destroyed and one
 * for each node. Several factories on one database share it; a task is done by one at a time.
 */
public final class WorkQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
  private static final String DRIVE = QueueStore.DRIVE;
  private static final String WATCH = QueueStore.WATCH;
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int MOST_FORGOTTEN = 1000;

  /** So far may the clocks of factories on one database differ, with what a look takes. */
  private static final Duration TOLERATED = Duration.ofSeconds(30);

  private final QueueStore rows;
  private final InstantSource clock;
  private final Settings settings;
  private final CustomTask<Void> drive;
  private final CustomTask<Void> watch;
  private final Scheduler scheduler;
  private final ThreadPoolExecutor beside;

  /** VMs that were being driven, here or by another factory, when they were to be woken. */
  private final Set<VmId> missed = ConcurrentHashMap.newKeySet();

  private volatile Work work;
  private volatile Watch clockWatch;

  /**
   * How the queue is worked off.
   *
   * @param name of this factory, different for each one on the same database
   * @param threads how much is done at the same time
   * @param polling how often tasks that became due are looked for
   * @param watch how often each node is looked at
   * @param sweep how often what has no task, though it should, is looked for
   * @param farewell how long work under way may take when the factory stops
   */
  public record Settings(
      String name,
      int threads,
      Duration polling,
      Duration watch,
      Duration sweep,
      Duration farewell) {}

  public WorkQueue(Database database, InstantSource clock, Settings settings) {
    this.rows = new QueueStore(database.jdbi());
    this.clock = clock;
    this.settings = settings;
    this.drive = driveTask();
    this.watch = watchTask();
    this.beside = besideThreads(settings.threads());
    this.scheduler =
        Scheduler.create(database.dataSource(), drive, watch)
            .startTasks(sweepTask())
            .schedulerName(new SchedulerName.Fixed(settings.name()))
            .threads(settings.threads())
            .pollingInterval(settings.polling())
            .heartbeatInterval(Duration.ofSeconds(5))
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(settings.farewell())
            .enableImmediateExecution()
            .clock(clock::instant)
            .build();
  }

  /** Who finds no thread leaves it to the drive that is under way. */
  private static ThreadPoolExecutor besideThreads(int most) {
    return new ThreadPoolExecutor(
        0,
        most,
        IDLE.toSeconds(),
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Begins to work; what this factory had begun before it was killed is taken up at once. */
  public void begin(Work toDo) {
    work = toDo;
    rows.releasePickedBy(settings.name());
    sweep();
    heedClock();
    scheduler.start();
    clockWatch = Watch.start(this::lookAtClock, settings.watch());
  }

  /** Not by the queue itself, which does not stir while its clock has not caught up. */
  private void lookAtClock() {
    try {
      heedClock();
      scheduler.triggerCheckForDueExecutions();
    } catch (RuntimeException e) {
      LOG.warn("Whether the clock was put back cannot be told: {}", e.getMessage());
    }
  }

  /** What was to be done soon by a clock that was put back since is done now. */
  private void heedClock() {
    Instant now = clock.instant();
    Instant lastWatch = now.plus(settings.watch()).plus(TOLERATED);
    if (rows.bringForward(now, lastWatch, now.plus(settings.sweep()).plus(TOLERATED))) {
      LOG.warn("The clock was put back: every node and every VM is looked at now");
    }
  }

  /** The VM's row has changed, or what it waits for: drive it now, and again if it is driven. */
  public void wake(VmId id) {
    if (!isTakenUp(id)) {
      missed.add(id);
      if (isTakenUp(id)) {
        missed.remove(id);
      }
    }
  }

  /**
   * As {@link #wake}, of a VM that is to be destroyed. Whoever drives it at this moment, here or in
   * another factory, may wait for its node, so that is told beside him.
   */
  public void wakeToDestroy(VmId id) {
    wake(id);
    if (missed.contains(id)) {
      beside.execute(() -> work.destroyBeside(id));
    }
  }

  /** False if it is being driven at this moment: whoever does so is to look at it once more. */
  private boolean isTakenUp(VmId id) {
    Instant now = clock.instant();
    try {
      scheduler.reschedule(drive.instance(id.toString()), now);
      scheduler.triggerCheckForDueExecutions();
    } catch (TaskInstanceNotFoundException e) {
      scheduler.scheduleIfNotExists(drive.instance(id.toString()), now);
    } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
      return false;
    }
    return true;
  }

  /** Looks at a node now, and regularly from then on. */
  public void watch(NodeName name) {
    Instant now = clock.instant();
    try {
      scheduler.reschedule(watch.instance(name.value()), now);
      scheduler.triggerCheckForDueExecutions();
    } catch (TaskInstanceNotFoundException e) {
      scheduler.scheduleIfNotExists(watch.instance(name.value()), now);
    } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
      return; // it is being looked at
    }
  }

  private CustomTask<Void> driveTask() {
    return Tasks.custom(DRIVE, Void.class)
        .onDeadExecutionRevive()
        .onFailure((done, then) -> then.reschedule(done, clock.instant().plus(AFTER_TROUBLE)))
        .execute(
            (instance, context) -> {
              VmId id = VmId.parse(instance.getId());
              return after(id, work.drive(id));
            });
  }

  /**
   * A change that came while the VM was driven may have gone unseen: its version tells, and of what
   * is not in its row, such as room on a node, who wanted to wake it.
   */
  private CompletionHandler<Void> after(VmId id, Driver.Rest rest) {
    if (rest.until().isEmpty()) {
      missed.remove(id);
      return (done, then) -> then.remove();
    }
    return (done, then) -> {
      then.reschedule(done, rest.until().get());
      if (missed.remove(id) || rows.version(id) != rest.version()) {
        wake(id);
      }
    };
  }

  private CustomTask<Void> watchTask() {
    return Tasks.custom(WATCH, Void.class)
        .onDeadExecutionRevive()
        .onFailure((done, then) -> then.reschedule(done, clock.instant().plus(AFTER_TROUBLE)))
        .execute(
            (instance, context) -> {
              boolean enrolled = work.watch(new NodeName(instance.getId()));
              return enrolled
                  ? (done, then) -> then.reschedule(done, clock.instant().plus(settings.watch()))
                  : (done, then) -> then.remove();
            });
  }

  private RecurringTask<Void> sweepTask() {
    return Tasks.recurring(QueueStore.SWEEP, FixedDelay.of(settings.sweep()))
        .execute(
            (instance, context) -> {
              sweep();
              work.tidy();
            });
  }

  /** Whatever was written down and got no task, because a process died in between, gets one. */
  private void sweep() {
    List<VmId> late = List.copyOf(missed);
    missed.removeAll(Set.copyOf(late));
    late.forEach(this::wake);
    rows.forgottenVms(MOST_FORGOTTEN).forEach(this::wake);
    rows.forgottenNodes(MOST_FORGOTTEN).forEach(this::watch);
  }

  /** Waits for what is being done; the rest stays in the database. */
  @Override
  public void close() {
    if (clockWatch != null) {
      clockWatch.close();
    }
    beside.shutdownNow();
    scheduler.stop();
  }
}
