package org.icecoat.plugin.vm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.dataset.Dataset;
import org.icecoat.plugin.guest.ApplicationReport;
import org.icecoat.plugin.order.PrepareOrder;

/**
 * All that the node has to remember of a VM.
 *
 * @param datasets that the site has opened to it
 * @param address of its network card, in numbers
 * @param starts of the domain, and resets by order
 * @param starting the last of them has begun and was not seen to come about
 */
record VmRecord(
    PrepareOrder order,
    Phase phase,
    List<Dataset> datasets,
    Optional<String> address,
    int starts,
    boolean starting,
    ApplicationReport application,
    Optional<VmFailure> failure,
    VmRun run) {
  /** What the node is doing with it, the domain's own state aside. */
  enum Phase {
    PREPARING,
    /** There is a domain to start, or one that was started. */
    PREPARED,
    /** The preparation failed, or what it had made is gone. */
    FAILED,
    /** It has to go. */
    DESTROYING
  }

  VmRecord {
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(phase, "phase");
    datasets = List.copyOf(datasets);
    run = run == null ? VmRun.none() : run; // an earlier version knew of none
  }

  static VmRecord of(PrepareOrder order, List<Dataset> datasets, Optional<String> address) {
    ApplicationReport application =
        order
            .application()
            .map(ordered -> ApplicationReport.waiting(ordered.digest()))
            .orElseGet(ApplicationReport::none);
    return new VmRecord(
        order,
        Phase.PREPARING,
        datasets,
        address,
        0,
        false,
        application,
        Optional.empty(),
        VmRun.none());
  }

  VmId id() {
    return order.placement().id();
  }

  Epoch epoch() {
    return order.placement().epoch();
  }

  VmRecord in(Phase next) {
    return new VmRecord(
        order, next, datasets, address, starts, starting, application, Optional.empty(), run);
  }

  VmRecord failed(Phase next, VmFailure why) {
    return new VmRecord(
        order, next, datasets, address, starts, starting, application, Optional.of(why), run);
  }

  VmRecord with(ApplicationReport report) {
    return new VmRecord(order, phase, datasets, address, starts, starting, report, failure, run);
  }

  VmRecord with(PrepareOrder changed) {
    return new VmRecord(
        changed, phase, datasets, address, starts, starting, application, failure, run);
  }

  VmRecord with(VmRun changed) {
    return new VmRecord(
        order, phase, datasets, address, starts, starting, application, failure, changed);
  }

  VmRecord withStarts(int count) {
    return new VmRecord(
        order, phase, datasets, address, count, starting, application, Optional.empty(), run);
  }

  VmRecord starting(boolean now) {
    return new VmRecord(order, phase, datasets, address, starts, now, application, failure, run);
  }

  /** An application that had not ended waits for the guest's next boot. */
  VmRecord forNextBoot() {
    return order.application().isEmpty() || application.state().ended()
        ? this
        : with(ApplicationReport.waiting(order.application().get().digest()));
  }
}
