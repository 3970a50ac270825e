package org.icecoat.factory.vm;

import java.util.Optional;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.application.ApplicationReport;
import org.icecoat.factory.application.ApplicationState;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.request.ApplicationTerms;

/**
 * A VM as its row has it.
 *
 * @param version grows with each change of the row; a change that expects another one is lost
 * @param report what the node said last of the present placement
 */
public record Vm(
    VmId id,
    long version,
    Origin origin,
    Terms terms,
    Life life,
    Placed placed,
    Optional<VmReport> report,
    Drive drive) {
  public VmState state() {
    return life.state();
  }

  public Optional<NodeName> node() {
    return placed.node();
  }

  /** The VM in its present placement; empty before the first one and after it has ended. */
  public Optional<Incarnation> incarnation() {
    Optional<Epoch> epoch = placed.currentEpoch();
    return placed.node().isEmpty() ? Optional.empty() : epoch.map(e -> new Incarnation(id, e));
  }

  /** Whether trust in its node is lost, and its owner wants it to stand still then. */
  public boolean mustStandStill() {
    return placed.loss().isPresent()
        && origin.request().trust().filter(t -> t.onLoss() == LossAction.PAUSE).isPresent();
  }

  /** Whether the domain has been told to start in the present state, or has started. */
  public boolean mayRun() {
    return drive.ordered() || starts() > drive.startsBefore();
  }

  /** What the VM takes of its node's room. */
  public Capacity demand() {
    long disk =
        terms
            .resources()
            .disk()
            .or(() -> placed.image().flatMap(image -> image.disk().virtualSize()))
            .map(size -> size.value())
            .orElse(0L);
    return new Capacity(terms.resources().cpus().value(), terms.resources().memory().value(), disk);
  }

  /** How often the node has started the domain of this placement. */
  public int starts() {
    return report.map(VmReport::starts).orElse(0);
  }

  public ApplicationReport application() {
    return report
        .map(VmReport::application)
        .orElseGet(
            () ->
                ApplicationReport.only(
                    origin.request().application().isPresent()
                        ? ApplicationState.WAITING
                        : ApplicationState.NONE,
                    origin.request().application().map(ApplicationTerms::digest)));
  }

  public Vm withTerms(Terms newTerms) {
    return new Vm(id, version, origin, newTerms, life, placed, report, drive);
  }

  public Vm withLife(Life newLife) {
    return new Vm(id, version, origin, terms, newLife, placed, report, drive);
  }

  public Vm withPlaced(Placed newPlaced) {
    return new Vm(id, version, origin, terms, life, newPlaced, report, drive);
  }

  public Vm withReport(Optional<VmReport> newReport) {
    return new Vm(id, version, origin, terms, life, placed, newReport, drive);
  }

  public Vm withDrive(Drive newDrive) {
    return new Vm(id, version, origin, terms, life, placed, report, newDrive);
  }

  public Vm atVersion(long newVersion) {
    return new Vm(id, newVersion, origin, terms, life, placed, report, drive);
  }
}
