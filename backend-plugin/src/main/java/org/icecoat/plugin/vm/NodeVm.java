package org.icecoat.plugin.vm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmProgress;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.guest.ApplicationOutput;
import org.icecoat.plugin.guest.OutputStreamName;
import org.icecoat.plugin.order.ApplicationSummary;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.DomainState;

/** One VM: its record, and what was last seen of it. Safe for many threads. */
final class NodeVm {
  private final VmRecords records;
  private final ApplicationOutput output;
  private final Optional<VmReport.Vmm> vmm;
  private final Wanted wanted;
  private VmRecord record;
  private VmRun run;
  private Optional<DomainObservation> seen = Optional.empty();
  private Optional<Instant> heardAt = Optional.empty();
  private long sights;
  private boolean guestReady;
  private boolean starting;
  private Optional<VmProgress> progress = Optional.empty();

  NodeVm(VmRecord record, VmRecords records, Optional<VmReport.Vmm> vmm) {
    this.record = record;
    this.run = record.run();
    this.records = records;
    this.output = records.folder(record.id()).output();
    this.vmm = vmm;
    this.wanted = new Wanted(record.id());
  }

  /** Ends when it has to go. */
  Wanted wanted() {
    return wanted;
  }

  VmId id() {
    return record().id();
  }

  synchronized VmRecord record() {
    return record;
  }

  /** Changes the record; it is on the disk when this returns. */
  synchronized VmRecord change(UnaryOperator<VmRecord> how) {
    VmRecord next = how.apply(record);
    if (!next.equals(record)) {
      records.save(next);
      record = next;
    }
    return next;
  }

  /** Notes for the receipt whether the domain lives; what is news is on the disk then. */
  synchronized void ran(boolean live, Instant now, Supplier<Optional<Sha256>> evidence) {
    run = run().seen(live, now, evidence);
    if (run.isNewsTo(record.run())) {
      change(before -> before.with(run));
    }
  }

  /** As it was seen last, proofs and all. */
  synchronized VmRun run() {
    return new VmRun(run.time(), run.evidence(), record.run().proofs());
  }

  ApplicationOutput output() {
    return output;
  }

  /** Notes the domain; whether it is news. That it comes up is none: it is told when it is up. */
  synchronized boolean saw(DomainObservation observation) {
    boolean news =
        observation.state() != DomainState.COMING_UP
            && seen.map(before -> !sameTo(before, observation)).orElse(true);
    seen = Optional.of(observation);
    sights++;
    return news;
  }

  /** How often the domain was seen, for {@link #sawUnlessSince}. */
  synchronized long sights() {
    return sights;
  }

  /** Notes the domain as it was at some time after so many sights; a later sight counts more. */
  synchronized void sawUnlessSince(long sightsBefore, DomainObservation observation) {
    if (sights == sightsBefore) {
      saw(observation);
    }
  }

  private static boolean sameTo(DomainObservation before, DomainObservation now) {
    return before.state() == now.state() && before.resources().equals(now.resources());
  }

  synchronized DomainState domain() {
    return seen.map(DomainObservation::state).orElse(DomainState.ABSENT);
  }

  /** Notes that the guest answered; whether it is the first time since its start. */
  synchronized boolean heard(Instant at) {
    boolean first = !guestReady;
    guestReady = true;
    heardAt = Optional.of(at);
    return first;
  }

  /** The guest starts over: it has not been heard. */
  synchronized void guestStarts() {
    guestReady = false;
  }

  /**
   * A start is about to begin. It is in the record from now on, but told only once the domain
   * lives: whoever asks meanwhile must not take the counted start for one that has ended.
   */
  synchronized void countStart() {
    guestReady = false;
    change(before -> before.forNextBoot().withStarts(before.starts() + 1).starting(true));
    starting = true;
  }

  /** Whether a start is under way in this process. */
  synchronized boolean isStarting() {
    return starting;
  }

  /** Nobody knows how the start that was counted ended: what the domain is, when seen, tells. */
  synchronized void startIsOpen() {
    starting = false;
  }

  /**
   * The start that was counted is over.
   *
   * @param counts whether it has come about
   */
  synchronized void startIsOver(boolean counts) {
    change(before -> before.withStarts(before.starts() - (counts ? 0 : 1)).starting(false));
    starting = false;
  }

  /**
   * Whether the end of a start was not seen, since the plug-in died meanwhile or lost the monitor.
   */
  synchronized boolean hasOpenStart() {
    return record.starting() && !starting;
  }

  private int starts() {
    return record.starting() && !domain().up() ? record.starts() - 1 : record.starts();
  }

  synchronized void progress(Optional<VmProgress> now) {
    progress = now;
  }

  /**
   * What is known.
   *
   * @throws PluginException VMM_UNREACHABLE, if the domain was not seen since the plug-in started
   */
  synchronized VmReport report(Instant now) {
    return new VmReport(
        record.order().placement(),
        state(),
        now,
        guestReady && domain().up(),
        starts(),
        resources(),
        record.address().map(List::of).orElseGet(List::of),
        vmm,
        progress,
        record.failure(),
        application());
  }

  private Optional<LiveResources> resources() {
    LiveResources ordered =
        new LiveResources(record.order().resources().cpus(), record.order().resources().memory());
    return seen.flatMap(DomainObservation::resources).or(() -> Optional.of(ordered));
  }

  private NodeVmState state() {
    return switch (record.phase()) {
      case PREPARING -> NodeVmState.PREPARING;
      case FAILED -> NodeVmState.FAILED;
      case PREPARED, DESTROYING -> ofDomain();
    };
  }

  /** A start is counted before it begins: without one nobody has to look. */
  private NodeVmState ofDomain() {
    if (seen.isEmpty() && record.starts() == 0) {
      return NodeVmState.PREPARED;
    }
    DomainState domain =
        seen.map(DomainObservation::state)
            .orElseThrow(
                () ->
                    new PluginException(
                        PluginFault.VMM_UNREACHABLE,
                        "The node does not know yet how VM " + id().handle() + " is: ask again"));
    return switch (domain) {
      case RUNNING -> NodeVmState.RUNNING;
      case PAUSED -> NodeVmState.PAUSED;
      case CRASHED -> NodeVmState.FAILED;
      case OFF, ABSENT, COMING_UP -> starts() == 0 ? NodeVmState.PREPARED : NodeVmState.STOPPED;
    };
  }

  private ApplicationSummary application() {
    return new ApplicationSummary(
        record.application(),
        heardAt,
        output.length(OutputStreamName.STANDARD_OUTPUT),
        output.length(OutputStreamName.STANDARD_ERROR),
        output.isTruncated(OutputStreamName.STANDARD_OUTPUT)
            || output.isTruncated(OutputStreamName.STANDARD_ERROR));
  }
}
